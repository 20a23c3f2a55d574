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
