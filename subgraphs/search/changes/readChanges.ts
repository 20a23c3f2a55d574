import { LACKING } from '../../contract/AskCity';
import type { CityOperation, CityReply } from '../../contract/AskCity';
import { CHANGE_KINDS } from '../../contract/changes';
import type { ChangeKind, RecordKind } from '../../contract/changes';
import { parseId } from '../../contract/ids';
import type { OwnedType } from '../../contract/ids';
import type { CoveredAnswer } from '../coverage';
import { anything, ContractBreachError, instant, listUpTo, oneOf, readFields, text } from '../hits/readFields';
import type { FieldRules } from '../hits/readFields';
import type { Group } from '../question/understand';
import { comparePlaces } from './Progress';
import type { Place } from './Progress';

/** Which of its changes a city is asked for. */
export interface ChangesRequest {
  readonly kinds: readonly RecordKind[];
  /** Only records on a concept of every group, and what may have been. None for all. */
  readonly groups: readonly Group[];
  /** Only records that contain all of its words, and what may have. Null for all. */
  readonly text: string | null;
  /** Milliseconds since 1970: what came into sight later is added. */
  readonly since: number;
  readonly after: Place;
  readonly first: number;
}

export interface FoundChange {
  readonly id: string;
  readonly type: OwnedType;
  readonly kind: ChangeKind;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What a city says of its changes. */
export interface ChangesAnswer extends CoveredAnswer {
  /** In order. Undefined when there was no answer. */
  readonly changes?: readonly FoundChange[];
  /** Until when these are all, in milliseconds since 1970. */
  readonly until?: number;
}

/** What is not asked is not in the text, so that a city which lacks it can be asked for the rest. */
const queryFor = (byConcept: boolean, byText: boolean): string => {
  const [concepts, ofConcepts] = byConcept ? [', $concepts: [ConceptGroup!]', ', concepts: $concepts'] : ['', ''];
  const [text, ofText] = byText ? [', $text: String', ', text: $text'] : ['', ''];
  return `query Changes($kinds: [RecordType!]!, $since: DateTime!, $after: ChangePosition!, $first: Int!${concepts}${text}) {
  recordChanges(kinds: $kinds, since: $since, after: $after, first: $first${ofConcepts}${ofText}) {
    changes { id kind at }
    until
  }
}`;
};

export function createChangesOperation({ kinds, groups, text, since, after, first }: ChangesRequest): CityOperation {
  const toTime = (at: number): string => new Date(at).toISOString();
  const position = { at: toTime(after.at), ...(after.id !== null && { id: after.id }) };
  return {
    query: queryFor(groups.length > 0, text !== null),
    variables: {
      ...{ kinds, since: toTime(since), after: position, first },
      ...(groups.length > 0 && { concepts: groups }),
      ...(text !== null && { text }),
    },
  };
}

const answerRules: FieldRules<{ recordChanges: unknown }> = { recordChanges: anything };
const listRules = (first: number): FieldRules<{ changes: readonly unknown[]; until: string }> => ({
  changes: listUpTo(first),
  until: instant,
});
const changeRules: FieldRules<{ id: string; kind: ChangeKind; at: string }> = {
  ...{ id: text, kind: oneOf(CHANGE_KINDS), at: instant },
};

/** Reads a city's reply, which is untrusted. */
export function readChanges(cityId: string, reply: CityReply, request: ChangesRequest): ChangesAnswer {
  if (reply.status !== 'ANSWERED') return reply;
  const { data, errors, tookMs } = reply;
  const lacking = errors.find(({ extensions }) => extensions?.['code'] === LACKING);
  if (lacking) return { status: 'REFUSED', message: lacking.message, tookMs };
  if (errors.some(({ extensions }) => extensions?.['code'] === 'BAD_USER_INPUT')) return { ...TOO_LONG_AGO, tookMs };
  if (errors.length > 0) return { status: 'INVALID', message: 'It reported an error.', tookMs };
  try {
    return { status: 'ANSWERED', message: null, tookMs, ...verify(cityId, data, request) };
  } catch (error) {
    if (!(error instanceof ContractBreachError)) throw error;
    return { status: 'INVALID', message: `Its answer breaks the contract: ${error.message}.`, tookMs };
  }
}

/** A city cannot say what is gone since then: whoever keeps a copy has to read it anew. */
export const TOO_LONG_AGO = {
  status: 'REFUSED',
  message: 'It cannot tell what changed since then: read its records anew, and begin with a later moment.',
  tookMs: 0,
} as const satisfies ChangesAnswer;

/** @throws ContractBreachError that names the first breach */
function verify(
  cityId: string,
  data: object,
  { kinds, after, first }: ChangesRequest,
): Required<Pick<ChangesAnswer, 'changes' | 'until'>> {
  const { recordChanges: answer } = readFields(answerRules, data, 'the answer');
  const { changes, until } = readFields(listRules(first), answer, 'recordChanges');
  const last = Date.parse(until);
  let before: Pick<Place, 'at' | 'id'> = after;
  const found = changes.map((raw, index): FoundChange => {
    const place = `change ${index + 1}`;
    const { id, kind, at } = readFields(changeRules, raw, place);
    const record = parseId(id);
    if (record?.owner !== 'city' || record.cityId !== cityId) {
      throw new ContractBreachError(`${place}: its id is not that of a record of ${cityId}`);
    }
    if (!kinds.some((asked) => asked.toLowerCase() === record.type)) {
      throw new ContractBreachError(`${place}: is of a kind that was not asked for`);
    }
    const change = { id, type: record.type, kind, at: Date.parse(at) };
    if (comparePlaces(before, change) >= 0) {
      throw new ContractBreachError(`${place}: does not stand behind the one before, or what was seen`);
    }
    if (change.at > last) throw new ContractBreachError(`${place}: is later than until when it says that this is all`);
    before = change;
    return change;
  });
  if (new Set(found.map(({ id }) => id)).size < found.length) throw new ContractBreachError('tells of a record twice');
  return { changes: found, until: last };
}
