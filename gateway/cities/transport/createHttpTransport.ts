import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Agent } from 'undici';
import { checkAddress, lookupPublic } from './addressRules';
import type { AddressRule } from './addressRules';
import type { AnswerRules, CityAddress, CityRequest, CityTransport } from './CityTransport';
import { collectAnswer, ConnectionLostError } from './collectAnswer';

interface Target {
  /** The city's address, and what is read of it. */
  readonly url: string;
  readonly origin: string;
  readonly path: string;
  /** When an answer came from there last, after which the connection was kept. Long ago after one was lost. */
  answeredAt: number;
}

/** An idle connection is kept no longer, whatever its city offers: of thousands of cities each would hold some. */
const MAX_IDLE_MS = 10_000;

/** The way to cities that have an address: HTTP, over TLS. */
export function createHttpTransport(addresses: AddressRule, logger: Logger): CityTransport {
  // Connections are kept for each origin, and not bounded here: a bound would be shared by all cities of one provider, and
  // one of them that hangs would hold up the others. Who calls bounds the calls, and the signal alone bounds the time.
  const agent = new Agent({
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveMaxTimeout: MAX_IDLE_MS,
    ...(addresses.publicOnly && { connect: { lookup: lookupPublic } }),
  });

  /** By the city: to read an address takes its time, and each is asked again and again. */
  const targets = new Map<string, Target>();

  function targetOf({ id, url }: CityAddress): Target {
    const known = targets.get(id);
    if (known?.url === url) return known;
    const parsed = new URL(url);
    checkAddress(parsed, addresses);
    const target = { url, origin: parsed.origin, path: `${parsed.pathname}${parsed.search}`, answeredAt: -Infinity };
    targets.set(id, target);
    return target;
  }

  async function sendOnce(request: CityRequest, target: Target, rules: AnswerRules): Promise<Buffer> {
    const { origin, path } = target;
    const body = await collectAnswer(agent, { origin, path, method: 'POST', ...request }, rules);
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
        if (!(error instanceof ConnectionLostError)) throw error;
        target.answeredAt = -Infinity;
        if (!mayBeKept) throw error;
        logger.debug({ err: error, url: target.url }, 'a kept connection had ended, and the request is sent once more');
        // Until then it is noticed which other connections ended with this one.
        await nextTurn();
        return await sendOnce(await makeRequest(), target, rules);
      }
    },
    close: () => agent.destroy(),
  };
}
