import type { DirectorySources } from '../DirectorySources';
import type { City } from '../network/Network';

/** An exchange as the city that recorded it names it, with the edges that were asked for. */
interface ExchangeReference {
  readonly id: string;
  readonly hostId?: string | null;
  readonly guestIds?: readonly string[];
}

/** The edges from an exchange to other cities, which its owner could not resolve: see `@requires` in the SDL. */
export function createExchangeResolvers({ network }: Pick<DirectorySources, 'network'>) {
  return {
    Exchange: {
      __resolveReference: (reference: ExchangeReference): ExchangeReference => reference,

      host: ({ hostId }: ExchangeReference): City | null =>
        hostId == null ? null : (network().cities.get(hostId) ?? null),

      // Without `guestIds` the list is not empty but unknown; the executor then reports the null.
      guests: ({ guestIds }: ExchangeReference): readonly (City | null)[] | null => {
        const { cities } = network();
        return guestIds?.map((id) => cities.get(id) ?? null) ?? null;
      },
    },
  };
}
