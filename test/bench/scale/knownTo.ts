/** For each of these there is a concept of which exactly so many cities know something. */
export const KNOWN_TO = [0, 1, 20, 500] as const;
export type KnownTo = (typeof KNOWN_TO)[number];

/** Staff of each of these cities with experience in it. */
export const EXPERTS_EACH = 3;

export function conceptKnownTo(known: KnownTo): string {
  return `concept:known-to-${known}`;
}

/** The cities that know something of it, spread over the whole network. */
export function citiesThatKnow(known: KnownTo, cities: number): readonly number[] {
  const step = Math.floor(cities / Math.max(1, known));
  return Array.from({ length: known }, (_, place) => place * step);
}
