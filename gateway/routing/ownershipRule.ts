import { isKey, OWNED_TYPES, parseGlobalId } from './parseGlobalId';

/** Whether a city may say this id in this place. */
export type OwnershipRule = (id: unknown, city: string) => boolean;

/**
 * What a city may answer in an id field of the contract: its own id as a `City`, its own records' ids, ids of concepts,
 * and in the fields that lead to other cities any city's slug. Null for a field that holds no id of an entity.
 */
export function ownershipRule(typeName: string, fieldName: string): OwnershipRule | null {
  return RULES.get(`${typeName}.${fieldName}`) ?? null;
}

const anyCity: OwnershipRule = (id) => parseGlobalId(id)?.kind === 'CITY';

const RULES = new Map<string, OwnershipRule>([
  ['City.id', (id, city) => id === city],
  [
    'Concept.id',
    (id) => {
      const parsed = parseGlobalId(id);
      return parsed?.kind === 'HUB' && parsed.type === 'concept';
    },
  ],
  // Edges between cities: the directory makes entities of them.
  ['Exchange.hostId', anyCity],
  ['Exchange.guestIds', anyCity],
  ...OWNED_TYPES.map((type): [string, OwnershipRule] => [
    `${type.charAt(0).toUpperCase()}${type.slice(1)}.id`,
    (id, city) => {
      // There are many of these in an answer: the city was parsed once, when it was asked.
      const owner = `${city}:${type}:`;
      return typeof id === 'string' && id.startsWith(owner) && isKey(id.slice(owner.length));
    },
  ]),
]);
