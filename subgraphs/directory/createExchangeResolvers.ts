import type { DirectorySources } from './DirectorySources';
import type { City } from './network/Network';

/** An exchange as the city that recorded it names it, with the edges that were asked for. */
interface ExchangeReference {
  readonly id: string;
  readonly hostId?: string | null;
  readonly guestIds?: readonly string[];
}

/**
 * The edges from an exchange to cities: to others, which its owner could not resolve (see `@requires` in the SDL), and to
 * the owner itself, which is read from the id that routing has checked, and not from what the owner says.
 */
export function createExchangeResolvers({
  network,
  recentlyLeft,
  confirms,
}: Pick<DirectorySources, 'network' | 'recentlyLeft' | 'confirms'>) {
  return {
    Exchange: {
      __resolveReference: (reference: ExchangeReference): ExchangeReference => reference,

      city: ({ id }: ExchangeReference): City | null => {
        const [owner = ''] = id.split(':', 1);
        return network().cities.get(owner) ?? recentlyLeft?.city(owner) ?? null;
      },

      host: ({ hostId }: ExchangeReference): City | null =>
        hostId == null ? null : (network().cities.get(hostId) ?? null),

      hostConfirmed({ id, hostId }: ExchangeReference): boolean | null {
        if (hostId == null || !network().cities.has(hostId)) return null;
        return id.startsWith(`${hostId}:`) || (confirms?.(hostId, id) ?? null);
      },

      // Without `guestIds` the list is not empty but unknown; the executor then reports the null.
      guests: ({ guestIds }: ExchangeReference): readonly (City | null)[] | null => {
        const { cities } = network();
        return guestIds?.map((id) => cities.get(id) ?? null) ?? null;
      },
    },
  };
}
