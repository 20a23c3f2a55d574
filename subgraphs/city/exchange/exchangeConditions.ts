import type { SqlParameters } from '../database/SqlParameters';
import type { CityExchangeFilter } from './CityExchangeFilter';

/** What the filter asks for, as conditions on `item`. An empty list is no condition. */
export function exchangeConditions({ kinds }: CityExchangeFilter, parameters: SqlParameters): readonly string[] {
  return kinds?.length ? [`item.kind = ANY(${parameters.bind(kinds)})`] : [];
}
