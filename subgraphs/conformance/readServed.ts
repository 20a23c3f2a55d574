import { z } from 'zod';
import { NoEvidenceError } from './checkErrors';
import type { CityUnderCheck } from './CityUnderCheck';
import { readContract } from './readContract';
import { servedVersion } from './servedVersion';

/** What a city says to `_service`. */
export const serviceShape = z.object({ _service: z.object({ sdl: z.string().min(1) }) });

/** The city's schema, as it tells it. */
export function readSdl(city: CityUnderCheck): Promise<string> {
  return city.learn('sdl', async () => {
    const { data } = await city.ask('{ _service { sdl } }');
    const parsed = serviceShape.safeParse(data);
    if (!parsed.success) throw new NoEvidenceError('the city does not tell its schema, see CITY-001');
    return parsed.data._service.sdl;
  });
}

/** @throws NoEvidenceError when the city does not serve a field or an argument that came after 1.0 */
export async function expectServed(city: CityUnderCheck, ...fields: readonly string[]): Promise<void> {
  const admission = await city.learn('admission', async () => readContract().admit(await readSdl(city)));
  if (admission.status === 'REFUSED') throw new NoEvidenceError('its schema does not keep the contract, see CITY-002');
  const { lacking } = admission;
  const missing = fields.find((field) => lacking.has(field));
  if (missing !== undefined)
    throw new NoEvidenceError(`it serves ${servedVersion(readContract().versions, lacking)}, without ${missing}`);
}

/** Whether the city serves a field or an argument that came after 1.0, as far as it tells its schema. */
export async function isServed(city: CityUnderCheck, field: string): Promise<boolean> {
  try {
    await expectServed(city, field);
    return true;
  } catch (error) {
    if (error instanceof NoEvidenceError) return false;
    throw error;
  }
}
