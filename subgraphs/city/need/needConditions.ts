import type { SqlParameters } from '../database/SqlParameters';
import type { CityNeedFilter } from './CityNeedFilter';

/** What the filter asks for, as conditions on `item`. An empty list is no condition. */
export function needConditions({ concepts }: CityNeedFilter, parameters: SqlParameters): readonly string[] {
  return concepts?.length
    ? [
        `EXISTS (
          SELECT FROM need_topic AS link JOIN topic_mapping AS mapping USING (topic_key)
          WHERE link.need_key = item.key AND mapping.concept_id = ANY(${parameters.bind(concepts)}))`,
      ]
    : [];
}
