import { ArgsType, Directive, Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { MAX_HITS } from '../../contract/bounds';
import { isPartialDate } from '../../contract/partialDate';
import { MAX_ASPECTS, MAX_LIFT, MAX_LIFT_LENGTH, ONE_WORD } from '../../contract/tiers';
import { BadUserInputError } from '../errors';
import { DateTime, PartialDate } from '../record/dates';

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
export class ConceptGroup {
  @Field(() => [ConceptTerm], { description: 'The concepts.' })
  readonly terms!: ConceptTerm[];
}

export enum HitOrder {
  RELEVANCE = 'RELEVANCE',
  NEWEST = 'NEWEST',
  TITLE = 'TITLE',
}

registerEnumType(HitOrder, {
  name: 'HitOrder',
  description: 'In what order hits stand. It leaves out none, and ends by id, byte by byte.',
  valuesConfig: {
    RELEVANCE: { description: 'By tier, then by score, highest first.' },
    NEWEST: {
      description:
        'By the `updatedAt` of their records in whole milliseconds, latest first, whatever their tiers and scores.',
    },
    TITLE: {
      description: 'By `sortTitle`, as its bytes in UTF-8 stand, whatever their tiers and scores.',
    },
  },
});

@Directive('@inaccessible')
@InputType({ description: 'A position in a list of hits: what stands behind it comes later.' })
class HitPosition {
  @Field(() => Int, { description: 'The score of the last hit seen. It counts in the order `RELEVANCE` alone.' })
  readonly score!: number;

  @Field(() => ID, { description: 'The id of the last hit seen.' })
  readonly id!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The tier of the last hit seen: how many numbers its `matched` has. Without it, 0.',
  })
  readonly tier?: number | null;

  @Field(() => DateTime, { nullable: true, description: 'With `order: NEWEST`, the `updatedAt` of the last hit seen.' })
  readonly updatedAt?: Date | null;

  @Field(() => String, { nullable: true, description: 'With `order: TITLE`, the `sortTitle` of the last hit seen.' })
  readonly sortTitle?: string | null;
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

  @Field(() => HitOrder, { nullable: true, description: 'In what order. Without it, by relevance.' })
  readonly order?: HitOrder | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the order is turned round, ids and all: the last hit of the list comes first, and behind a position is what stands before it in the list.',
  })
  readonly reversed?: boolean | null;
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
  readonly order: HitOrder;
  /** Whether the last of the list comes first. */
  readonly reversed: boolean;
  readonly after: Position | null;
}

/** The hub takes 500 characters from its clients. */
const MAX_TEXT_LENGTH = 1000;

/** The words of a text, each once. Throws BAD_USER_INPUT for one that is too long. */
export function readWords(text: string): readonly string[] {
  if (text.length > MAX_TEXT_LENGTH) {
    throw new BadUserInputError(
      'text',
      `text must have at most ${MAX_TEXT_LENGTH} characters, but got ${text.length}.`,
    );
  }
  return [...new Set(text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu))];
}

/** Checks the arguments of a search. Throws BAD_USER_INPUT with the first that is wrong. */
export function parseQuestion(args: HitArguments): Question {
  const groups = (args.concepts ?? []).map(({ terms }) => terms);
  const words = readWords(args.text ?? '');
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
  const order = args.order ?? HitOrder.RELEVANCE;
  const reversed = args.reversed ?? false;
  const asked = { groups, words, aspects, lift, day, first, order, reversed };
  return { ...asked, after: placeIn(asked, args.after ?? null) };
}

/** Where nothing makes tiers, all hits stand in tier 0, and so behind every position in a higher one: null. */
function placeIn(
  { aspects, lift, order, reversed }: Pick<Question, 'aspects' | 'lift' | 'order' | 'reversed'>,
  after: HitPosition | null,
): Position | null {
  if (after === null) return null;
  const { id, score } = after;
  if (order === HitOrder.NEWEST) return { ...NOWHERE, id, sort: given(after, 'updatedAt') };
  if (order === HitOrder.TITLE) return { ...NOWHERE, id, sort: given(after, 'sortTitle') };
  const tier = after.tier ?? 0;
  const isAboveAll = aspects.length + lift.length === 0 && tier > 0;
  return isAboveAll && !reversed ? null : { tier, score, id, sort: null };
}

/** In an order by something else, tiers and scores do not count. */
const NOWHERE = { tier: 0, score: 0 };

/** What a position needs in some order. */
function given<Name extends 'updatedAt' | 'sortTitle'>(
  position: HitPosition,
  name: Name,
): NonNullable<HitPosition[Name]> {
  const value = position[name];
  if (value == null) throw new BadUserInputError('after', `In this order, after must have ${name}.`);
  return value;
}

/** Where a page begins: behind it. */
interface Position {
  readonly tier: number;
  readonly score: number;
  readonly id: string;
  /** By which it stands in an order that is not by relevance. */
  readonly sort: Date | string | null;
}
