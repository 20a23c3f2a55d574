import { quoted } from '../quoted';

/** Where a rule is broken: the column to look at, and why. */
export interface Broken {
  readonly column: string;
  readonly reason: string;
}

/** What must hold between the values of one record; undefined where it does. */
export type Rule<V> = (values: V) => Broken | undefined;

/**
 * The end does not come before the start. Both are partial dates, so only what is certain is held against them: 2023 may
 * be the end of what began in 2023-10.
 */
export function inOrder<S extends string, E extends string>(
  start: S,
  end: E,
): Rule<Readonly<Record<S | E, string | null>>> {
  return (values) => {
    const [from, to] = [values[start], values[end]];
    if (from === null || to === null) return undefined;
    const precision = Math.min(from.length, to.length);
    if (to.slice(0, precision) >= from.slice(0, precision)) return undefined;
    return { column: end, reason: `must not be before ${start}, which is ${quoted(from)}, but got ${quoted(to)}.` };
  };
}

/** One of two columns is filled, and not the other. */
export function exactlyOneOf<A extends string, B extends string>(
  first: A,
  second: B,
): Rule<Readonly<Record<A | B, string | null>>> {
  return (values) => {
    if ((values[first] === null) !== (values[second] === null)) return undefined;
    const got = values[first] === null ? 'both are empty' : 'both are filled';
    return { column: first, reason: `exactly one of ${first} and ${second} must be filled, but ${got}.` };
  };
}

/** Nothing stands in more than one of these lists. */
export function differentIn<N extends string>(...columns: readonly N[]): Rule<Readonly<Record<N, readonly string[]>>> {
  return (values) => {
    const seen = new Map<string, N>();
    for (const column of columns) {
      for (const item of values[column]) {
        const earlier = seen.get(item);
        if (earlier !== undefined)
          return { column, reason: `must not name ${quoted(item)}, which ${earlier} has too.` };
        seen.set(item, column);
      }
    }
    return undefined;
  };
}
