import type { ResponsePath } from '@apollo/query-planner';
import type { Data } from './Data';
import type { PlanNames } from './PlanNames';

/** An error of an object as a whole: what was asked of a subgraph about it did not come. */
export interface Loss {
  /** To the object, under the names of the plan. */
  readonly path: ResponsePath;
  /** The keys of the object that were to come, under the names of the plan. */
  readonly keys: () => ReadonlySet<string>;
}

/**
 * Where a client sees what an object's error took: at the object, where that is null, else at the first of its fields that
 * is null because it did not come. The other fields are there, from other subgraphs.
 *
 * @param root what the subgraphs answered, put together
 * @param data what the client gets of it
 */
export function pathToNull({ path, keys }: Loss, root: Data, data: Data | null, names: PlanNames): ResponsePath {
  const place = names.restorePath(path);
  const shown = valueAt(data, place);
  const answered = valueAt(root, path);
  if (!isObject(shown) || !isObject(answered)) return place;
  const nulls = Object.keys(shown).filter((key) => shown[key] === null);
  const expected = keys();
  const lost =
    nulls.find((key) =>
      names.plannedFor(key).some((planned) => expected.has(planned) && isMissing(answered, planned)),
    ) ??
    // The directory makes some fields of what a city answers.
    nulls.find((key) => names.plannedFor(key).every((planned) => isMissing(answered, planned)));
  return lost === undefined ? place : [...place, lost];
}

function valueAt(value: unknown, path: ResponsePath): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string | number, unknown>)[step];
  }
  return at;
}

function isMissing(object: Data, key: string): boolean {
  return !Object.hasOwn(object, key) || object[key] === undefined;
}

function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
