import type { FetchNode } from '@apollo/query-planner';
import { Kind, parse } from 'graphql';
import type { FragmentDefinitionNode, SelectionSetNode } from 'graphql';

/** Tells under which name the answers to a fetch are put together what stands in them under another. */
export type NameOf = (key: string) => string;

/** The planner gives fields that would clash in one selection another name on the way, and takes it back from the answer. */
export function createNameOf({ outputRewrites = [] }: FetchNode): NameOf {
  const names = new Map<string, string>();
  for (const rewrite of outputRewrites) {
    const from = rewrite.path.at(-1);
    if (rewrite.kind === 'KeyRenamer' && from !== undefined) names.set(from, rewrite.renameKeyTo);
  }
  return (key) => names.get(key) ?? key;
}

/** The keys that a fetch of entities asks for of each, whatever its type. */
export function keysOfEntities({ operation }: FetchNode, nameOf: NameOf): ReadonlySet<string> {
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
