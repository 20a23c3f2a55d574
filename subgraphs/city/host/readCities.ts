import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isCityId } from '../../contract/ids';
import { readRegularFile } from '../../serving/files/regularFile';
import { SettingsEncodingError, settingsText } from '../../serving/files/settingsText';
import { fingerprintOf } from '../../serving/files/watchFile';

/** The name of a city's settings in its folder, as `city init` writes it. */
export const SETTINGS_FILE = 'city.env';

/** A folder of the cities' folder that may hold a city, and the path of its settings. */
interface CityFolder {
  readonly cityId: string;
  readonly file: string;
}

/** What was found of a city's settings: their text, or why there is none. */
export type FoundSettings = { readonly text: string } | { readonly problem: string };

/** Folders that are not called like a city are none. Rejects when the folder itself cannot be read. */
async function listCities(folder: string): Promise<readonly CityFolder[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && isCityId(entry.name))
    .map(({ name }) => ({ cityId: name, file: join(folder, name, SETTINGS_FILE) }))
    .sort((one, other) => (one.cityId < other.cityId ? -1 : 1));
}

/**
 * The settings of each city, by its slug. A folder without any is no city.
 *
 * Rejects when the folder itself cannot be read: then nothing is known of any city.
 */
export async function readCities(folder: string): Promise<ReadonlyMap<string, FoundSettings>> {
  const cities = new Map<string, FoundSettings>();
  for (const { cityId, file } of await listCities(folder)) {
    try {
      cities.set(cityId, { text: settingsText(await readRegularFile(file), file) });
    } catch (error) {
      const { code = 'unknown' } = error as NodeJS.ErrnoException;
      if (error instanceof SettingsEncodingError) cities.set(cityId, { problem: error.message });
      else if (code !== 'ENOENT' && code !== 'ENOTDIR')
        cities.set(cityId, { problem: `${file} cannot be read (${code}).` });
    }
  }
  return cities;
}

/** Another text when some city's settings may be others. Never rejects. */
export async function fingerprintCities(folder: string): Promise<string> {
  try {
    const cities = await listCities(folder);
    const prints = await Promise.all(cities.map(async ({ cityId, file }) => `${cityId} ${await fingerprintOf(file)}`));
    return prints.join('\n');
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}
