import { join } from 'node:path';
import { isCityId } from '../../contract/ids';
import { readRegularFileSync } from '../../serving/files/regularFile';
import { SettingsEncodingError, settingsText } from '../../serving/files/settingsText';
import type { Environment } from '../../serving/EnvironmentReader';
import { CityConfigError } from '../config';
import { settingsOf } from './parseHostedCity';
import { SETTINGS_FILE } from './readCities';

/** What only the commands of operators need, as `city init` writes it beside the settings. */
const OWNER_FILE = 'owner.env';

/**
 * What a command on one city of a data centre needs to know: the settings of the city's folder, those for its owner too,
 * and of the environment what is common to all.
 *
 * @throws CityConfigError when there is no such city, or its settings are another's
 */
export function readCommandSettings(folder: string, cityId: string, common: Environment): Environment {
  if (!isCityId(cityId)) throw new CityConfigError([`${JSON.stringify(cityId)} is no slug of a city.`]);
  const read = (name: string): string => {
    const file = join(folder, cityId, name);
    try {
      return settingsText(readRegularFileSync(file), file);
    } catch (error) {
      if (error instanceof SettingsEncodingError) throw new CityConfigError([error.message]);
      const { code = 'unknown' } = error as NodeJS.ErrnoException;
      throw new CityConfigError([`${file} cannot be read (${code}).`]);
    }
  };
  const settings = settingsOf(`${read(SETTINGS_FILE)}\n${read(OWNER_FILE)}`, common);
  if (settings['CITY_ID'] !== cityId) {
    const found = JSON.stringify(settings['CITY_ID']);
    throw new CityConfigError([`CITY_ID must be the name of its folder, ${cityId}, but got ${found}.`]);
  }
  return settings;
}
