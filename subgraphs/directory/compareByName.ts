import { compareText } from '../contract/compareText';
import { foldText } from './vocabulary/foldText';

/** Order by name, without case and accents, then by id. */
export function compareByName(a: { name: string; id: string }, b: { name: string; id: string }): number {
  return compareText(foldText(a.name), foldText(b.name)) || compareText(a.id, b.id);
}
