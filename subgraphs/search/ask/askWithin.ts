import type { AskCity, CityCall, CityOperation, CityReply } from '../../contract/AskCity';
import { askSafely } from './askSafely';
import { onAbort } from './onAbort';

const TOO_LATE = 'It did not answer in time.';

/**
 * Asks one city and is back at the signal at the latest, whatever becomes of the call. `askCity` promises as much; a
 * whole search shall not hang on that promise. Never rejects.
 */
export async function askWithin(
  askCity: AskCity,
  cityId: string,
  operation: CityOperation,
  call: CityCall,
): Promise<CityReply> {
  const { signal } = call;
  const startedAt = performance.now();
  const tooLate = (): CityReply => ({
    status: 'TIMED_OUT',
    message: TOO_LATE,
    tookMs: performance.now() - startedAt,
  });

  if (signal.aborted) return tooLate();
  return new Promise((resolve) => {
    const stopWaiting = onAbort(signal, () => {
      resolve(tooLate());
    });
    void askSafely(askCity, cityId, operation, call).then((reply) => {
      stopWaiting();
      resolve(reply);
    });
  });
}
