import { z } from 'zod';
import { packCursor, unpackCursor } from '../../contract/cursor';
import type { HitOrder } from '../../contract/enums';
import { parseJson } from '../../contract/parseJson';
import { isDay } from '../../contract/partialDate';
import { MAX_ASPECTS, MAX_LIFT } from '../../contract/tiers';
import type { Position } from '../hits/Hit';
import type { OwnedType } from '../../contract/ids';
import { parseId } from '../../contract/ids';
import type { CityCursors } from '../SearchSources';

/**
 * A position in the order of all hits there are, whether or not their cities are there just now, and whether or not there
 * still is a hit. So paging needs no state anywhere, and survives a city's coming and going, and that of a record.
 */
export interface Cursor extends Omit<Position, 'tier' | 'score'> {
  /** 0 in an order that is not by relevance. */
  readonly score: number;
  /** Undefined in a list without tiers, such as one that began before there were any: it goes on without them. */
  readonly tier?: number;
  /** The day by which the scores were counted, YYYY-MM-DD. */
  readonly day: string;
}

/** The list of hits that a cursor belongs to. */
export interface HitList {
  /** What it finds. */
  readonly idType: OwnedType;
  readonly order: HitOrder;
  /** Tells the question, with its filter and its order, from others: see `fingerprintOf`. */
  readonly fingerprint: string;
}

const day = z.string().refine(isDay);
const text = z.string();
const tier = z
  .int()
  .min(0)
  .max(MAX_ASPECTS + MAX_LIFT);
const score = z.int().min(0).max(1000);
const SHAPES = {
  RELEVANCE: z.union([
    // Of the version before, which knew no tiers and did not tell questions apart.
    z.tuple([day, score, text]),
    z.tuple([day, score, text, text]),
    z.tuple([day, score, text, text, tier]),
  ]),
  NEWEST: z.tuple([day, z.int(), text, text]),
  TITLE: z.tuple([day, text, text, text]),
} as const;

/** In whose place titles are sealed: no city is called so. */
const SEALED_FOR = 'hub';

/**
 * Opaque to clients, and told to whoever is told the hit: base64url of the day, by what it stands (the score, or when it was
 * changed), the id, the fingerprint of the list and the tier, as JSON. A title can be a person's name, and cursors end in
 * histories and logs: with it the JSON is sealed.
 */
export function encodeCursor(cursor: Cursor, { order, fingerprint }: HitList, seal: CityCursors): string {
  const { sort, id } = cursor;
  const values = [
    cursor.day,
    sort ?? cursor.score,
    id,
    fingerprint,
    ...(cursor.tier === undefined ? [] : [cursor.tier]),
  ];
  return order === 'TITLE' ? seal.close(JSON.stringify(values), SEALED_FOR) : packCursor(values);
}

/** Undefined for anything that `encodeCursor` does not make of a position in this list. */
export function decodeCursor(
  given: string,
  { idType, order, fingerprint }: HitList,
  seal: CityCursors,
): Cursor | undefined {
  const values = order === 'TITLE' ? unseal(given, seal) : unpackCursor(SHAPES[order], given);
  if (values === undefined) return undefined;
  const [ofDay, by, id, ofList, ofTier] = values;
  const record = parseId(id);
  if (record?.owner !== 'city' || record.type !== idType || (ofList ?? fingerprint) !== fingerprint) {
    return undefined;
  }
  if (order !== 'RELEVANCE' || typeof by !== 'number') return { day: ofDay, sort: by, score: 0, id };
  return { day: ofDay, score: by, id, ...(ofTier !== undefined && { tier: ofTier }) };
}

function unseal(given: string, seal: CityCursors) {
  const opened = seal.open(given, SEALED_FOR);
  return opened === undefined ? undefined : SHAPES.TITLE.safeParse(parseJson(opened)).data;
}

/** `PageInfo` of the API. */
export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}
