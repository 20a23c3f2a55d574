import type { ResponsePath } from '@apollo/query-planner';
import type { Data, Step } from './Execution';

/** Runs a step on what is at a path below the place. */
export function flattenStep(path: ResponsePath, step: Step): Step {
  // Async, so that it rejects where it would throw: a step beside it has begun already.
  return async (execution, place) => {
    const objects: Data[] = [];
    for (const object of place.objects) collect(object, path, 0, objects);
    if (objects.length > 0) await step(execution, { path: [...place.path, ...path], objects });
  };
}

/** Nulls are left out. Throws where the data does not have the shape that the path says. */
function collect(value: unknown, path: ResponsePath, depth: number, objects: Data[]): void {
  if (value === null || value === undefined) return;
  const head = path[depth];
  if (head === undefined) {
    objects.push(value as Data);
  } else if (head === '@') {
    if (!Array.isArray(value)) throw new Error(`Unexpected object in the place of a list at ${path.join('.')}`);
    for (const item of value) collect(item, path, depth + 1, objects);
  } else {
    if (Array.isArray(value)) throw new Error(`Unexpected array in result for path element ${head}`);
    if (Object.hasOwn(value, head)) collect((value as Data)[head], path, depth + 1, objects);
  }
}
