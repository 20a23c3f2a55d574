import type { CityState } from './CityState';

/** What is named of very much that is lacking; the rest is counted. */
const MAX_NAMED = 10;

/** In words, what an admitted city lacks of the contract. Undefined when that is nothing. */
export function describeLacking(state: CityState): string | undefined {
  if (state.phase !== 'ADMITTED' || state.lacking.size === 0) return undefined;
  const names = [...state.lacking];
  const named = names.slice(0, MAX_NAMED).join(', ');
  const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : '';
  return `It serves an earlier version of the contract, which lacks ${named}${more}.`;
}
