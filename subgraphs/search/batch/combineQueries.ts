import type { DocumentNode, FieldNode, OperationDefinitionNode } from 'graphql';
import { Kind, parse, print, visit } from 'graphql';

/** Several operations in one text. */
export interface CombinedQuery {
  readonly query: string;
  /** In the order of the operations. */
  readonly parts: readonly QueryPart[];
}

/** Where an operation's own things are in the combined text and in the answer to it. */
export interface QueryPart {
  /** Stands behind the name of each of its variables. */
  readonly suffix: string;
  /** The key of its root field in the answer. */
  readonly alias: string;
  /** The key that its root field would have, were it asked alone. */
  readonly key: string;
}

/**
 * Combines operations into one: `query Hits { h0: staffHits(...) h1: staffHits(...) }`, the variables of each with a
 * name of their own. Each is a single query of a single root field, without fragments of its own, as this subgraph
 * writes them.
 */
export function combineQueries(queries: readonly string[]): CombinedQuery {
  const read = queries.map(readQuery);
  const operations = read.map(({ operation }, index) => rename(operation, index));
  const [first] = operations;
  if (first === undefined) throw new Error('There is no query to combine.');
  const combined: OperationDefinitionNode = {
    ...first,
    variableDefinitions: operations.flatMap(({ variableDefinitions = [] }) => variableDefinitions),
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: operations.flatMap(({ selectionSet }) => selectionSet.selections),
    },
  };
  return {
    query: print(combined),
    parts: read.map(({ field }, index) => ({
      suffix: suffixOf(index),
      alias: aliasOf(index),
      key: (field.alias ?? field.name).value,
    })),
  };
}

function readQuery(query: string): { readonly operation: OperationDefinitionNode; readonly field: FieldNode } {
  const { definitions }: DocumentNode = parse(query, { noLocation: true });
  const [operation] = definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || definitions.length > 1) {
    throw new Error('Only a single operation can be combined with others.');
  }
  const [field, ...more] = operation.selectionSet.selections;
  if (field?.kind !== Kind.FIELD || more.length > 0) {
    throw new Error('Only an operation of a single root field can be combined with others.');
  }
  return { operation, field };
}

function rename(operation: OperationDefinitionNode, index: number): OperationDefinitionNode {
  return visit(operation, {
    Variable: (variable) => ({
      ...variable,
      name: { ...variable.name, value: `${variable.name.value}${suffixOf(index)}` },
    }),
    Field: {
      enter(field, _key, _parent, path) {
        // The root field's path is selectionSet.selections.0.
        if (path.length > 3) return undefined;
        return { ...field, alias: { kind: Kind.NAME, value: aliasOf(index) } };
      },
    },
  });
}

function suffixOf(index: number): string {
  return `_${index}`;
}

function aliasOf(index: number): string {
  return `h${index}`;
}
