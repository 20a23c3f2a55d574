import { ArgsType, Directive, Field, ID, InputType, Int } from 'type-graphql';
import { MAX_HITS } from '../../contract/bounds';
import { isPartialDate } from '../../contract/partialDate';
import { MAX_ASPECTS, MAX_LIFT, MAX_LIFT_LENGTH, ONE_WORD } from '../../contract/tiers';
import { BadUserInputError } from '../errors';
import { PartialDate } from '../record/dates';

@Directive('@inaccessible')
@InputType({ description: 'A concept that is searched for.' })
class ConceptTerm {
  @Field(() => ID, { description: '`concept:<slug>`' })
  readonly concept!: string;

  @Field(() => Int, {
    description:
      'How near it is to what was asked, 1 to 1000: 1000 for the concept itself, 800 for the next narrower ones, less with every step down.',
  })
  readonly weight!: number;
}

@Directive('@inaccessible')
@InputType({ description: 'Concepts of which a record must match at least one.' })
class ConceptGroup {
  @Field(() => [ConceptTerm], { description: 'The concepts.' })
  readonly terms!: ConceptTerm[];
}

@Directive('@inaccessible')
@InputType({ description: 'A position in a list of hits: what stands behind it comes later.' })
class HitPosition {
  @Field(() => Int, { description: 'The score of the last hit seen.' })
  readonly score!: number;

  @Field(() => ID, { description: 'The id of the last hit seen.' })
  readonly id!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The tier of the last hit seen: how many numbers its `matched` has. Without it, 0.',
  })
  readonly tier?: number | null;
}

/** What all searches among a city's records take. */
@ArgsType()
export class HitArguments {
  @Field(() => [ConceptGroup], {
    nullable: true,
    description: 'A hit matches at least one concept of every group.',
  })
  readonly concepts?: ConceptGroup[] | null;

  @Field(() => String, { nullable: true, description: 'A hit contains all of these words.' })
  readonly text?: string | null;

  @Field(() => [ConceptGroup], {
    nullable: true,
    description: `The subjects of the question, ${MAX_ASPECTS} at most. They leave out no hit: one that has something of more of them, by whatever topics, stands before all that have less, whatever the scores; \`matched\` says which. Weights do not count.`,
  })
  readonly aspects?: ConceptGroup[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `Single words, ${MAX_LIFT} at most, ${MAX_LIFT_LENGTH} characters each at most. They leave out no hit: one whose text has more of them, as it is looked through for \`text\`, stands higher, each as much as one of the \`aspects\`.`,
  })
  readonly lift?: string[] | null;

  @Field(() => PartialDate, { description: "The hub's day, `YYYY-MM-DD`, from which recency is counted." })
  readonly day!: string;

  @Field(() => Int, { description: 'How many hits, 1 to 1001.' })
  readonly first!: number;

  @Field(() => HitPosition, { nullable: true, description: 'Only hits behind this position.' })
  readonly after?: HitPosition | null;
}

/** What is searched for, checked. */
export interface Question {
  /** The concepts of each group; a record must match one of every group. Empty for a question by text alone. */
  readonly groups: readonly (readonly ConceptTerm[])[];
  /** Words that a record must contain, each once. None when only concepts are asked for. */
  readonly words: readonly string[];
  /** The concepts of each subject: the more of them a hit has, the higher it stands. */
  readonly aspects: readonly (readonly ConceptTerm[])[];
  /** Words that lift a hit as a subject does. */
  readonly lift: readonly string[];
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly first: number;
  readonly after: Position | null;
}

/** The hub takes 500 characters from its clients. */
const MAX_TEXT_LENGTH = 1000;

/** Checks the arguments of a search. Throws BAD_USER_INPUT with the first that is wrong. */
export function parseQuestion(args: HitArguments): Question {
  const groups = (args.concepts ?? []).map(({ terms }) => terms);
  const text = args.text ?? '';
  if (text.length > MAX_TEXT_LENGTH) {
    throw new BadUserInputError(
      'text',
      `text must have at most ${MAX_TEXT_LENGTH} characters, but got ${text.length}.`,
    );
  }
  const words = [...new Set(text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu))];
  if (groups.length === 0 && words.length === 0) {
    throw args.text == null
      ? new BadUserInputError('concepts', 'Ask for concepts, for a text or for both.')
      : new BadUserInputError('text', 'text must contain a word.');
  }
  for (const { weight } of groups.flat()) {
    if (weight < 1 || weight > 1000) {
      throw new BadUserInputError('concepts', `The weight of a concept must be from 1 to 1000, but got ${weight}.`);
    }
  }
  if (args.day.length !== 'YYYY-MM-DD'.length || !isPartialDate(args.day)) {
    throw new BadUserInputError('day', `day must be a full date such as 2026-03-01, but got ${args.day}.`);
  }
  if (args.first < 1 || args.first > MAX_HITS) {
    throw new BadUserInputError('first', `first must be from 1 to ${MAX_HITS}, but got ${args.first}.`);
  }
  const aspects = (args.aspects ?? []).map(({ terms }) => terms);
  if (aspects.length > MAX_ASPECTS) {
    throw new BadUserInputError('aspects', `aspects must be at most ${MAX_ASPECTS}, but got ${aspects.length}.`);
  }
  const lift = (args.lift ?? []).map((word) => word.toLowerCase());
  if (lift.length > MAX_LIFT) {
    throw new BadUserInputError('lift', `lift must have at most ${MAX_LIFT} words, but got ${lift.length}.`);
  }
  for (const word of lift) {
    if (word.length > MAX_LIFT_LENGTH || !ONE_WORD.test(word)) {
      throw new BadUserInputError('lift', `lift must have single words of at most ${MAX_LIFT_LENGTH} characters.`);
    }
  }
  const { day, first } = args;
  return { groups, words, aspects, lift, day, first, after: placeIn(aspects.length + lift.length, args.after ?? null) };
}

/** Where nothing makes tiers, all hits stand in tier 0, and so behind every position in a higher one. */
function placeIn(tiers: number, after: HitPosition | null): Position | null {
  if (after === null) return null;
  const tier = after.tier ?? 0;
  return tiers === 0 && tier > 0 ? null : { tier, score: after.score, id: after.id };
}

/** Where a page begins: behind it. */
interface Position {
  readonly tier: number;
  readonly score: number;
  readonly id: string;
}
