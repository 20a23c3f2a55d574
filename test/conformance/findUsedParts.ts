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

/**
 * Watches which parts of the plain city are used when it is held against each requirement. Where none of those that a broken
 * city has of its own is used, that city gives the very same answers, and so it cannot fail; the others it may.
 */
export async function findUsedParts(requirements: readonly Requirement[]): Promise<FindAffected> {
  let used = new Set<string>();
  let resolvers: Resolvers = {};
  const noting =
    (name: string) =>
    ([key, part]: [string, unknown]): [string, unknown] => [
      key,
      typeof part !== 'function' ? part : (...args: unknown[]): unknown => (used.add(name + key), part(...args)),
    ];
  const watched = {
    ...Object.fromEntries(Object.entries(parts).map(noting(''))),
    resolvers(own: Resolvers): Resolvers {
      resolvers = own;
      return Object.fromEntries(
        Object.entries(own).map(([type, fields]) => [
          type,
          Object.fromEntries(Object.entries(fields).map(noting(`${type}.`))),
        ]),
      );
    },
  };
  const usedBy = new Map<Requirement, ReadonlySet<string>>();
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

  return function findAffected({ resolvers: change, ...others }) {
    const own = partsOf(resolvers);
    const changed: ReadonlyMap<string, unknown> = change === undefined ? own : partsOf(change(resolvers));
    const broken = [
      ...Object.keys(others),
      ...[...changed.keys()].filter((name) => changed.get(name) !== own.get(name)),
    ];
    if (!broken.every(isWatched)) return requirements;
    return requirements.filter((requirement) => broken.some((name) => usedBy.get(requirement)!.has(name)));
  };
}
