import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { SimulatedCities } from '../../bench/scale/cities/SimulatedCities';
import type { NetworkPlan } from '../../bench/scale/NetworkPlan';
import { cityIdOf, cityOf } from '../../bench/scale/NetworkPlan';
import type { KnownHit } from './readKnownHits';
import { CITIES, readKnownHits } from './readKnownHits';

/** Cities that keep the contract, and whose every record is known here. */
export interface KnownCities {
  /** Slugs. */
  readonly ids: readonly string[];
  urlOf(cityId: string): string;
  /** What a city has on the concept. */
  hitsOf(cityId: string): readonly KnownHit[];
  /** How long a city takes for each answer, in milliseconds. */
  delayMs: number;
  close(): Promise<void>;
}

/** @param concepts what else cities may know something of, by chance */
export async function startCities(concepts: readonly string[]): Promise<KnownCities> {
  const plan: NetworkPlan = { cities: CITIES, seed: 7, concepts };
  const simulated = new SimulatedCities(
    plan,
    readFileSync(path.join(__dirname, '../../../schema/city.graphql'), 'utf8'),
  );
  const server = createServer((request, response) => {
    const city = cityOf(request.url?.slice(1, -'/graphql'.length) ?? '', plan);
    void text(request).then((body) => {
      if (city === undefined) {
        response.writeHead(404).end();
        return;
      }
      const answer = simulated.answer(city, JSON.parse(body) as { query: string });
      response.setHeader('content-type', 'application/json');
      setTimeout(() => response.end(answer), cities.delayMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const ids = [...Array(CITIES).keys()].map(cityIdOf);
  const hits = new Map(ids.map((id, city) => [id, readKnownHits(simulated, city)]));
  const cities: KnownCities = {
    ids,
    urlOf: (cityId) => `http://127.0.0.1:${port}/${cityId}/graphql`,
    hitsOf: (cityId) => hits.get(cityId) ?? [],
    delayMs: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return cities;
}
