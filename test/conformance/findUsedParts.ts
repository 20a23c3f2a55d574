import { isDeepStrictEqual } from 'node:util';
import type { Requirement } from '../../subgraphs/conformance/Requirement';
import { withPlainCity } from './checkPlainCity';
import type { Parts } from './plainCity';
import { parts } from './plainCity';

type Resolvers = Readonly<Record<string, Parts>>;

/** Each resolver of the plain city is a part of its own: `Offer.text`. */
const partsOf = (resolvers: Resolvers): ReadonlyMap<string, unknown> =>
  new Map(
    Object.entries(resolvers).flatMap(([type, fields]) =>
      Object.entries(fields).map(([field, resolve]) => [`${type}.${field}`, resolve] as const),
    ),
  );

/** Which requirements a broken city may fail. */
export type FindAffected = (broken: Parts) => readonly Requirement[];

/** Whether a part gives for some arguments what another gave. What is awaited may be anything. */
function givesTheSame(part: unknown, args: readonly unknown[], given: unknown): boolean {
  if (typeof part !== 'function' || given instanceof Promise) return false;
  try {
    return isDeepStrictEqual(part(...args), given);
  } catch {
    return false;
  }
}

/**
 * Watches the parts of the plain city while it is held against each requirement. A broken city gives the very same answers,
 * and so cannot fail, where each of its own parts would have given what the plain city's gave, and none of its own resolvers
 * is used; the others it may.
 */
export async function findUsedParts(
  requirements: readonly Requirement[],
  brokenCities: readonly Parts[],
): Promise<FindAffected> {
  /** Resolvers, and the cities of which a part gives something else. */
  let used = new Set<string | Parts>();
  let resolvers: Resolvers = {};
  const comparing = ([key, part]: [string, unknown]): [string, unknown] => {
    const others = brokenCities.filter((broken) => key in broken);
    if (typeof part !== 'function' || others.length === 0) return [key, part];
    return [
      key,
      (...args: unknown[]): unknown => {
        const given: unknown = part(...args);
        for (const broken of others) {
          if (!used.has(broken) && !givesTheSame(broken[key], args, given)) used.add(broken);
        }
        return given;
      },
    ];
  };
  const noting =
    (type: string) =>
    ([field, resolve]: [string, unknown]): [string, unknown] => [
      field,
      typeof resolve !== 'function'
        ? resolve
        : (...args: unknown[]): unknown => (used.add(`${type}.${field}`), resolve(...args)),
    ];
  const watched = {
    ...Object.fromEntries(Object.entries(parts).map(comparing)),
    resolvers(own: Resolvers): Resolvers {
      resolvers = own;
      return Object.fromEntries(
        Object.entries(own).map(([type, fields]) => [
          type,
          Object.fromEntries(Object.entries(fields).map(noting(type))),
        ]),
      );
    },
  };
  const usedBy = new Map<Requirement, ReadonlySet<string | Parts>>();
  await withPlainCity(watched, async (city) => {
    for (const requirement of requirements) {
      used = new Set();
      // One at a time, so that each asks for all that it needs.
      await city.check([requirement]);
      usedBy.set(requirement, used);
    }
  });

  /** What is no function is used by all, and so is a field that has no resolver. */
  const isWatched = (name: string): boolean => typeof (parts[name] ?? partsOf(resolvers).get(name)) === 'function';

  return function findAffected(broken) {
    const { resolvers: change, ...others } = broken;
    const own = partsOf(resolvers);
    const changed: ReadonlyMap<string, unknown> = change === undefined ? own : partsOf(change(resolvers));
    const changes = [...changed.keys()].filter((name) => changed.get(name) !== own.get(name));
    if (![...Object.keys(others), ...changes].every(isWatched)) return requirements;
    return requirements.filter((requirement) => [broken, ...changes].some((one) => usedBy.get(requirement)!.has(one)));
  };
}
