import type { City, Exchange } from './SearchAnswer';

/**
 * The name of the city that published a record: of the one that its id belongs to, whoever the record speaks of. Where that
 * city is not named, since it left the network or does not name itself, its slug stands for it.
 */
export function publisherOf({ id, city }: { readonly id: string; readonly city: City | null }): string {
  return city?.name ?? slugOfOwner(id);
}

/** Who published an exchange, where that is not the host that it names. */
export function foreignPublisherOf(exchange: Exchange): string | undefined {
  return exchange.host?.id === slugOfOwner(exchange.id) ? undefined : publisherOf(exchange);
}

/** Of an id `<city>:<type>:<local>`, which the hub lets through from that city alone. */
function slugOfOwner(id: string): string {
  return id.slice(0, id.indexOf(':'));
}
