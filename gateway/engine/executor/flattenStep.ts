import type { ResponsePath } from '@apollo/query-planner';
import type { Data } from './Data';
import type { Step } from './Execution';

/** Runs a step on what is at a path below the place. */
export function flattenStep(path: ResponsePath, step: Step): Step {
  // Async, so that it rejects where it would throw: a step beside it has begun already.
  return async (execution, place) => {
    const objects = collect(place.objects, path);
    if (objects.length > 0) await step(execution, { path: [...place.path, ...path], objects });
  };
}

/**
 * What is at a path, in order, and each once: an object can stand in many places. Nulls are left out. Throws where the data
 * does not have the shape that the path says.
 */
function collect(objects: readonly Data[], path: ResponsePath): readonly Data[] {
  let values = new Set<unknown>(objects);
  for (const head of path) {
    const below = new Set<unknown>();
    for (const value of values) {
      if (head === '@') {
        if (!Array.isArray(value)) throw new Error(`Unexpected object in the place of a list at ${path.join('.')}`);
        for (const item of value) below.add(item);
      } else {
        if (Array.isArray(value)) throw new Error(`Unexpected array in result for path element ${head}`);
        if (Object.hasOwn(value as Data, head)) below.add((value as Data)[head]);
      }
    }
    below.delete(null);
    below.delete(undefined);
    values = below;
  }
  return [...values] as Data[];
}
