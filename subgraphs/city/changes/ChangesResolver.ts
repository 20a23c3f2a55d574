import {
  Arg,
  Ctx,
  Directive,
  Field,
  ID,
  InputType,
  Int,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
} from 'type-graphql';
import { CHANGES_DAYS, MAX_CHANGES } from '../../contract/changes';
import type { ChangeKind } from '../../contract/changes';
import { globalId, keyOf, OWNED_TYPES } from '../../contract/ids';
import type { OwnedType } from '../../contract/ids';
import type { CityContext } from '../answer/context';
import { BadUserInputError } from '../errors';
import { ConceptGroup, readWords } from '../hits/question';
import { TOMBSTONE_HOURS } from '../publication/Publication';
import { DateTime } from '../record/dates';
import { instantiate } from '../record/instantiate';
import { findChanges } from './findChanges';

enum RecordChangeKind {
  ADDED = 'ADDED',
  CHANGED = 'CHANGED',
  REMOVED = 'REMOVED',
}

registerEnumType(RecordChangeKind, {
  name: 'RecordChangeKind',
  description: 'What became of a record, for who reads it.',
  valuesConfig: {
    ADDED: { description: 'It came into sight since: it is new, or was hidden before.' },
    CHANGED: { description: 'It is otherwise than it was.' },
    REMOVED: {
      description:
        'It is gone, or hidden now, or no longer of what was asked for. It may have come and gone since, or never have been of that.',
    },
  },
});

enum RecordType {
  STAFF = 'STAFF',
  PROGRAMME = 'PROGRAMME',
  TOPIC = 'TOPIC',
  EXCHANGE = 'EXCHANGE',
  NEED = 'NEED',
  OFFER = 'OFFER',
}

registerEnumType(RecordType, {
  name: 'RecordType',
  description: 'The kinds of record that a city has.',
  valuesConfig: {
    STAFF: { description: 'People, posts and units.' },
    PROGRAMME: { description: 'What a city runs.' },
    TOPIC: { description: "A city's own terms for its work." },
    EXCHANGE: { description: 'Meetings with other cities.' },
    NEED: { description: 'What a city looks for.' },
    OFFER: { description: 'What a city offers to others.' },
  },
});

@Directive('@inaccessible')
@InputType({ description: 'A position in a list of changes: what stands behind it comes later.' })
class ChangePosition {
  @Field(() => DateTime, { description: 'The time of the last change seen.' })
  readonly at!: Date;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the last change seen. Without it, all changes of that time were seen.',
  })
  readonly id?: string | null;
}

@Directive('@inaccessible')
@ObjectType({ description: 'What became of a record last.' })
class RecordChange {
  @Field(() => ID, { description: '`<city>:<type>:<local>`' })
  readonly id!: string;

  @Field(() => RecordChangeKind, { description: 'What became of it.' })
  readonly kind!: ChangeKind;

  @Field(() => DateTime, {
    description:
      "When that was first there to be read: the record's `publishedAt`, or when it was no longer in sight. In whole milliseconds.",
  })
  readonly at!: Date;

  /** Whether it is a person's record, as far as there is one. */
  readonly isPerson!: boolean;
}

@Directive('@inaccessible')
@ObjectType({ description: 'What became of the records of a city.' })
class RecordChanges {
  @Field(() => [RecordChange], {
    description: 'By `at`, then by id byte by byte. Each record that the viewer sees or saw, once.',
  })
  readonly changes!: RecordChange[];

  @Field(() => DateTime, {
    description:
      "Until when that is all, behind the last of them where there are as many as were asked for, by the city's own clock: none of the changes is later, and whatever can be read later is later than this, also what is written by a transaction that is under way. Who asks behind it next misses nothing. It is seconds ago where nothing is under way, and the last publication while something is.",
  })
  readonly until!: Date;
}

const CONCEPTS =
  'Only of records on at least one concept of every group: by a topic that maps to it, in whatever way; of topics, by themselves. Weights do not count. A record that changed and is not on them is `REMOVED`, where an earlier state of it can have been told, since the city need not know what it was about; what is gone is told whatever it was about. How a topic maps is a change of the topic, not of the records that have it. Without it, of all records.';
const TEXT =
  'Only of records that contain all of these words, as the searches look through them. A topic contains none. What contains them no longer is `REMOVED` as with `concepts`. Without it, of all records.';

const MOST_AGO_MS = TOMBSTONE_HOURS * 60 * 60_000;

@Resolver()
export class ChangesResolver {
  @Directive('@inaccessible')
  @Query(() => RecordChanges, {
    nullable: true,
    description:
      'What became of the records of this city since a moment, as the viewer sees them: what is hidden from the viewer now is gone. Null from a city that cannot say it yet.',
  })
  async recordChanges(
    @Arg('kinds', () => [RecordType], { description: 'Of which records.' })
    kinds: RecordType[],
    @Arg('since', () => DateTime, {
      description: `What came into sight later than this is \`ADDED\`. ${CHANGES_DAYS} days ago at most; \`BAD_USER_INPUT\` where it is longer ago, or longer than the city can tell.`,
    })
    since: Date,
    @Arg('first', () => Int, { description: `How many, 1 to ${MAX_CHANGES}.` })
    first: number,
    @Arg('after', () => ChangePosition, {
      nullable: true,
      description: 'Only changes behind this position. Without it, behind `since`.',
    })
    after: ChangePosition | null,
    @Arg('concepts', () => [ConceptGroup], { nullable: true, description: CONCEPTS })
    concepts: ConceptGroup[] | null | undefined,
    @Arg('text', () => String, { nullable: true, description: TEXT })
    text: string | null | undefined,
    @Ctx() { cityId, dataSource, sections }: CityContext,
  ): Promise<RecordChanges> {
    if (first < 1 || first > MAX_CHANGES) {
      throw new BadUserInputError('first', `first must be from 1 to ${MAX_CHANGES}, but got ${first}.`);
    }
    const from = after?.at ?? since;
    if (Date.now() - Math.min(since.getTime(), from.getTime()) > MOST_AGO_MS) {
      throw new BadUserInputError('since', `since must be ${CHANGES_DAYS} days ago at most.`);
    }
    const words = readWords(text ?? '');
    if (text != null && words.length === 0) throw new BadUserInputError('text', 'text must contain a word.');
    const { until, changes } = await findChanges(dataSource, {
      types: OWNED_TYPES.filter((type) => kinds.some((kind) => kind.toLowerCase() === type)),
      ...{ since, first, sections, words },
      groups: (concepts ?? []).map(({ terms }) => terms.map(({ concept }) => concept)),
      after: { at: from, record: after?.id == null ? null : readId(after.id, cityId) },
    });
    return instantiate(RecordChanges, {
      until,
      changes: changes.map(({ type, key, at, kind, isPerson }) =>
        instantiate(RecordChange, { id: globalId(cityId, type, key), kind: kind, at, isPerson }),
      ),
    });
  }
}

function readId(id: string, cityId: string): { readonly type: OwnedType; readonly key: string } {
  for (const type of OWNED_TYPES) {
    const key = keyOf(id, cityId, type);
    if (key !== null) return { type, key };
  }
  throw new BadUserInputError('after', `after must have the id of a record of ${cityId}.`);
}
