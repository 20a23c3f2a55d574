import type { AskCity, CityCall, CityOperation, CityReply } from '../../contract/AskCity';

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
