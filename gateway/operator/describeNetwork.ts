import type { City, Network } from '../../subgraphs/directory/network/Network';
import { citiesWithoutTls, plainTextCities } from '../cities/warnOfPlainText';
import { formatRows } from '../../subgraphs/serving/formatTable';

/** How a city stands in the file: whether the hub asks its server is another matter, see `City.status` of the API. */
export type Standing = 'connected' | 'listed' | 'suspended';

function standingOf({ url, suspended }: City): Standing {
  if (suspended) return 'suspended';
  return url === undefined ? 'listed' : 'connected';
}

/** A line for each city, in columns. */
export function describeCities({ cities }: Network): readonly string[] {
  const rows = [...cities.values()].map((city) => [
    city.id,
    standingOf(city),
    city.country,
    city.name,
    [city.url ?? city.suspended?.url, city.bind && `bind: ${city.bind}`, city.suspended?.reason]
      .filter((text) => text !== undefined)
      .join('  '),
  ]);
  return rows.length === 0 ? [] : formatRows(rows).split('\n');
}

/** Such as `22 cities (9 connected, 12 listed, 1 suspended), 2 alliances`. */
export function describeSize({ cities, alliances }: Network): string {
  const counts = new Map<Standing, number>();
  for (const city of cities.values()) counts.set(standingOf(city), (counts.get(standingOf(city)) ?? 0) + 1);
  const parts = (['connected', 'listed', 'suspended'] as const).flatMap((standing) => {
    const count = counts.get(standing);
    return count === undefined ? [] : [`${count} ${standing}`];
  });
  const detail = parts.length === 0 ? '' : ` (${parts.join(', ')})`;
  return `${count(cities.size, 'city', 'cities')}${detail}, ${count(alliances.size, 'alliance', 'alliances')}`;
}

/** What is sound, and yet not as it should be. */
export function describeRisks(network: Network): readonly string[] {
  const plain = citiesWithoutTls(network);
  if (plain.length === 0) return [];
  const what = `Without https, and so asked only where HANSE_CITIES_HTTPS_ONLY is false: ${plain.join(', ')}.`;
  // Nobody stands between processes of one machine.
  if (plainTextCities(network).length === 0) return [what];
  return [`${what} Whoever stands between can read and change what they answer.`];
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
