import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  NameNode,
  OperationDefinitionNode,
  GraphQLFormattedError,
} from 'graphql';
import { Kind, parse, print, visit } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { CityOperation, CityReply } from '../../contract/AskCity';

interface CombinedOperation {
  readonly operation: CityOperation;
  /** In the order of the operations. Empty when there was one alone, which stays as it is. */
  readonly parts: readonly QueryPart[];
}

export type CombineOperations = (operations: readonly CityOperation[]) => CombinedOperation;

/** Makes one operation of several. Most cities are asked the same ones in a tick, so these are put together once. */
export function createCombiner(): CombineOperations {
  const numbers = new Map<CityOperation, number>();
  const combined = new Map<string, CombinedOperation>();
  const numberOf = (operation: CityOperation): number => {
    const number = numbers.get(operation) ?? numbers.size;
    numbers.set(operation, number);
    return number;
  };
  return (operations) => {
    const key = operations.map(numberOf).join(' ');
    const known = combined.get(key) ?? combineOperations(operations);
    combined.set(key, known);
    return known;
  };
}

function combineOperations(operations: readonly CityOperation[]): CombinedOperation {
  const [first, second] = operations;
  if (first !== undefined && second === undefined) return { operation: first, parts: [] };
  const { query, parts } = readTexts(operations.map((operation) => operation.query));
  const variables: Record<string, unknown> = {};
  for (const [index, operation] of operations.entries()) {
    for (const [name, value] of Object.entries(operation.variables)) {
      variables[`${name}${parts[index]?.suffix ?? ''}`] = value;
    }
  }
  return { operation: { query, variables }, parts };
}

/** Texts are few, since operations of the same kinds make the same one; the bound is for whoever tries to make many. */
const MAX_REMEMBERED = 200;
const remembered = new LRUCache<string, CombinedQuery>({ max: MAX_REMEMBERED });

function readTexts(queries: readonly string[]): CombinedQuery {
  const key = queries.join('\n');
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const combined = combineQueries(queries);
  remembered.set(key, combined);
  return combined;
}

/** Several operations in one text. */
interface CombinedQuery {
  readonly query: string;
  /** In the order of the operations. */
  readonly parts: readonly QueryPart[];
}

/** Where an operation's own things are in the combined text and in the answer to it. */
interface QueryPart {
  /** Stands behind the name of each of its variables and fragments. */
  readonly suffix: string;
  /** The key of its root field in the answer. */
  readonly alias: string;
  /** The key that its root field would have, were it asked alone. */
  readonly key: string;
}

/** A query of a single root field, and the fragments that it uses. */
interface ReadQuery {
  readonly operation: OperationDefinitionNode;
  readonly field: FieldNode;
  readonly fragments: readonly FragmentDefinitionNode[];
}

/**
 * Combines operations into one: `query Hits { h0: staffHits(...) h1: staffHits(...) }`, the variables and fragments of each
 * with a name of their own. Each is a single query of a single root field, as search writes them and the planner does.
 */
function combineQueries(queries: readonly string[]): CombinedQuery {
  const read = queries.map(readQuery);
  const renamed = read.map(rename);
  const [first] = renamed;
  if (first === undefined) throw new Error('There is no query to combine.');
  const combined: OperationDefinitionNode = {
    ...first.operation,
    variableDefinitions: renamed.flatMap(({ operation: { variableDefinitions = [] } }) => variableDefinitions),
    selectionSet: { kind: Kind.SELECTION_SET, selections: renamed.map(({ field }) => field) },
  };
  const definitions = [combined, ...renamed.flatMap(({ fragments }) => fragments)];
  return {
    query: print({ kind: Kind.DOCUMENT, definitions }),
    parts: read.map(({ field }, index) => ({
      suffix: suffixOf(index),
      alias: aliasOf(index),
      key: (field.alias ?? field.name).value,
    })),
  };
}

function readQuery(query: string): ReadQuery {
  const { definitions } = parse(query, { noLocation: true });
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const [operation, ...others] = definitions.filter((definition) => definition.kind !== Kind.FRAGMENT_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION || others.length > 0) {
    throw new Error('Only a single operation can be combined with others.');
  }
  return { operation, field: rootField(operation), fragments };
}

function rootField({ selectionSet }: OperationDefinitionNode): FieldNode {
  const [field, ...more] = selectionSet.selections;
  if (field?.kind !== Kind.FIELD || more.length > 0) {
    throw new Error('Only an operation of a single root field can be combined with others.');
  }
  return field;
}

function rename({ operation, fragments }: ReadQuery, index: number): ReadQuery {
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
  const { definitions } = addSuffix(document, suffixOf(index));
  const [renamed, ...rest] = definitions as [OperationDefinitionNode, ...FragmentDefinitionNode[]];
  const field: FieldNode = { ...rootField(renamed), alias: { kind: Kind.NAME, value: aliasOf(index) } };
  return { operation: renamed, field, fragments: rest };
}

/** Puts a suffix behind the name of each variable and fragment, so that documents can be put together. */
export function addSuffix(document: DocumentNode, suffix: string): DocumentNode {
  const withSuffix = <T extends { readonly name: NameNode }>(node: T): T => ({
    ...node,
    name: { ...node.name, value: `${node.name.value}${suffix}` },
  });
  return visit(document, {
    Variable: withSuffix,
    FragmentSpread: withSuffix,
    FragmentDefinition: { leave: withSuffix },
  });
}

function suffixOf(index: number): string {
  return `_${index}`;
}

function aliasOf(index: number): string {
  return `h${index}`;
}

/**
 * A city's reply to combined operations, as one of them would have got it alone. An error whose path leads elsewhere is
 * that of another one; an error without a path is everybody's.
 */
export function splitReply(reply: CityReply, { alias, key }: QueryPart): CityReply {
  if (reply.status !== 'ANSWERED') return reply;
  return {
    ...reply,
    data: Object.hasOwn(reply.data, alias) ? { [key]: reply.data[alias] } : {},
    errors: reply.errors.flatMap((error): GraphQLFormattedError[] => {
      const [root, ...rest] = error.path ?? [];
      if (root === undefined) return [error];
      return root === alias ? [{ ...error, path: [key, ...rest] }] : [];
    }),
  };
}
