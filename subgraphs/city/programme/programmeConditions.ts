import type { SqlParameters } from '../database/SqlParameters';
import type { CityProgrammeFilter } from './CityProgrammeFilter';

/** What the filter asks for, as conditions on `item`. An empty list is no condition. */
export function programmeConditions(
  { statuses, goodPractice, openToVisitors }: CityProgrammeFilter,
  parameters: SqlParameters,
): readonly string[] {
  const conditions: string[] = [];
  if (statuses?.length) {
    conditions.push(`item.status = ANY(${parameters.bind(statuses)})`);
  }
  if (goodPractice != null) {
    conditions.push(`item.good_practice = ${parameters.bind(goodPractice)}`);
  }
  if (openToVisitors != null) {
    conditions.push(`item.open_to_visitors = ${parameters.bind(openToVisitors)}`);
  }
  return conditions;
}
