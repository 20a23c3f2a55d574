import type DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { Visibility } from '../../contract/enums';
import type { Conditions } from './Conditions';
import { noConditions } from './Conditions';
import type { KeysetList } from './KeysetList';
import { createCountLoader } from './createCountLoader';
import { createPageLoader } from './createPageLoader';
import type { ListLoaders } from './readPage';

/**
 * Everything that is needed to page through a list, for one request.
 *
 * @param named up to how many items a count tells their keys, too
 */
export function createListLoaders<Item>(
  dataSource: DataSource,
  list: KeysetList,
  records: DataLoader<string, Item | null>,
  sections: readonly Visibility[],
  { filter = noConditions, named = 0 }: { readonly filter?: Conditions | undefined; readonly named?: number } = {},
): ListLoaders<Item> {
  return {
    name: list.name,
    pages: createPageLoader(dataSource, list, sections, filter),
    counts: createCountLoader(dataSource, list, sections, filter, named),
    records,
  };
}
