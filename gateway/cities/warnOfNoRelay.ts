import type { Logger } from 'pino';
import { isRelayedAddress } from '../../subgraphs/contract/relay';
import type { Network } from '../../subgraphs/directory/network/Network';
import type { RelayConfig } from '../../subgraphs/serving/relay/RelayConfig';

/** So that one line of the log stays one line. */
const MAX_SLUGS = 50;

/** Tells of cities that dial out to a relay of which the hub does not know: they cannot be reached. */
export function warnOfNoRelay({ cities }: Network, relay: RelayConfig | undefined, logger: Logger): void {
  if (relay !== undefined) return;
  const relayed = [...cities.values()]
    .filter(({ url }) => url !== undefined && isRelayedAddress(url))
    .map(({ id }) => id);
  if (relayed.length === 0) return;
  logger.warn(
    { cities: relayed.slice(0, MAX_SLUGS), count: relayed.length },
    'these cities dial out (connect: nats), and HANSE_NATS_URL does not say where to: they cannot be reached',
  );
}
