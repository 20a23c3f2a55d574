import { operationFromDocument } from '@apollo/federation-internals';
import type { Schema } from '@apollo/federation-internals';
import type { QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { Kind } from 'graphql';
import type { DocumentNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql';

export interface Planning {
  readonly planner: QueryPlanner;
  readonly apiSchema: Schema;
}

/** Plans the one operation of a document. Throws a GraphQLError when it does not fit the schema. */
export function planDocument(document: DocumentNode, { planner, apiSchema }: Planning): QueryPlan {
  return planner.buildQueryPlan(operationFromDocument(apiSchema, document));
}

/** Whether a document has more selections than a number, with its fragments written out. */
export function isLarge({ definitions }: DocumentNode, most: number): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  let count = 0;
  const visit = ({ selections }: SelectionSetNode): boolean =>
    selections.some((selection) => {
      if (++count > most) return true;
      const set =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? fragments.get(selection.name.value)?.selectionSet
          : selection.selectionSet;
      return set !== undefined && visit(set);
    });
  return definitions.some((one) => one.kind === Kind.OPERATION_DEFINITION && visit(one.selectionSet));
}
