import type { AnsweredReply } from '../../subgraphs/contract/AskCity';
import type { RecordWithHit } from '../../subgraphs/search/hits/RecordQuestion';
import type { VariableValues } from '../engine/conditions';
import type { Part, Representation } from './splitByOwner';

/** A part as far as its records came with hits, with a reply to it, and as far as they did not. */
interface SplitPart {
  readonly came: { readonly part: Part; readonly reply: AnsweredReply } | undefined;
  readonly missing: Part | undefined;
}

const ofRequests = new WeakMap<object, CameWithHits>();

/** The records that cities gave with their hits for one request of a client: as they came, for they are read like any reply. */
export class CameWithHits {
  /** By what was asked of them, then by their ids. */
  readonly #records = new Map<string, Map<string, RecordWithHit>>();

  static of(context: object): CameWithHits {
    const came = ofRequests.get(context) ?? new CameWithHits();
    ofRequests.set(context, came);
    return came;
  }

  /** @param id of a record of the city that gave it */
  keep(question: string, id: string, came: RecordWithHit): void {
    const records = this.#records.get(question) ?? new Map<string, RecordWithHit>();
    this.#records.set(question, records);
    records.set(id, came);
  }

  split(question: string, part: Part): SplitPart {
    const records = this.#records.get(question);
    if (records === undefined) return { came: undefined, missing: part };
    const found = part.representations.flatMap(({ id }) => records.get(id) ?? []);
    const came = among(part, ({ id }) => records.has(id));
    return {
      came: came && { part: came, reply: replyOf(found) },
      missing: among(part, ({ id }) => !records.has(id)),
    };
  }
}

/** The same for fetches that ask the same. */
export function nameQuestion(query: string, variables: VariableValues): string {
  return `${query}\n${JSON.stringify({ ...variables, representations: undefined })}`;
}

function among({ city, representations, positions }: Part, holds: (one: Representation) => boolean): Part | undefined {
  const isIn = representations.map(holds);
  if (!isIn.includes(true)) return undefined;
  return {
    city,
    representations: representations.filter((_, at) => isIn[at]),
    positions: positions.filter((_, at) => isIn[at]),
  };
}

function replyOf(records: readonly RecordWithHit[]): AnsweredReply {
  return {
    status: 'ANSWERED',
    data: { _entities: records.map(({ record }) => record) },
    errors: records.flatMap(({ errors }, index) =>
      errors.map(({ path = [], ...error }) => ({ ...error, path: ['_entities', index, ...path] })),
    ),
    tookMs: 0,
    omissions: [...new Set(records.flatMap(({ omissions }) => omissions))],
  };
}
