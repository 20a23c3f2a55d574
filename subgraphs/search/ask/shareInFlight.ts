import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { changeCall } from '../../contract/AskCity';
import type { AskCity, CityCall, CityOperation, CityReply } from '../../contract/AskCity';
import { operationText } from '../../contract/operationText';
import { askWithin } from './askWithin';
import { NOBODY_WAITS } from './signals';

/** Questions under way whose calls are shared. Where there are more, the oldest are asked for whoever asks. */
const MOST_SHARED = 1_000;

/** The calls of one question, for which one or more searches wait. */
interface SharedCalls {
  /** By `performance.now()`: when the cities were told that the hub stops waiting. */
  readonly endsAt: number;
  readonly controller: AbortController;
  /** What is under way, by city. */
  readonly replies: Map<string, Promise<CityReply>>;
  /** How many wait for one of them. */
  waiting: number;
}

/**
 * Asks a city once for what several anonymous viewers ask of it at the same time; what a member may see is asked for each
 * anew. Nothing is kept: a call is shared while it is under way and not later.
 *
 * Each waits by its own signal, and the calls of a question are aborted when nobody waits for any of them any more. One is
 * joined only when the city was given nearly as long as the one who joins has: whoever has much more time asks anew, since
 * the city gives up early.
 */
export function shareInFlight(askCity: AskCity): AskCity {
  /**
   * By what is asked. A `Map` whose entries come and go leaves its old tables to V8's old generation, and what stands in
   * them with them: the whole of most requests would be copied there. The tables of this one hold short texts alone.
   */
  const inFlight = new LRUCache<string, SharedCalls>({ max: MOST_SHARED });

  const callsOf = (key: string, call: CityCall): SharedCalls => {
    const underWay = inFlight.get(key);
    if (underWay && lastsFor(underWay, call)) return underWay;
    const controller = new AbortController();
    const endsAt = performance.now() + (call.remainingMs ?? Infinity);
    const calls = { endsAt, controller, replies: new Map<string, Promise<CityReply>>(), waiting: 0 };
    inFlight.set(key, calls);
    return calls;
  };
  const start = (calls: SharedCalls, cityId: string, operation: CityOperation, call: CityCall) => {
    const { controller, replies } = calls;
    const reply = askCity(
      cityId,
      operation,
      changeCall(call, { signal: controller.signal, remainingMs: timeOf(calls, call) }),
    );
    const end = () => {
      replies.delete(cityId);
    };
    replies.set(cityId, reply);
    void reply.then(end, end);
    return reply;
  };

  return async (cityId, operation, call) => {
    if (!call.viewer.anonymous) return askCity(cityId, operation, call);
    // Who needs the answer is not to join those who wait for a slow city for a short time.
    const key = `${call.needsAnswer ? 'needs' : 'asks'} ${keyOf(operation)}`;
    const calls = callsOf(key, call);
    calls.waiting += 1;
    try {
      const reply = calls.replies.get(cityId) ?? start(calls, cityId, operation, call);
      return await askWithin(() => reply, cityId, operation, call);
    } finally {
      calls.waiting -= 1;
      if (calls.waiting === 0) {
        // At once, for whoever comes then must not join them.
        if (inFlight.get(key) === calls) inFlight.delete(key);
        if (calls.replies.size > 0) calls.controller.abort(NOBODY_WAITS);
      }
    }
  };
}

/** Whoever has more time may join: the city is told of the time that those have who wait longest. */
function timeOf({ endsAt }: SharedCalls, { remainingMs }: CityCall): number | undefined {
  if (remainingMs === undefined || endsAt === Infinity) return undefined;
  return Math.max(remainingMs, Math.floor(endsAt - performance.now()));
}

/** Whether the city takes at least three quarters of the time that this caller has. */
function lastsFor({ endsAt }: SharedCalls, { remainingMs = Infinity }: CityCall): boolean {
  return endsAt === Infinity || endsAt - performance.now() >= 0.75 * remainingMs;
}

/** A search sends the same operation to many cities. */
const keys = new WeakMap<CityOperation, string>();

/** Cryptographic, since what is asked comes from clients: two of them must never share what they did not both ask. */
function keyOf(operation: CityOperation): string {
  const known = keys.get(operation);
  if (known !== undefined) return known;
  const key = hash('sha256', operationText(operation), 'base64');
  keys.set(operation, key);
  return key;
}
