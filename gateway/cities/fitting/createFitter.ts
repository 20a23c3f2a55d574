import { isInputType, Kind, parse, print, typeFromAST, valueFromASTUntyped } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { SchemaCoordinate } from '../../../subgraphs/composing/findLacking';
import { partsOfOrder } from '../../../subgraphs/composing/partsOfOrder';
import { partsOfTiers } from '../../../subgraphs/composing/partsOfTiers';
import { LACKING } from '../../../subgraphs/contract/AskCity';
import type { CityOperation, CityReply } from '../../../subgraphs/contract/AskCity';
import { fitPosition } from './fitPosition';
import type { Position } from './fitPosition';
import { fitValue } from './fitValue';
import { findPositions } from './findPositions';
import type { Positions } from './findPositions';
import type { Fitted } from './fitValue';
import { pruneOperation } from './pruneOperation';
import type { PrunedOperation } from './pruneOperation';
import { withWhole } from './withWhole';

/** An operation as a city of an earlier version can be asked it. */
type FittedOperation =
  | {
      readonly status: 'ASKABLE';
      readonly operation: CityOperation;
      /** The city's reply, as one to the operation that was fitted: what was left out is null, and is named. */
      readonly complete: (reply: CityReply) => CityReply;
    }
  /** Nothing of it can be asked. The message is fit for clients. */
  | { readonly status: 'REFUSED'; readonly message: string };

/** @param lacking what the city lacks of the contract; cities of one version share one set */
export type Fit = (operation: CityOperation, lacking: ReadonlySet<SchemaCoordinate>) => FittedOperation;

/** The texts and prunings that are kept; what was not asked for longest goes first. */
const MAX_KEPT = 500;

interface ReadQuery {
  readonly document: DocumentNode;
  readonly variables: OperationDefinitionNode['variableDefinitions'];
  readonly positions: Positions;
}

/** What is kept of a version, and what its cities are taken to lack. */
interface OfVersion {
  readonly lacking: ReadonlySet<SchemaCoordinate>;
  readonly pruned: LRUCache<string, Pruned>;
}

interface Pruned extends Omit<PrunedOperation, 'document'> {
  readonly query: string | undefined;
}

/**
 * Fits operations to cities that lag behind the contract. A text is pruned once for a version, and for which of its
 * variables are given, since an argument that is not given need not be understood.
 */
export function createFitter(contract: GraphQLSchema): Fit {
  const read = new LRUCache<string, ReadQuery>({ max: MAX_KEPT });
  const prunings = new WeakMap<ReadonlySet<SchemaCoordinate>, OfVersion>();
  const tiers = partsOfTiers(contract);
  const order = partsOfOrder(contract);

  function fitVariables(
    { variables = [], positions }: ReadQuery,
    operation: CityOperation,
    lacking: ReadonlySet<string>,
  ) {
    const fitted = new Map<string, Fitted<unknown>>();
    for (const { variable, type: typeNode, defaultValue } of variables) {
      const name = variable.name.value;
      const type = typeFromAST(contract, typeNode);
      if (!isInputType(type)) continue;
      const given = operation.variables[name];
      const value = given === undefined && defaultValue ? valueFromASTUntyped(defaultValue) : given;
      const tierOf = positions.get(name);
      if (tierOf !== undefined && value != null && lacking.has('HitPosition.tier')) {
        const position = fitPosition(value as Position, tierOf(operation.variables));
        fitted.set(name, { state: 'FITTED', value: position, given: position !== null });
      } else if (value !== undefined) fitted.set(name, fitValue(value, type, lacking));
    }
    return fitted;
  }

  function versionOf(told: ReadonlySet<SchemaCoordinate>): OfVersion {
    const known = prunings.get(told) ?? {
      lacking: withWhole(withWhole(told, tiers), order),
      pruned: new LRUCache({ max: MAX_KEPT }),
    };
    prunings.set(told, known);
    return known;
  }

  return function fit(operation, told) {
    const { query } = operation;
    const { lacking, pruned: ofVersion } = versionOf(told);
    const text = remember(read, query, () => readQuery(query));
    const variables = fitVariables(text, operation, lacking);
    const pruned = remember(ofVersion, `${query}\n${stateOf(variables)}`, () => {
      const { document, ...rest } = pruneOperation({ document: text.document, contract, lacking, variables });
      return { ...rest, query: document && print(document) };
    });
    const [firstRefused] = pruned.refused.values();
    if (pruned.query === undefined) return { status: 'REFUSED', message: refusal(firstRefused ?? 'Query') };
    return {
      status: 'ASKABLE',
      operation: { query: pruned.query, variables: pick(pruned.variableNames, variables, operation) },
      complete: (reply) => complete(reply, pruned),
    };
  };
}

function readQuery(query: string): ReadQuery {
  const document = parse(query, { noLocation: true });
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return { document, variables: operation?.variableDefinitions, positions: findPositions(document) };
}

/** All that a pruning depends on beside the text: what is given, what cannot be fitted, which conditions hold. */
function stateOf(variables: ReadonlyMap<string, Fitted<unknown>>): string {
  return [...variables]
    .map(([name, fitted]) => {
      if (fitted.state === 'LACKING') return `${name} lacks ${fitted.lacks}`;
      return typeof fitted.value === 'boolean'
        ? `${name} ${fitted.value}`
        : `${name} ${fitted.given ? 'given' : 'null'}`;
    })
    .join('\n');
}

/** A default value stays in the text. */
function pick(
  names: readonly string[],
  variables: ReadonlyMap<string, Fitted<unknown>>,
  { variables: given }: CityOperation,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    names.flatMap((name): [string, unknown][] => {
      if (!Object.hasOwn(given, name)) return [];
      const fitted = variables.get(name);
      return [[name, fitted?.state === 'FITTED' ? fitted.value : given[name]]];
    }),
  );
}

function complete(reply: CityReply, { gaps, omissions, refused }: Pruned): CityReply {
  if (reply.status !== 'ANSWERED') return reply;
  // It was parsed for this call alone.
  fillGaps(reply.data, gaps);
  const errors = [...refused].map(([key, coordinate]) => ({
    message: refusal(coordinate),
    path: [key],
    extensions: { code: LACKING },
  }));
  return { ...reply, errors: [...reply.errors, ...errors], omissions };
}

/** Names the last part alone: the types of what the hub asks are not in the clients' schema. */
function refusal(coordinate: SchemaCoordinate): string {
  const name = /(\w+):?\)?$/.exec(coordinate)?.[1] ?? coordinate;
  return `It serves an earlier version of the contract, and cannot be asked for "${name}".`;
}

function remember<T extends object>(kept: LRUCache<string, T>, key: string, make: () => T): T {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = make();
  kept.set(key, made);
  return made;
}

/** The contract has no list of lists. A city may answer with lists of any depth. */
const MAX_LISTS = 2;

/**
 * Puts null where an answer misses what was not asked for, in place.
 *
 * @param data untrusted; what has another form than was asked for is left as it is
 * @param gaps the keys that lead to each
 */
function fillGaps(data: unknown, gaps: readonly (readonly string[])[]): void {
  for (const gap of gaps) fill(data, gap, 0);
}

function fill(value: unknown, [key, ...rest]: readonly string[], lists: number): void {
  if (key === undefined || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    if (lists < MAX_LISTS) for (const item of value) fill(item, [key, ...rest], lists + 1);
    return;
  }
  const object = value as Record<string, unknown>;
  if (rest.length > 0) fill(Object.hasOwn(object, key) ? object[key] : undefined, rest, 0);
  else if (!Object.hasOwn(object, key)) object[key] = null;
}
