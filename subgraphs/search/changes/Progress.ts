import { z } from 'zod';
import { isCityId, MAX_ID_LENGTH, parseId } from '../../contract/ids';
import { packCursor, unpackCursor } from '../../contract/cursor';

/** How far somebody has read the changes of a city: to this record, or, with null, to all of that time. */
export interface Place {
  /** Milliseconds since 1970, by the clock of the city. */
  readonly at: number;
  readonly id: string | null;
  /** Where reading began that has not come to its end: what came into sight later is added. Null where it begins here. */
  readonly from: number | null;
}

/**
 * How far somebody has read the changes of the network: what `since` and `until` of the API stand for. Most cities are read
 * up to the same place; one that did not answer, or whose clock is behind, has one of its own, so that nothing of it is
 * missed or told twice, however long it takes.
 */
export interface Progress {
  readonly place: Place;
  /** Cities that are read up to another place, by their slugs. */
  readonly others: ReadonlyMap<string, Place>;
}

/** The longest text that is taken as an argument, and some room. */
const MAX_LENGTH = 4_000;
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

const moment = z.iso.datetime({ offset: true });
const time = z.int().min(0).max(LATEST);
const packed = z.tuple([z.literal('changes')], z.union([z.string(), z.number()]));
const placed = z.tuple([time, z.string().max(MAX_ID_LENGTH), z.int().min(-1).max(LATEST)]);

export function comparePlaces(a: Pick<Place, 'at' | 'id'>, b: Pick<Place, 'at' | 'id'>): number {
  if (a.at !== b.at || a.id === b.id) return a.at - b.at;
  if (a.id === null || b.id === null) return a.id === null ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}

/**
 * The same place, as it can be told to a city, which knows no ids but its own: where one of another city's records was the last,
 * all that the city changed at that time stands before it, or all of it behind. Times are whole milliseconds.
 */
export function placeWithin(cityId: string, place: Place): Place {
  const ownIds = `${cityId}:`;
  if (place.id === null || place.id.startsWith(ownIds)) return place;
  return { ...place, at: ownIds < place.id ? place.at : place.at - 1, id: null };
}

/** All of a time. */
export function endOf(at: number): Place {
  return { at, id: null, from: null };
}

/**
 * A moment in ISO 8601 where that is all there is to say; else opaque to clients. Where more cities are behind than a text
 * holds, all are taken to be a moment before the last of them: what was told then is told again, and nothing is missed.
 */
export function writeProgress({ place, others }: Progress): string {
  if (others.size === 0 && place.id === null) return new Date(place.at).toISOString();
  const cities = new Map<string, { readonly of: Place; readonly ids: string[] }>();
  for (const [cityId, of] of others) {
    const key = valuesOf(of).join(' ');
    const together = cities.get(key) ?? { of, ids: [] };
    together.ids.push(cityId);
    cities.set(key, together);
  }
  const rest = [...cities.values()].flatMap(({ of, ids }) => [...valuesOf(of), ids.join(' ')]);
  const text = packCursor(['changes', ...valuesOf(place), ...rest]);
  if (text.length <= MAX_LENGTH) return text;
  const first = Math.min(place.at, ...[...others.values()].map(({ at }) => at));
  return writeProgress({ place: endOf(first - 1), others: new Map() });
}

function valuesOf({ at, id, from }: Place): readonly (string | number)[] {
  return [at, id ?? '', from ?? -1];
}

/** Undefined for anything that is neither a moment nor made by `writeProgress`. */
export function readProgress(text: string): Progress | undefined {
  if (moment.safeParse(text).success) {
    const at = time.safeParse(Date.parse(text));
    return at.success ? { place: endOf(at.data), others: new Map() } : undefined;
  }
  const [, ...values] = unpackCursor(packed, text) ?? [];
  const place = readPlace(values.slice(0, 3));
  if (place === undefined || values.length % 4 !== 3) return undefined;
  const others = new Map<string, Place>();
  for (let index = 3; index < values.length; index += 4) {
    const other = readPlace(values.slice(index, index + 3));
    const cityIds = String(values[index + 3]).split(' ');
    if (other === undefined || !cityIds.every(isCityId)) return undefined;
    for (const cityId of cityIds) others.set(cityId, other);
  }
  return { place, others };
}

function readPlace(values: readonly (string | number)[]): Place | undefined {
  const read = placed.safeParse(values);
  if (!read.success) return undefined;
  const [at, id, began] = read.data;
  const from = began < 0 ? null : Math.min(began, at);
  if (id === '') return { at, id: null, from };
  return parseId(id)?.owner === 'city' ? { at, id, from } : undefined;
}
