import type { AskCity, CityCall, CityOperation, CityReply } from '../../contract/AskCity';
import { onAbort } from './signals';

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

/** Asks one city. Never rejects, which `askCity` promises too; a whole search shall not fail for that promise. */
export async function askSafely(
  askCity: AskCity,
  cityId: string,
  operation: CityOperation,
  call: CityCall,
): Promise<CityReply> {
  const startedAt = performance.now();
  try {
    return await askCity(cityId, operation, call);
  } catch {
    return { status: 'UNREACHABLE', message: 'The hub failed to ask it.', tookMs: performance.now() - startedAt };
  }
}
