import type { SqlParameters } from '../database/SqlParameters';
import type { CityTopicFilter } from './CityTopicFilter';

/** What the filter asks for, as conditions on `item`. */
export function topicConditions({ mapped }: CityTopicFilter, parameters: SqlParameters): readonly string[] {
  return mapped == null
    ? []
    : [
        `EXISTS (SELECT FROM topic_mapping AS mapping WHERE mapping.topic_key = item.key) = ${parameters.bind(mapped)}::boolean`,
      ];
}
