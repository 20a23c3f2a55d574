import type { AskCity, CityCall, CityOperation, CityReply } from '../AskCity';
import { askWithin } from './askWithin';
import { NOBODY_WAITS } from './NOBODY_WAITS';

/** One call to a city for which one or more questions wait. */
interface SharedCall {
  /** By `performance.now()`: when the city was told that the hub stops waiting. */
  readonly endsAt: number;
  readonly reply: Promise<CityReply>;
  readonly controller: AbortController;
  waiting: number;
  /** Nothing is left to abort. */
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
  /** By what is asked, then by city: texts are long, and search asks many cities the same. */
  const inFlight = new Map<string, Map<string, SharedCall>>();

  const forget = (key: string, cityId: string, shared: SharedCall) => {
    const ofCities = inFlight.get(key);
    if (ofCities?.get(cityId) !== shared) return;
    ofCities.delete(cityId);
    if (ofCities.size === 0) inFlight.delete(key);
  };
  const start = (key: string, cityId: string, operation: CityOperation, call: CityCall): SharedCall => {
    const controller = new AbortController();
    const reply = askCity(cityId, operation, { ...call, signal: controller.signal });
    const endsAt = performance.now() + (call.remainingMs ?? Infinity);
    const shared: SharedCall = { endsAt, reply, controller, waiting: 0, ended: false };
    const ofCities = inFlight.get(key);
    if (ofCities === undefined) inFlight.set(key, new Map([[cityId, shared]]));
    else ofCities.set(cityId, shared);
    const end = () => {
      shared.ended = true;
      forget(key, cityId, shared);
    };
    void reply.then(end, end);
    return shared;
  };

  return async (cityId, operation, call) => {
    if (!call.viewer.anonymous) return askCity(cityId, operation, call);
    const key = keyOf(operation);
    const underWay = inFlight.get(key)?.get(cityId);
    const shared = underWay && lastsFor(underWay, call) ? underWay : start(key, cityId, operation, call);
    shared.waiting += 1;
    try {
      return await askWithin(() => shared.reply, cityId, operation, call);
    } finally {
      shared.waiting -= 1;
      if (shared.waiting === 0 && !shared.ended) {
        // At once, for whoever comes then must not join it.
        forget(key, cityId, shared);
        shared.controller.abort(NOBODY_WAITS);
      }
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
