import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { RecordTable } from '../database/RecordTable';
import { askPrepared } from '../database/askPrepared';
import { rowsByOwner } from '../database/rowsByOwner';
import { TopicMapping } from './TopicMapping';

/** Loads the mappings of many topics in one statement, in the order of the concepts' ids. */
export function createMappingLoader(dataSource: DataSource): DataLoader<string, readonly TopicMapping[]> {
  return new DataLoader(async (topics) => {
    const table = RecordTable.of(dataSource, TopicMapping);
    const answer = await askPrepared(
      dataSource,
      `SELECT ${table.columns('mapping')} FROM ${table.name} AS mapping
       WHERE mapping.topic_key = ANY($1) ORDER BY mapping.concept_id COLLATE "C"`,
      [topics],
    );
    return rowsByOwner(topics, table.readAll(answer), ({ topicKey }) => topicKey);
  });
}
