import {
  defaultFieldResolver,
  execute,
  getNamedType,
  isCompositeType,
  isIntrospectionType,
  isObjectType,
  Kind,
  parse,
} from 'graphql';
import type { DocumentNode, GraphQLFieldResolver, GraphQLResolveInfo, GraphQLSchema, SelectionSetNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { AnswerWork } from './AnswerWork';
import type { DataSource } from './createGateway';
import { setOwn } from './executor/mergeInto';
import type { Data } from './executor/mergeInto';
import type { NextFetch } from './executor/NextFetch';

type LocalRequest = Parameters<DataSource['process']>[0] & { readonly next?: readonly NextFetch[] };

/** The gateway keeps its plans, and so it sends the same texts again and again. */
const MAX_PARSED = 500;

/**
 * A subgraph inside the hub's process. What the gateway sends is taken from a plan over the supergraph, so it is parsed
 * once and not validated: validation would cost a tenth of a search.
 */
export class LocalDataSource implements DataSource {
  /** By their text. */
  readonly #parsed = new LRUCache<string, DocumentNode>({ max: MAX_PARSED });

  /**
   * @param schema which is changed to count and to pause (`paceSchema`)
   * @param prepare makes of what will be asked next the root value, which every resolver can look at
   */
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly prepare?: (next: readonly NextFetch[], context: object) => unknown,
  ) {
    paceSchema(schema);
  }

  async process({ request, context, next = [] }: LocalRequest): ReturnType<DataSource['process']> {
    const { data, errors } = await execute({
      schema: this.schema,
      document: this.#parse(request.query ?? ''),
      rootValue: this.prepare?.(next, context as object),
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

/** Items of a list that are gone through without looking at the time. The lists of most answers are no longer. */
const ITEMS_AT_ONCE = 100;

/** To locate an error takes as long as so many values. */
const VALUES_OF_ERROR = 1_000;

interface WithWork {
  readonly work?: AnswerWork;
}

/**
 * Has the resolvers of a schema count what they give, and let others go on when they have held the event loop for a while:
 * graphql-js goes through an answer in one go, however large it is, but waits for what a resolver promises. Leaf fields
 * count with the object that has them.
 *
 * The schema is changed in place. Executed with a context without `work`, it is as it was.
 */
function paceSchema(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!isCompositeType(getNamedType(field.type))) continue;
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = pace(field.name === '_entities' ? inSlices(resolve) : resolve);
    }
  }
}

type Resolver = GraphQLFieldResolver<unknown, WithWork, Record<string, unknown>>;

function pace(resolve: Resolver): Resolver {
  return (source, args, context, info) => {
    const { work } = context;
    if (work === undefined) return resolve(source, args, context, info);
    const give = (): unknown => {
      const given = resolve(source, args, context, info);
      return given instanceof Promise
        ? given.then(async (value: unknown) => {
            if (!work.mayGoOn) await work.pause();
            return admit(value, work, info);
          })
        : admit(given, work, info);
    };
    return work.mayGoOn ? give() : work.pause().then(give);
  };
}

/** Counts what was given; of a long list, the later items come in later turns. */
function admit(value: unknown, work: AnswerWork, info: GraphQLResolveInfo): unknown {
  if (value === null || value === undefined) return value;
  if (!Array.isArray(value)) {
    work.count(valuesOf(info));
    return value;
  }
  const errors = value.reduce((count: number, item) => count + (item instanceof Error ? 1 : 0), 0);
  work.count(value.length * valuesOf(info) + errors * VALUES_OF_ERROR);
  if (value.length <= ITEMS_AT_ONCE) return value;
  let gate: Promise<void> | undefined;
  return value.map((item: unknown, index) => {
    if (index < ITEMS_AT_ONCE) return item;
    if (index % ITEMS_AT_ONCE === 0) gate = work.pause();
    return gate?.then(() => item);
  });
}

/** Representations come in one list, of which the resolver makes another at once. */
function inSlices(resolve: Resolver): Resolver {
  return async (source, args, context, info) => {
    const { representations } = args as { readonly representations: readonly unknown[] };
    const entities: unknown[] = [];
    for (let from = 0; from < representations.length; from += ITEMS_AT_ONCE) {
      if (context.work && !context.work.mayGoOn) await context.work.pause();
      const slice = { representations: representations.slice(from, from + ITEMS_AT_ONCE) };
      entities.push(...((await resolve(source, slice, context, info)) as unknown[]));
    }
    return entities;
  };
}

/** The fields of the object that is given, as far as they are leaves, and the object itself. */
function valuesOf({ fieldNodes, fragments }: GraphQLResolveInfo): number {
  let values = 1;
  for (const { selectionSet } of fieldNodes) if (selectionSet) values += leavesOf(selectionSet, fragments);
  return values;
}

/** Servers keep parsed documents, and so the same selections come again and again. */
const leaves = new WeakMap<SelectionSetNode, number>();

function leavesOf(set: SelectionSetNode, fragments: GraphQLResolveInfo['fragments']): number {
  const known = leaves.get(set);
  if (known !== undefined) return known;
  let count = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      if (!selection.selectionSet) count += 1;
      continue;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
    if (fragment) count += leavesOf(fragment.selectionSet, fragments);
  }
  leaves.set(set, count);
  return count;
}
