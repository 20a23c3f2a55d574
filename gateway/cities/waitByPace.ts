import { onAbort } from '../../subgraphs/search/ask/onAbort';
import type { AskCity, CityCall, CityReply } from '../../subgraphs/contract/AskCity';
import type { CityPaces } from './CityPaces';

/**
 * Asks cities for hits, and waits for one that is slow for a shorter time than for the others, unless the call waits for
 * every city. What each takes is noted.
 */
export function waitByPace(askCity: AskCity, paces: CityPaces): AskCity {
  return async (cityId, operation, call) => {
    const waitMs = call.needsAnswer ? undefined : paces.waitFor(cityId, call.remainingMs ?? Infinity);
    const reply = await (waitMs === undefined
      ? askCity(cityId, operation, call)
      : askShortly((shorter) => askCity(cityId, operation, shorter), call, waitMs));
    paces.observe(cityId, reply);
    if (waitMs === undefined || reply.status !== 'TIMED_OUT') return reply;
    return { ...reply, message: paces.describe(cityId) ?? reply.message };
  };
}

async function askShortly(
  ask: (call: CityCall) => Promise<CityReply>,
  call: CityCall,
  waitMs: number,
): Promise<CityReply> {
  const controller = new AbortController();
  const end = (): void => {
    controller.abort(call.signal.reason);
  };
  if (call.signal.aborted) end();
  const stopListening = onAbort(call.signal, end);
  const timer = setTimeout(end, waitMs);
  try {
    return await ask({ ...call, signal: controller.signal, remainingMs: waitMs });
  } finally {
    clearTimeout(timer);
    stopListening();
  }
}
