import { execute, parse } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { AnswerWork } from './work/AnswerWork';
import type { DataSource } from './createGateway';
import type { Data } from './executor/Data';
import { setOwn } from './executor/mergeInto';
import { paceSchema } from './paceSchema';

/** The gateway keeps its plans, and so it sends the same texts again and again. */
const MAX_PARSED = 500;

/**
 * A subgraph inside the hub's process. What the gateway sends is taken from a plan over the supergraph, so it is parsed
 * once and not validated: validation would cost a tenth of a search.
 */
export class LocalDataSource implements DataSource {
  /** By their text, the oldest first. */
  readonly #parsed = new Map<string, DocumentNode>();

  /** @param schema which is changed to count and to pause (`paceSchema`) */
  constructor(private readonly schema: GraphQLSchema) {
    paceSchema(schema);
  }

  async process({ request, context }: Parameters<DataSource['process']>[0]): ReturnType<DataSource['process']> {
    const { data, errors } = await execute({
      schema: this.schema,
      document: this.#parse(request.query ?? ''),
      variableValues: request.variables,
      operationName: request.operationName,
      contextValue: context,
    });
    const { work } = context as { readonly work?: AnswerWork };
    if (work?.failure) throw work.failure;
    return { data: (await toPlain(data, work)) as typeof data, errors };
  }

  #parse(query: string): DocumentNode {
    let document = this.#parsed.get(query);
    if (document === undefined) {
      const [oldest] = this.#parsed.keys();
      if (oldest !== undefined && this.#parsed.size >= MAX_PARSED) this.#parsed.delete(oldest);
      this.#parsed.set(query, (document = parse(query, { noLocation: true })));
    }
    return document;
  }
}

/** Objects that are copied without looking at the time. */
const OBJECTS_AT_ONCE = 250;

/**
 * graphql-js answers with objects that have no prototype, and V8 keeps each of those as a table: to merge into it what other
 * subgraphs answer, and to read that again, would take longer than this copy.
 */
async function toPlain(given: unknown, work: AnswerWork | undefined): Promise<unknown> {
  /** Copies that were begun, with what is to come into them. */
  const open: (readonly [from: Data | readonly unknown[], to: Data | unknown[]])[] = [];
  const begin = (value: unknown): unknown => {
    if (Array.isArray(value)) return put(value as readonly unknown[], new Array<unknown>(value.length));
    if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== null) return value;
    return put(value as Data, {});
  };
  const put = (from: Data | readonly unknown[], to: Data | unknown[]): unknown => {
    open.push([from, to]);
    return to;
  };

  const copy = begin(given);
  let left = OBJECTS_AT_ONCE;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [from, to] = next;
    if (Array.isArray(to)) for (let at = 0; at < to.length; at++) to[at] = begin((from as readonly unknown[])[at]);
    else for (const key of Object.keys(from)) setOwn(to, key, begin((from as Data)[key]));
    if (--left > 0) continue;
    left = OBJECTS_AT_ONCE;
    if (work && !work.mayGoOn) await work.pause();
  }
  return copy;
}
