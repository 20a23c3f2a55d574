import type { Figure } from '../Bench';
import { figure } from '../figures';
import type { Size } from './openScale';

/**
 * What a registered city adds to the memory of a hub's process (its resident set, after a collection): the difference of
 * two hubs by that of their cities, in units of 1000 bytes.
 */
export function memoryPerCity(
  when: string,
  cities: Readonly<Record<Size, number>>,
  memory: Readonly<Record<Size, readonly number[]>>,
  quick: boolean,
): Figure {
  return figure(
    `memory per registered city ${when}`,
    'KB',
    memory.large.map((bytes, round) => (bytes - memory.small[round]!) / (cities.large - cities.small) / 1000),
    // Of few cities one sees little but how much a process happens to occupy.
    quick ? {} : { promise: { atMost: 30 } },
  );
}
