import type { SqlParameters } from '../database/SqlParameters';
import type { CityOfferFilter } from './CityOfferFilter';

/** What the filter asks for, as conditions on `item`. An empty list is no condition. */
export function offerConditions({ kinds, concepts }: CityOfferFilter, parameters: SqlParameters): readonly string[] {
  const conditions: string[] = [];
  if (kinds?.length) {
    conditions.push(`item.kind = ANY(${parameters.bind(kinds)})`);
  }
  if (concepts?.length) {
    conditions.push(`EXISTS (
      SELECT FROM offer_topic AS link JOIN topic_mapping AS mapping USING (topic_key)
      WHERE link.offer_key = item.key AND mapping.concept_id = ANY(${parameters.bind(concepts)}))`);
  }
  return conditions;
}
