import { Kind } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';

/** What is noted of a request while it is answered. */
export class AskedOperation {
  /** As the client named it; null without a name. */
  name: string | null = null;
  kind: OperationKind = 'none';
  hasErrors = false;
}

/** What a request asks, coarsely: there are few, so that they can label figures. */
export type OperationKind = 'entities' | 'hits' | 'summary' | 'schema' | 'other' | 'none';

const KINDS: Readonly<Record<string, OperationKind>> = {
  _entities: 'entities',
  summary: 'summary',
  _service: 'schema',
  __schema: 'schema',
  __type: 'schema',
};

/** By the first field that is asked for; `none` is for requests that are not understood. */
export function kindOf({ selectionSet }: OperationDefinitionNode): OperationKind {
  const [first] = selectionSet.selections;
  if (first?.kind !== Kind.FIELD) return 'other';
  const name = first.name.value;
  return name.endsWith('Hits') ? 'hits' : (KINDS[name] ?? 'other');
}
