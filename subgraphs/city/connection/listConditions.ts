import type { SqlParameters } from '../database/SqlParameters';
import type { Visibility } from '../../contract/enums';
import type { Conditions } from './Conditions';
import type { KeysetList } from './KeysetList';

/** Which items a viewer gets of an owner's list, in SQL: those that are in it, may be seen and pass the filter. */
export function listConditions(
  { membership, seenBy }: KeysetList,
  sections: readonly Visibility[],
  filter: Conditions,
  parameters: SqlParameters,
): string {
  return [membership, seenBy('item', parameters.bind(sections)), ...filter(parameters)].join(' AND ');
}
