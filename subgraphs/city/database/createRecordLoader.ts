import DataLoader from 'dataloader';
import type { DataSource, EntityTarget } from 'typeorm';
import type { Visibility } from '../visibility/Visibility';

/**
 * Loads records by their key, in one statement for all. Null for a key that is unknown or out of the viewer's sections;
 * without sections, the records have no visibility of their own.
 */
export function createRecordLoader<Item extends { readonly key: string }>(
  dataSource: DataSource,
  entity: EntityTarget<Item>,
  sections?: readonly Visibility[],
): DataLoader<string, Item | null> {
  return new DataLoader(async (keys) => {
    const query = dataSource
      .getRepository(entity)
      .createQueryBuilder('record')
      .where('record.key = ANY(:keys)', { keys });
    if (sections !== undefined) {
      query.andWhere('record.visibility = ANY(:sections)', { sections });
    }
    const found = new Map((await query.getMany()).map((item) => [item.key, item]));
    return keys.map((key) => found.get(key) ?? null);
  });
}
