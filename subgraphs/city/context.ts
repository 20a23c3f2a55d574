import type { DataSource } from 'typeorm';
import { createLoaders } from './createLoaders';
import type { Visibility } from './visibility/Visibility';
import { anonymousSections } from './visibility/anonymousSections';

/** What a resolver knows of its request. The city is here and not in a global: one process may serve several cities. */
export interface CityContext {
  readonly cityId: string;
  readonly dataSource: DataSource;
  /** The visibilities that the viewer may see. */
  readonly sections: readonly Visibility[];
  readonly loaders: ReturnType<typeof createLoaders>;
}

/** The context of one request. Until viewers can be told apart, everybody is anonymous. */
export function createCityContext(cityId: string, dataSource: DataSource): CityContext {
  const sections = anonymousSections;
  return { cityId, dataSource, sections, loaders: createLoaders(dataSource, sections) };
}
