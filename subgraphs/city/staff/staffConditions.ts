import type { SqlParameters } from '../database/SqlParameters';
import type { CityStaffFilter } from './CityStaffFilter';
import { answersIn } from './answersIn';

/** What the filter asks for, as conditions on `item`. An empty list is no condition. */
export function staffConditions({ kinds, languages }: CityStaffFilter, parameters: SqlParameters): readonly string[] {
  const conditions: string[] = [];
  if (kinds?.length) {
    conditions.push(`item.kind = ANY(${parameters.bind(kinds)})`);
  }
  if (languages?.length) {
    conditions.push(answersIn('item.languages', languages, parameters));
  }
  return conditions;
}
