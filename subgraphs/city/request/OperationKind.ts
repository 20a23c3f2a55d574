import type { OperationDefinitionNode } from 'graphql';
import { Kind } from 'graphql';

/** What a request asks, coarsely: there are few, so that they can label figures. */
export type OperationKind = 'entities' | 'hits' | 'summary' | 'schema' | 'other' | 'none';

const KINDS: Readonly<Record<string, OperationKind>> = {
  _entities: 'entities',
  staffHits: 'hits',
  programmeHits: 'hits',
  exchangeHits: 'hits',
  offerHits: 'hits',
  summary: 'summary',
  _service: 'schema',
  __schema: 'schema',
  __type: 'schema',
};

/** By the first field that is asked for; `none` is for requests that are not understood. */
export function kindOf({ selectionSet }: OperationDefinitionNode): OperationKind {
  const [first] = selectionSet.selections;
  return (first?.kind === Kind.FIELD ? KINDS[first.name.value] : undefined) ?? 'other';
}
