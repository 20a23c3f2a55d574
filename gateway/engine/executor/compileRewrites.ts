import type { FetchDataRewrite } from '@apollo/query-planner';
import type { Data } from './Data';
import { setOwn } from './mergeInto';
import type { TypeConditions } from './TypeConditions';

/** Changes an object in place: a representation before it is sent, or an answer before it is merged. */
export type Rewrite = (value: unknown) => void;

const FRAGMENT = '... on ';

/**
 * Compiles a fetch's rewrites. The planner gives a type another name where a subgraph knows an interface as an object
 * type, and gives fields that would clash in one selection another name on the way.
 */
export function compileRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  types: TypeConditions,
): Rewrite | undefined {
  if (rewrites === undefined || rewrites.length === 0) return undefined;
  const compiled = rewrites.map((rewrite) => compileRewrite(rewrite, types));
  return (value) => {
    for (const rewrite of compiled) rewrite(value);
  };
}

function compileRewrite(rewrite: FetchDataRewrite, types: TypeConditions): Rewrite {
  const parents = [...rewrite.path];
  const field = parents.pop();
  if (field === undefined) return () => undefined;
  const change =
    rewrite.kind === 'ValueSetter'
      ? (object: Data): void => {
          setOwn(object, field, rewrite.setValueTo);
        }
      : (object: Data): void => {
          const value = Object.hasOwn(object, field) ? object[field] : undefined;
          if (value === undefined || value === null) return;
          setOwn(object, rewrite.renameKeyTo, value);
          object[field] = undefined;
        };
  return parents.reduceRight((next, element) => below(element, next, types), atObjects(change));
}

/** Goes one element of a path down: into a field, or on with the objects of a type. */
function below(element: string, next: Rewrite, types: TypeConditions): Rewrite {
  if (!element.startsWith(FRAGMENT)) {
    return atObjects((object) => {
      if (Object.hasOwn(object, element)) next(object[element]);
    });
  }
  const names = types.namesOf(element.slice(FRAGMENT.length));
  return atObjects((object) => {
    const { __typename } = object;
    // Where an object does not tell its type, it has the only one that it can have.
    if (!__typename || names.has(__typename as string)) next(object);
  });
}

function atObjects(change: (object: Data) => void): Rewrite {
  return function visit(value: unknown): void {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) change(value as Data);
  };
}
