import type { GraphQLDataSource } from '@apollo/gateway';
import type { FetchNode, ResponsePath } from '@apollo/query-planner';
import { GraphQLError, Kind, parse } from 'graphql';
import type { FragmentDefinitionNode, GraphQLFormattedError, SelectionSetNode } from 'graphql';
import type { VariableValues } from '../conditions';
import { findPaths } from './findPaths';
import type { PathsOf } from './findPaths';
import { mergeInto } from './mergeInto';
import type { Data } from './mergeInto';
import { variablesOf } from './NextFetch';
import type { NextFetch } from './NextFetch';
import { compileRepresentation, compileRewrites } from './representations';
import type { Rewrite, SelectRepresentation, TypeConditions } from './representations';
import { noteError } from './runPlan';
import type { Execution, Loss, Place, Step } from './runPlan';

type Request = Extract<Parameters<GraphQLDataSource['process']>[0], { readonly incomingRequestContext: unknown }>;

/** What a subgraph is asked, as data sources know it of Apollo Gateway, and what may be asked of it next. */
type SubgraphRequest = Request & { readonly next: readonly NextFetch[] };

// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- @apollo/gateway does not export the enum
const INCOMING_OPERATION = 'incoming operation' as Request['kind'];

/** Of one fetch. An error is told at each place where its object stands, until there are so many; then at one of them. */
const MAX_ERRORS = 1_000;

/** How one subgraph is asked. */
interface Asking {
  readonly fetch: FetchNode;
  /** What may be asked of what it finds. */
  readonly nextOf: (variables: VariableValues) => readonly NextFetch[];
}

/**
 * Asks one subgraph, and merges what it answers into the objects of the place. What goes wrong is an error of the answer.
 *
 * @param nextOf what may be asked of what it finds
 */
export function fetchStep(fetch: FetchNode, types: TypeConditions, nextOf: Asking['nextOf']): Step {
  const asking = { fetch, nextOf };
  const rewriteAnswer = compileRewrites(fetch.outputRewrites, types);
  const run = fetch.requires
    ? entityFetch(
        asking,
        compileRepresentation(fetch.requires, types),
        compileRewrites(fetch.inputRewrites, types),
        rewriteAnswer,
      )
    : rootFetch(asking, rewriteAnswer);
  return async (execution, place) => {
    try {
      await run(execution, place);
    } catch (error) {
      if (execution.work.failure) throw execution.work.failure;
      noteError(execution, () => error);
    }
  };
}

function rootFetch(asking: Asking, rewriteAnswer: Rewrite | undefined): Step {
  return async (execution, place) => {
    const variables = variablesOf(asking.fetch, execution.variables);
    const data = await send(asking, execution, place, variables, (path) => ({
      paths: [[...place.path, ...path]],
    }));
    if (!data) return;
    rewriteAnswer?.(data);
    for (const object of place.objects) mergeInto(object, data);
  };
}

function entityFetch(
  asking: Asking,
  select: SelectRepresentation,
  rewriteRepresentation: Rewrite | undefined,
  rewriteAnswer: Rewrite | undefined,
): Step {
  const { fetch } = asking;
  const nameOf = createNameOf(fetch);
  let keys: ReadonlySet<string> | undefined;
  const lostKeys = (): ReadonlySet<string> => (keys ??= keysOfEntities(fetch, nameOf));
  return async (execution, place) => {
    const representations: Data[] = [];
    /** What each representation stands for: not every object of the place needs this subgraph. */
    const objects: Data[] = [];
    for (const [index, object] of place.objects.entries()) {
      await pauseNowAndThen(index, execution);
      const representation = select(object);
      if (!representation?.['__typename']) continue;
      rewriteRepresentation?.(representation);
      representations.push(representation);
      objects.push(object);
    }
    if (representations.length === 0) return;
    execution.work.count(2 * representations.length);

    const variables = variablesOf(fetch, execution.variables);
    if ('representations' in variables) throw new Error('Variables cannot contain key "representations"');
    variables['representations'] = representations;
    let pathsOf: PathsOf | undefined;
    const data = await send(asking, execution, place, variables, (path, most) => {
      const [, index, ...rest] = path;
      if (typeof index !== 'number') return { paths: [[...place.path, ...path]] };
      pathsOf ??= findPaths(execution.root, place.path);
      const starts = pathsOf(objects[index], most);
      const below = rest.map((step) => (typeof step === 'string' ? nameOf(step) : step));
      const paths = starts.length > 0 ? starts.map((start) => [...start, ...below]) : [below];
      return { paths, lostKeys: below.length === 0 && starts.length > 0 ? lostKeys : undefined };
    });
    if (!data) return;

    const { _entities: entities } = data;
    if (!Array.isArray(entities)) throw new Error('Expected "data._entities" in response to be an array');
    if (entities.length !== representations.length) {
      throw new Error(`Expected "data._entities" to contain ${representations.length} elements`);
    }
    // A data source may give one object for several representations: its parts then stand in several places.
    const distinct = new Set<unknown>(entities);
    const merged = distinct.size < entities.length ? new Map<unknown, unknown>() : undefined;
    for (const [index, object] of objects.entries()) {
      await pauseNowAndThen(index, execution);
      const entity = entities[index] as Data | null | undefined;
      if (!entity) continue;
      if (distinct.delete(entity)) {
        if (!entity['__typename']) entity['__typename'] = object['__typename'];
        rewriteAnswer?.(entity);
      }
      mergeInto(object, entity, merged);
    }
  };
}

/** Where an error of a subgraph stands in the answer. */
interface Standing {
  /** At most so many as asked for, and at least one. */
  readonly paths: readonly ResponsePath[];
  /** Of the object of which this is an error as a whole: what was to come of it. */
  readonly lostKeys?: Loss['keys'] | undefined;
}

/** Resolves to what the subgraph answered as data. Its errors are noted, with paths from the root. */
async function send(
  { fetch, nextOf }: Asking,
  execution: Execution,
  place: Place,
  variables: Data,
  standingOf: (path: readonly (string | number)[], most: number) => Standing,
): Promise<Data | null | undefined> {
  const { incoming, services, names, losses } = execution;
  const service = services.get(fetch.serviceName);
  if (!service) throw new Error(`Couldn't find service with name "${fetch.serviceName}"`);
  const request: SubgraphRequest = {
    kind: INCOMING_OPERATION,
    request: { query: fetch.operation, variables, operationName: fetch.operationName },
    incomingRequestContext: incoming,
    context: incoming.context,
    document: fetch.operationDocumentNode,
    pathInIncomingRequest: names.restorePath(place.path),
    next: nextOf(execution.variables),
  };
  const response = await service.process(request);
  let left = MAX_ERRORS;
  for (const [index, error] of (response.errors ?? []).entries()) {
    await pauseNowAndThen(index, execution);
    const standing = error.path && standingOf(error.path, Math.max(1, left));
    const paths = standing?.paths ?? [undefined];
    for (const path of paths) {
      const told = noteError(execution, () => subgraphError(error, fetch.serviceName, path && names.restorePath(path)));
      if (told && path && standing?.lostKeys) losses.set(told, { path, keys: standing.lostKeys });
    }
    left -= paths.length;
  }
  return response.data;
}

/** Objects that are gone through without looking at the time. */
const OBJECTS_AT_ONCE = 50;

function pauseNowAndThen(index: number, { work }: Execution): Promise<void> | undefined {
  return index % OBJECTS_AT_ONCE === OBJECTS_AT_ONCE - 1 && !work.mayGoOn ? work.pause() : undefined;
}

/** Tells under which name the answers to a fetch are put together what stands in them under another. */
type NameOf = (key: string) => string;

/** The planner gives fields that would clash in one selection another name on the way, and takes it back from the answer. */
function createNameOf({ outputRewrites = [] }: FetchNode): NameOf {
  const names = new Map<string, string>();
  for (const rewrite of outputRewrites) {
    const from = rewrite.path.at(-1);
    if (rewrite.kind === 'KeyRenamer' && from !== undefined) names.set(from, rewrite.renameKeyTo);
  }
  return (key) => names.get(key) ?? key;
}

/** The keys that a fetch of entities asks for of each, whatever its type. */
function keysOfEntities({ operation }: FetchNode, nameOf: NameOf): ReadonlySet<string> {
  const keys = new Set<string>();
  const fragments = new Map<string, FragmentDefinitionNode>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) keys.add(nameOf((selection.alias ?? selection.name).value));
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else {
        const fragment = fragments.get(selection.name.value);
        if (fragment) collect(fragment.selectionSet);
      }
    }
  };
  const { definitions } = parse(operation, { noLocation: true });
  for (const one of definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  for (const one of definitions) {
    if (one.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const field of one.selectionSet.selections) {
      if (field.kind === Kind.FIELD && field.selectionSet) collect(field.selectionSet);
    }
  }
  return keys;
}

/** A subgraph's error as the client gets it: with the path in the whole answer, and the name of the subgraph. */
function subgraphError(
  error: GraphQLFormattedError,
  serviceName: string,
  path: ResponsePath | undefined,
): GraphQLError {
  const { message, extensions } = error;
  return new GraphQLError(message || `Error while fetching subquery from service "${serviceName}"`, {
    // A data source in this process gives errors with a stack. One with a code was made to be told, and its stack, which takes
    // longer to write than all else of it, is asked for by nobody.
    ...(extensions?.['code'] === undefined && { originalError: error as Error & GraphQLFormattedError }),
    path,
    extensions: { ...extensions, serviceName, code: extensions?.['code'] || 'DOWNSTREAM_SERVICE_ERROR' },
  });
}
