import type { AskCity } from '../../subgraphs/contract/AskCity';

/**
 * Asks a city that came or moved a moment ago once it was visited, so that its coming does not make answers incomplete.
 * The wait is part of the call's time.
 *
 * @param arrivalOf resolves when the city was visited; undefined for a city that need not be waited for
 */
export function awaitArrival(askCity: AskCity, arrivalOf: (cityId: string) => Promise<void> | undefined): AskCity {
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
    const done = (): void => {
      signal.removeEventListener('abort', done);
      resolve();
    };
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
    void end.then(done);
  });
}
