import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cityIdOf, conceptKnownTo, KNOWN_TO } from './NetworkPlan';

const COUNTRIES = ['DE', 'AT', 'CH', 'NL', 'BE', 'FR', 'PL', 'CZ'];
const CITIES_OF_AN_ALLIANCE = 50;

/** How a city is reached: at an address, or through the relay to which it dials out. */
export type WayTo = { readonly url: string } | { readonly connect: 'nats'; readonly nkeys: readonly string[] };

/** Writes the file of a network of the cities with these numbers. */
export async function writeNetwork(
  file: string,
  cities: readonly number[],
  wayTo: (city: number) => WayTo,
): Promise<void> {
  const entries = cities.map(
    (city) => `  - id: ${cityIdOf(city)}
    name: City ${city + 1}
    country: ${COUNTRIES[city % COUNTRIES.length]!}
    population: ${5_000 + ((city * 7919) % 500_000)}
    latitude: ${(46 + (city % 90) / 10).toFixed(1)}
    longitude: ${(3 + (city % 170) / 10).toFixed(1)}
    ${describe(wayTo(city))}`,
  );
  const alliances = Array.from({ length: Math.ceil(cities.length / CITIES_OF_AN_ALLIANCE) }, (_, place) => {
    const members = cities.slice(place * CITIES_OF_AN_ALLIANCE, (place + 1) * CITIES_OF_AN_ALLIANCE);
    return `  - id: alliance-${place + 1}
    name: Alliance ${place + 1}
    cities: [${members.map(cityIdOf).join(', ')}]`;
  });
  await writeFile(
    file,
    ['name: A simulated network', 'cities:', ...entries, 'alliances:', ...alliances, ''].join('\n'),
  );
}

function describe(way: WayTo): string {
  return 'url' in way ? `url: ${way.url}` : `connect: ${way.connect}\n    nkeys: [${way.nkeys.join(', ')}]`;
}

const topicsFile = path.join(__dirname, '../../../schema/topics.ttl');

/**
 * Writes the project's vocabulary with the concepts of `KNOWN_TO`.
 *
 * @returns the ids of the project's own concepts
 */
export async function writeVocabulary(file: string): Promise<readonly string[]> {
  const topics = await readFile(topicsFile, 'utf8');
  const more = KNOWN_TO.map(
    (known) =>
      `<https://hanse.example/concept/${conceptKnownTo(known).slice('concept:'.length)}> a skos:Concept ;
    skos:prefLabel "Simuliertes Thema ${known}"@de, "simulated topic ${known}"@en, "gesimuleerd onderwerp ${known}"@nl .`,
  );
  await writeFile(file, [topics, ...more, ''].join('\n'));
  return [...topics.matchAll(/^:([a-z\d-]+) a skos:Concept\b/gm)].map(([, slug]) => `concept:${slug!}`);
}
