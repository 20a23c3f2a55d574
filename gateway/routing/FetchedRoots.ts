import type { DataSource } from '../federation/createGateway';
import type { Representation } from './splitByOwner';

type Request = Parameters<DataSource['process']>[0];

/**
 * Remembers, for as long as a request lives, what the subgraphs answered at its root.
 *
 * Why: an error's path `['_entities', i, ...]` is turned into a path of the response by the gateway, which counts all
 * objects at the fetch's place, while i counts representations, and an object of another subgraph has none
 * (`nodes(ids:)` with cities and staff; makeLazyErrorPathGenerator in executeQueryPlan.js of @apollo/gateway 2.14.4).
 * A data source sees representations only. The gateway builds its result in the very objects that the root fetches
 * answered, so the objects at the place can be found there and counted.
 */
export class FetchedRoots {
  readonly #roots = new WeakMap<object, Record<string, unknown>>();

  /** A data source that answers as `inner` does, and remembers what it answered at the root. */
  around(inner: DataSource): DataSource {
    return {
      process: async (request) => {
        const response = await inner.process(request);
        const owner = requestOf(request);
        if (owner && response.data && placeOf(request).length === 0) {
          this.#roots.set(owner, { ...this.#roots.get(owner), ...response.data });
        }
        return response;
      },
    };
  }

  /**
   * For each representation its number among the objects at the request's place. Its number in the batch, where the
   * objects cannot be told.
   */
  placesOf(request: Request, representations: readonly Representation[]): readonly number[] {
    const owner = requestOf(request);
    const root = owner && this.#roots.get(owner);
    const objects = root ? objectsAt(root, placeOf(request)) : [];
    const places: number[] = [];
    let next = 0;
    for (const { __typename, id } of representations) {
      while (next < objects.length && !(objects[next]?.__typename === __typename && objects[next]?.id === id))
        next += 1;
      if (next === objects.length) return representations.map((_, index) => index);
      places.push(next);
      next += 1;
    }
    return places;
  }
}

function requestOf(request: Request): object | undefined {
  return 'incomingRequestContext' in request ? request.incomingRequestContext : undefined;
}

function placeOf(request: Request): readonly (string | number)[] {
  return ('pathInIncomingRequest' in request ? request.pathInIncomingRequest : undefined) ?? [];
}

/** The objects at a path in which `@` stands for every item of a list, nulls left out, in order. */
function objectsAt(value: unknown, path: readonly (string | number)[]): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const [head, ...rest] = path;
  if (head === undefined) return Array.isArray(value) ? [] : [value as Record<string, unknown>];
  if (head === '@') return Array.isArray(value) ? value.flatMap((item) => objectsAt(item, rest)) : [];
  return objectsAt((value as Record<string, unknown>)[head], rest);
}
