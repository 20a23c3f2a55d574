import type { SchemaCoordinate } from '../composing/findLacking';

/** A version of the contract, and what came after it. */
export interface KnownVersion {
  readonly version: string;
  readonly later: ReadonlySet<SchemaCoordinate>;
}

/**
 * Which version of the contract a city serves: the latest of which it lacks nothing, or the one behind it in part, where it has
 * some of that, too.
 *
 * @param versions the first one first; nothing came after the last one
 * @param lacking what it lacks of the last one
 */
export function servedVersion(versions: readonly KnownVersion[], lacking: ReadonlySet<SchemaCoordinate>): string {
  const whole = versions.findLastIndex(({ later }) => [...lacking].every((coordinate) => later.has(coordinate)));
  // A city that lacks some of the first version is not admitted.
  const [own, next] = versions.slice(Math.max(whole, 0));
  if (own === undefined) throw new Error('There is no version of the contract.');
  return next === undefined || lacking.size === own.later.size
    ? `contract ${own.version}`
    : `contract ${next.version} in part`;
}
