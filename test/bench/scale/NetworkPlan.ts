/** What a simulated network is invented from: the same plan gives the same network. */
export interface NetworkPlan {
  /** How many cities there are, numbered from 0. */
  readonly cities: number;
  readonly seed: number;
  /** The concepts that cities know something about by chance. */
  readonly concepts: readonly string[];
}

export function cityIdOf(city: number): string {
  return `city-${String(city + 1).padStart(5, '0')}`;
}

/** Undefined for what no city of the plan is called. */
export function cityOf(cityId: string, { cities }: NetworkPlan): number | undefined {
  const city = Number(cityId.slice('city-'.length)) - 1;
  return city >= 0 && city < cities && cityIdOf(city) === cityId ? city : undefined;
}

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
