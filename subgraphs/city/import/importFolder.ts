import type { DataSource } from 'typeorm';

import { importSource } from './importSource';
import type { ImportOptions, ImportReport } from './importSource';
import { openFolder } from './source/openFolder';

/** Imports a folder with a `city.yaml` and a file for each kind of record; `importSource` tells the rest. */
export async function importFolder(
  dataSource: DataSource,
  cityId: string,
  folder: string,
  options: ImportOptions = {},
): Promise<ImportReport> {
  return importSource(dataSource, cityId, openFolder(folder), options);
}
