import { getNamedType, getNullableType, isListType, isObjectType } from 'graphql';
import type { DocumentNode, GraphQLNamedType, GraphQLObjectType, GraphQLSchema, SelectionSetNode } from 'graphql';
import { createFieldCollector, entitySelectionsOf } from './collectFields';

/** A field of an answer that leads to lists of records. */
interface Place {
  readonly key: string;
  /** `City.staff`, where the field is such a list itself, or a page of one. */
  readonly list: string | undefined;
  readonly below: readonly Place[];
}

/**
 * Tells how many items an entity has in each list of records that was asked for, by its field; none for an entity that is
 * not there, which was asked for all the same.
 */
export type ListCount = (typeName: string, entity: unknown) => ReadonlyMap<string, number>;

/** @param document an `_entities` operation of the contract, without conditions */
export function compileListCount(document: DocumentNode, contract: GraphQLSchema): ListCount {
  const collectFields = createFieldCollector(document, contract);
  const entitySelections = entitySelectionsOf(document);

  function placesIn(type: GraphQLObjectType, asked: readonly SelectionSetNode[]): readonly Place[] {
    return [...collectFields(type, asked)].flatMap(([key, { node, selectionSets }]) => {
      const field = type.getFields()[node.name.value];
      if (field === undefined) return [];
      const fieldType = getNamedType(field.type);
      if (!isObjectType(fieldType)) return [];
      const isList = isListType(getNullableType(field.type)) && isRecord(fieldType);
      const list = !isPage(type) && (isList || isPage(fieldType)) ? `${type.name}.${node.name.value}` : undefined;
      const below = placesIn(fieldType, selectionSets);
      return list !== undefined || below.length > 0 ? [{ key, list, below }] : [];
    });
  }

  const placesOf = new Map<string, readonly Place[]>();
  return (typeName, entity) => {
    const type = contract.getType(typeName);
    const places = placesOf.get(typeName) ?? (isObjectType(type) ? placesIn(type, entitySelections) : []);
    placesOf.set(typeName, places);
    const counts = new Map<string, number>();
    count(entity, places, counts);
    return counts;
  };
}

function count(value: unknown, places: readonly Place[], counts: Map<string, number>): void {
  for (const { key, list, below } of places) {
    const given = isObject(value) ? value[key] : undefined;
    if (list !== undefined) counts.set(list, (counts.get(list) ?? 0) + lengthOf(given));
    for (const item of Array.isArray(given) ? given : [given]) count(item, below, counts);
  }
}

/** A page has its items twice at most, as `edges` and as `nodes`. */
function lengthOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  if (!isObject(value)) return 0;
  return Math.max(0, ...Object.values(value).map((field) => (Array.isArray(field) ? field.length : 0)));
}

function isPage(type: GraphQLNamedType): boolean {
  return isObjectType(type) && type.getFields()['pageInfo'] !== undefined;
}

function isRecord(type: GraphQLObjectType): boolean {
  return type.getInterfaces().some(({ name }) => name === 'Node');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
