import type { Tracer } from '@opentelemetry/api';
import type { AskCity } from '../../subgraphs/contract/AskCity';
import { shareInFlight } from '../../subgraphs/search/ask/shareInFlight';
import { onAbort } from '../../subgraphs/search/ask/signals';
import { traceCalls } from '../observe/trace/traceCalls';
import { waitByPace } from './CityPaces';
import type { CityPaces } from './CityPaces';
import type { CityRegistry } from './CityRegistry';

/*
 * The layers of a call to a city, from whoever asks down to the wire. Each wraps the one below it.
 *
 *   batchCalls           what one request asks of a city in one tick is one call; search and routing have one of their own
 *                        for each request
 *   shareInFlight        what several strangers ask of a city at the same time is asked once; search does that itself
 *   waitByPace           a city that is slow as a rule is not waited for as long as the others
 *   traceCalls           a span for each call
 *   awaitArrival         a city that came a moment ago, or is being looked at, is asked after that
 *   measured             counts what came of it, and what time it took
 *   registry.askCity     a city that is believed no more is not asked; a failure has it visited soon
 *   registry.askForHub   only admitted cities are asked, and for what their version of the contract has. From here up
 *                        nothing rejects
 *   CityCalls            the breaker, and a bound on the calls under way
 *   CityClient           the token, HTTP, and the reading of the answer
 *
 * The order matters:
 * - A call that is shared has one span, and counts once.
 * - The short wait for a slow city is all the time that it has, that for its visit included.
 * - The wait for a visit is in the span, where somebody looks for lost time, and not in the figures, which are about cities.
 * - What is refused below without asking is counted, too: a client did not get that city's answer.
 */

type Layer = (next: AskCity) => AskCity;

/** @param layers the outermost first */
function through(layers: readonly Layer[], innermost: AskCity): AskCity {
  return layers.reduceRight((next, layer) => layer(next), innermost);
}

export interface ClientCalls {
  readonly registry: Pick<CityRegistry, 'askCity'>;
  readonly paces: CityPaces;
  /** Resolves when a city may be asked. Undefined for one that need not be waited for. */
  readonly arrivalOf: (cityId: string) => Promise<void> | undefined;
  readonly measured: Layer;
  /** Without it, nothing is recorded. */
  readonly tracer: Tracer | undefined;
}

/** How cities are asked on behalf of clients: who has matches, and for the records on the page. */
export function waysOfClients(calls: ClientCalls): { readonly search: AskCity; readonly fetch: AskCity } {
  const { registry, paces, arrivalOf, measured, tracer } = calls;
  const asking = through([(next) => awaitArrival(next, arrivalOf), measured], registry.askCity);
  return {
    search: through([(next) => waitByPace(next, paces), (next) => traceCalls(next, 'SEARCH', tracer)], asking),
    fetch: through([shareInFlight, (next) => traceCalls(next, 'FETCH', tracer)], asking),
  };
}

/** How a city is asked for hits when the hub visits it, also one that is believed no more: its pace is noted as in searches. */
export function wayOfVisits(registry: Pick<CityRegistry, 'askForHub'>, paces: CityPaces): AskCity {
  return through([(next) => waitByPace(next, paces)], registry.askForHub);
}

/**
 * Asks a city that came or moved a moment ago once it was visited, so that its coming does not make answers incomplete.
 * The wait is part of the call's time.
 *
 * @param arrivalOf resolves when the city was visited; undefined for a city that need not be waited for
 */
export function awaitArrival(askCity: AskCity, arrivalOf: ClientCalls['arrivalOf']): AskCity {
  const askOnceVisited: AskCity = async (cityId, operation, call) => {
    // It may move again meanwhile.
    for (let arrival = arrivalOf(cityId); arrival && !call.signal.aborted; arrival = arrivalOf(cityId)) {
      await endOrAbort(arrival, call.signal);
    }
    return askCity(cityId, operation, call);
  };
  return (cityId, operation, call) =>
    (arrivalOf(cityId) === undefined ? askCity : askOnceVisited)(cityId, operation, call);
}

function endOrAbort(end: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stopWaiting = onAbort(signal, resolve);
    void end.then(() => {
      stopWaiting();
      resolve();
    });
  });
}
