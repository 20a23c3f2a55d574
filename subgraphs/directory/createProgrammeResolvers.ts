import { parseId } from '../contract/ids';
import type { Reference } from '../contract/ids';
import type { DirectorySources } from './DirectorySources';
import { isConnected } from './network/Network';

/** A programme as its city names it, with the edge that was asked for. */
interface ProgrammeReference {
  readonly id: string;
  readonly adaptedFromId?: string | null;
}

/** The edge from a programme to that of another city, which its owner could not resolve (see `@requires` in the SDL). */
export function createProgrammeResolvers({ network }: Pick<DirectorySources, 'network'>) {
  return {
    Programme: {
      __resolveReference: (reference: ProgrammeReference): ProgrammeReference => reference,

      // What a city made after its own programme is its own affair: `adaptedBy` has other cities only, too.
      adaptedFrom({ id, adaptedFromId }: ProgrammeReference): Reference | null {
        const named = parseId(adaptedFromId);
        if (adaptedFromId == null || named?.type !== 'programme' || id.startsWith(`${named.cityId}:`)) return null;
        const city = network().cities.get(named.cityId);
        return city !== undefined && isConnected(city) ? { __typename: 'Programme', id: adaptedFromId } : null;
      },
    },
  };
}
