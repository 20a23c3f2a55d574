import type { ResponsePath } from '@apollo/query-planner';
import type { Data } from './mergeInto';

/** The paths from the root to an object, at most so many: one object can stand in many places. */
export type PathsOf = (object: unknown, most: number) => ResponsePath[];

/** Where a value stands: in which other, and under which name or index. */
interface Link {
  readonly parent: unknown;
  readonly step: string | number;
}

/**
 * Finds where the objects of a place stand, in whose path `@` stands for every item of a list. Each value is looked at
 * once, in however many places it stands, so that this takes no longer than what the subgraphs answered is large.
 */
export function findPaths(root: Data, place: ResponsePath): PathsOf {
  /** For each step down, where the values stand that it leads to. */
  const levels = [new Map<unknown, Link[]>([[root, []]])];
  for (const head of place) {
    const level = new Map<unknown, Link[]>();
    const link = (value: unknown, parent: unknown, step: string | number): void => {
      if (value === null || value === undefined) return;
      const links = level.get(value);
      if (links === undefined) level.set(value, [{ parent, step }]);
      else links.push({ parent, step });
    };
    for (const parent of levels.at(-1)?.keys() ?? []) {
      if (head !== '@') {
        if (Object.hasOwn(parent as Data, head)) link((parent as Data)[head], parent, head);
      } else if (Array.isArray(parent)) {
        for (const [index, item] of parent.entries()) link(item, parent, index);
      }
    }
    levels.push(level);
  }

  function* pathsTo(value: unknown, depth: number): Generator<ResponsePath> {
    if (depth === 0) yield [];
    for (const { parent, step } of levels[depth]?.get(value) ?? []) {
      for (const path of pathsTo(parent, depth - 1)) yield [...path, step];
    }
  }
  return (object, most) => {
    const paths: ResponsePath[] = [];
    for (const path of pathsTo(object, place.length)) {
      if (paths.push(path) >= most) break;
    }
    return paths;
  };
}
