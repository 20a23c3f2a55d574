import type { AskCity, CityCall, CityOperation, CityReply } from '../AskCity';
import { askWithin } from './askWithin';

/** One call to a city for which one or more questions wait. */
interface SharedCall {
  /** By `performance.now()`: when the city was told that the hub stops waiting. */
  readonly endsAt: number;
  readonly reply: Promise<CityReply>;
  readonly controller: AbortController;
  waiting: number;
  /** Nothing is left to abort: an abort that nobody hears costs ten microseconds a city. */
  ended: boolean;
}

/**
 * Asks a city once for what several anonymous viewers ask of it at the same time; what a member may see is asked for each
 * anew. Nothing is kept: a call is shared while it is under way and not later.
 *
 * Each waits by its own signal, and the call is aborted when nobody waits any more. A call is joined only when the city
 * was given nearly as long as the one who joins has: whoever has much more time asks anew, since the city gives up early.
 */
export function shareInFlight(askCity: AskCity): AskCity {
  const inFlight = new Map<string, SharedCall>();

  const start = (key: string, cityId: string, operation: CityOperation, call: CityCall): SharedCall => {
    const controller = new AbortController();
    const reply = askCity(cityId, operation, { ...call, signal: controller.signal });
    const endsAt = performance.now() + (call.remainingMs ?? Infinity);
    const shared: SharedCall = { endsAt, reply, controller, waiting: 0, ended: false };
    inFlight.set(key, shared);
    const forget = () => {
      if (inFlight.get(key) === shared) inFlight.delete(key);
    };
    // At once when it is aborted, for whoever comes then must not join it.
    controller.signal.addEventListener('abort', forget, { once: true });
    const end = () => {
      shared.ended = true;
      forget();
    };
    void reply.then(end, end);
    return shared;
  };

  return async (cityId, operation, call) => {
    if (!call.viewer.anonymous) return askCity(cityId, operation, call);
    const key = `${cityId} ${keyOf(operation)}`;
    const underWay = inFlight.get(key);
    const shared = underWay && lastsFor(underWay, call) ? underWay : start(key, cityId, operation, call);
    shared.waiting += 1;
    try {
      return await askWithin(() => shared.reply, cityId, operation, call);
    } finally {
      shared.waiting -= 1;
      if (shared.waiting === 0 && !shared.ended) shared.controller.abort();
    }
  };
}

/** Whether the city takes at least three quarters of the time that this caller has. */
function lastsFor({ endsAt }: SharedCall, { remainingMs = Infinity }: CityCall): boolean {
  return endsAt === Infinity || endsAt - performance.now() >= 0.75 * remainingMs;
}

/** A search sends the same operation to many cities. */
const keys = new WeakMap<CityOperation, string>();

function keyOf(operation: CityOperation): string {
  const known = keys.get(operation);
  if (known !== undefined) return known;
  const key = JSON.stringify([operation.query, operation.variables]);
  keys.set(operation, key);
  return key;
}
