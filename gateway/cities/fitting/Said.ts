import type { SchemaCoordinate } from '../../../subgraphs/composing/findLacking';

/** A value as a city of an earlier version can be told it, or what the city lacks for that. */
export type Said<T> =
  | { readonly state: 'SAYABLE'; readonly value: T; /** False for null, which asks nothing. */ readonly given: boolean }
  | { readonly state: 'LACKING'; readonly lacks: SchemaCoordinate };

export function lacks(coordinate: SchemaCoordinate): Said<never> {
  return { state: 'LACKING', lacks: coordinate };
}
