import DataLoader from 'dataloader';
import type { DataSource, EntityTarget } from 'typeorm';
import { rowsByOwner } from '../database/rowsByOwner';
import type { Partner } from './Partner';

/** Loads the partners of many records in one statement, in the order in which the city gave them. */
export function createPartnerLoader<Item extends Partner & { readonly ownerKey: string }>(
  dataSource: DataSource,
  entity: EntityTarget<Item>,
): DataLoader<string, readonly Item[]> {
  return new DataLoader(async (owners) => {
    const partners = await dataSource
      .getRepository(entity)
      .createQueryBuilder('partner')
      .where('partner.ownerKey = ANY(:owners)', { owners })
      .orderBy('partner.ordinal')
      .getMany();
    return rowsByOwner(owners, partners, ({ ownerKey }) => ownerKey);
  });
}
