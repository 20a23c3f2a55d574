import type { AskCity, CityCall, CityOperation, CityReply, FailureStatus } from '../AskCity';
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
  const failed = (status: FailureStatus, message: string): CityReply => ({
    status,
    message,
    tookMs: performance.now() - startedAt,
  });
  const ask = async () => {
    try {
      return await askCity(cityId, operation, call);
    } catch {
      return failed('UNREACHABLE', 'The hub failed to ask it.');
    }
  };

  if (signal.aborted) return failed('TIMED_OUT', TOO_LATE);
  return new Promise((resolve) => {
    const stopWaiting = onAbort(signal, () => {
      resolve(failed('TIMED_OUT', TOO_LATE));
    });
    void ask().then((reply) => {
      stopWaiting();
      resolve(reply);
    });
  });
}
