import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { CityConnection } from '../../../subgraphs/directory/network/Network';
import { asProxyRefusal } from '../../../subgraphs/serving/createDispatcher';
import type { ForwardProxy } from '../../../subgraphs/serving/forwardProxy';
import { CityDispatchers, MAX_IDLE_MS } from './CityDispatchers';
import { checkAddress } from './addressRules';
import type { AddressRule } from './addressRules';
import type { AnswerRules, CityAddress, CityRequest, CityTransport } from './CityTransport';
import { collectAnswer, ConnectionLostError } from './collectAnswer';

interface Target {
  /** The city's address, and what is read of it. */
  readonly url: string;
  readonly origin: string;
  readonly path: string;
  /** See `connectionOf`. */
  readonly connection: CityConnection | undefined;
  /** When an answer came from there last, after which the connection was kept. Long ago after one was lost. */
  answeredAt: number;
}

interface HttpTransportOptions {
  readonly addresses: AddressRule;
  readonly proxy?: ForwardProxy | undefined;
  /** How connections to a city are made, where that is not as to all. */
  readonly connectionOf: (cityId: string) => CityConnection | undefined;
  /** At which the paths of its files begin. */
  readonly folder: string;
  readonly logger: Logger;
}

/** The way to cities that have an address: HTTP, over TLS. */
export function createHttpTransport({
  addresses,
  proxy,
  connectionOf,
  folder,
  logger,
}: HttpTransportOptions): CityTransport {
  const dispatchers = new CityDispatchers(proxy, folder, logger);
  const usual = dispatchers.to({ publicOnly: addresses.publicOnly });

  /** By the city: to read an address takes its time, and each is asked again and again. */
  const targets = new Map<string, Target>();

  function targetOf({ id, url }: CityAddress): Target {
    const known = targets.get(id);
    const connection = connectionOf(id);
    if (known?.url === url && known.connection === connection) return known;
    const parsed = new URL(url);
    checkAddress(parsed, { ...addresses, ...connection });
    const { origin, pathname, search } = parsed;
    const target = { url, origin, path: `${pathname}${search}`, connection, answeredAt: -Infinity };
    targets.set(id, target);
    return target;
  }

  async function sendOnce(request: CityRequest, target: Target, rules: AnswerRules): Promise<Buffer> {
    const { origin, path, connection } = target;
    const dispatcher = connection === undefined ? usual : dispatchers.to({ ...addresses, ...connection });
    const body = await collectAnswer(dispatcher, { origin, path, method: 'POST', ...request }, rules);
    target.answeredAt = performance.now();
    return body;
  }

  return {
    /**
     * A city may end a connection that was kept at the very time at which it is used again. That is no failure of the city,
     * and as operations only read, such a request is sent once more (RFC 9112, section 9.3.1).
     *
     * Not undici's `retry`: it repeats what was lost over a new connection, too, and would ask a city that is down twice as
     * often.
     */
    async send(city, makeRequest, rules) {
      const target = targetOf(city);
      const mayBeKept = performance.now() - target.answeredAt < MAX_IDLE_MS;
      try {
        return await sendOnce(await makeRequest(), target, rules);
      } catch (error) {
        if (!(error instanceof ConnectionLostError)) throw asProxyRefusal(error);
        target.answeredAt = -Infinity;
        if (!mayBeKept) throw error;
        logger.debug({ err: error, url: target.url }, 'a kept connection had ended, and the request is sent once more');
        // Until then it is noticed which other connections ended with this one.
        await nextTurn();
        return await sendOnce(await makeRequest(), target, rules);
      }
    },
    close: () => dispatchers.close(),
  };
}
