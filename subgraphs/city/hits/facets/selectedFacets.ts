import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import { Kind } from 'graphql';
import type { Facet } from './HitFacets';
import { FACETS } from './HitFacets';

type Fragments = GraphQLResolveInfo['fragments'];

/** The facets that may be asked for of a search's answer: whether a directive leaves one out is not looked at. */
export function selectedFacets({ fieldNodes, fragments }: GraphQLResolveInfo): readonly Facet[] {
  const facets = fieldNodes.flatMap((node) => fieldsIn(node.selectionSet, fragments).filter(isFacets));
  const names = new Set(
    facets.flatMap((node) => fieldsIn(node.selectionSet, fragments).map((field) => field.name.value)),
  );
  return FACETS.filter((facet) => names.has(facet));
}

function isFacets({ name }: FieldNode): boolean {
  return name.value === 'facets';
}

function fieldsIn(set: SelectionSetNode | undefined, fragments: Fragments): readonly FieldNode[] {
  return (set?.selections ?? []).flatMap((selection) => {
    switch (selection.kind) {
      case Kind.FIELD:
        return [selection];
      case Kind.INLINE_FRAGMENT:
        return fieldsIn(selection.selectionSet, fragments);
      case Kind.FRAGMENT_SPREAD:
        return fieldsIn(fragments[selection.name.value]?.selectionSet, fragments);
    }
  });
}
