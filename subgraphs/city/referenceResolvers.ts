import type DataLoader from 'dataloader';
import { City } from './city/City';
import type { CityContext } from './context';
import { noticeStaff } from './disclosure/noticeDisclosures';
import { keyOf } from '../contract/ids';
import type { OwnedType } from '../contract/ids';

/** What Federation gives to name an entity; the id comes from outside and may be anything. */
interface Reference {
  readonly id?: unknown;
}

type ResolveReference = (reference: Reference, context: CityContext) => City | Promise<object | null> | null;

/**
 * Turns Federation's references into records, by type. Federation asks for one at a time, the loaders make one statement
 * of all. An id that is unknown here, another city's or malformed gives null, never an error.
 */
export const referenceResolvers: Readonly<Record<string, ResolveReference>> = {
  City: ({ id }, { cityId }) => (id === cityId ? new City(cityId) : null),
  Staff: async ({ id }, { cityId, loaders, disclosures }) => {
    const key = keyOf(id, cityId, 'staff');
    const staff = key === null ? null : await loaders.staff.load(key);
    // That there is such a person is told, whatever else is asked.
    if (staff !== null && disclosures !== null) noticeStaff(staff, disclosures, 'ID');
    return staff;
  },
  Programme: resolveRecord('programme', ({ loaders }) => loaders.programmes),
  Exchange: resolveRecord('exchange', ({ loaders }) => loaders.exchanges),
  Topic: resolveRecord('topic', ({ loaders }) => loaders.topics),
  Need: resolveRecord('need', ({ loaders }) => loaders.needs),
  Offer: resolveRecord('offer', ({ loaders }) => loaders.offers),
};

function resolveRecord<Item extends object>(
  type: OwnedType,
  records: (context: CityContext) => DataLoader<string, Item | null>,
): ResolveReference {
  return ({ id }, context) => {
    const key = keyOf(id, context.cityId, type);
    return key === null ? null : records(context).load(key);
  };
}
