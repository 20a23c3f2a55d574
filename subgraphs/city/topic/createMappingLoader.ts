import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { rowsByOwner } from '../database/rowsByOwner';
import { TopicMapping } from './TopicMapping';

/** Loads the mappings of many topics in one statement, in the order of the concepts' ids. */
export function createMappingLoader(dataSource: DataSource): DataLoader<string, readonly TopicMapping[]> {
  return new DataLoader(async (topics) => {
    const mappings = await dataSource
      .getRepository(TopicMapping)
      .createQueryBuilder('mapping')
      .where('mapping.topicKey = ANY(:topics)', { topics })
      .orderBy('mapping.conceptId COLLATE "C"')
      .getMany();
    return rowsByOwner(topics, mappings, ({ topicKey }) => topicKey);
  });
}
