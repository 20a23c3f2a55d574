import { isConceptId, isOwnedBy, OWNED_TYPES, parseId } from '../../subgraphs/contract/ids';

/** Whether a city may say this id in this place. */
export type OwnershipRule = (id: unknown, city: string) => boolean;

/**
 * What a city may answer in an id field of the contract: its own id as a `City`, its own records' ids, ids of concepts,
 * and in the fields that lead to other cities any city's slug. Null for a field that holds no id of an entity.
 */
export function ownershipRule(typeName: string, fieldName: string): OwnershipRule | null {
  return RULES.get(`${typeName}.${fieldName}`) ?? null;
}

const anyCity: OwnershipRule = (id) => parseId(id)?.type === 'city';

const RULES = new Map<string, OwnershipRule>([
  ['City.id', (id, city) => id === city],
  ['Concept.id', isConceptId],
  // Edges between cities: the directory makes entities of them.
  ['Exchange.hostId', anyCity],
  ['Exchange.guestIds', anyCity],
  ...OWNED_TYPES.map((type): [string, OwnershipRule] => [
    `${type.charAt(0).toUpperCase()}${type.slice(1)}.id`,
    (id, city) => typeof id === 'string' && isOwnedBy(city, type, id),
  ]),
]);
