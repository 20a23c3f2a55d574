import type { ResponsePath } from '@apollo/query-planner';
import type { Data } from './Execution';

/** The path of every object at a place, in which `@` stands for every item of a list. Nulls are left out. */
export function pathsAt(root: Data, place: ResponsePath): ResponsePath[] {
  const paths: ResponsePath[] = [];
  const visit = (value: unknown, depth: number, path: ResponsePath): void => {
    if (value === null || value === undefined) return;
    const head = place[depth];
    if (head === undefined) {
      paths.push(path);
    } else if (head === '@') {
      if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, depth + 1, [...path, index]);
    } else if (Object.hasOwn(value, head)) {
      visit((value as Data)[head], depth + 1, [...path, head]);
    }
  };
  visit(root, 0, []);
  return paths;
}
