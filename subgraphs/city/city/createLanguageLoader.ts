import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { CityRecord } from './CityRecord';

/** Loads the language of the city's labels, once in a request. Null before the first import. */
export function createLanguageLoader(dataSource: DataSource): DataLoader<string, string | null> {
  return new DataLoader(async (cityIds) => {
    const cities = await dataSource.getRepository(CityRecord).find();
    return cityIds.map((cityId) => cities.find(({ id }) => id === cityId)?.language ?? null);
  });
}
