import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { openRelay } from '../../../../subgraphs/city/serve/relay/openRelay';
import type { CityRelay } from '../../../../subgraphs/city/serve/relay/openRelay';
import type { NetworkPlan } from '../NetworkPlan';
import { cityIdOf, cityOf } from '../NetworkPlan';
import { SimulatedCities } from './SimulatedCities';

/** What the process is asked to do; it answers with how many cities have told their counts since the last change. */
export type CitiesQuestion = 'change' | 'told';

/** Cities of the plan, by their numbers, that dial out to relays. */
export interface Dialling {
  /** The address of each, and who dials out to it. */
  readonly relays: readonly { readonly url: string; readonly cities: readonly number[] }[];
  /** With the secret of each city, `<city>.nk`. */
  readonly keys: string;
}

/**
 * Serves the cities of the plan at `/<city>/graphql`, until nobody listens any more. Tells the port, when those that dial
 * out are connected.
 */
async function serve(planFile: string, dialling: Dialling | undefined): Promise<void> {
  const plan = JSON.parse(readFileSync(planFile, 'utf8')) as NetworkPlan;
  const cities = new SimulatedCities(
    plan,
    readFileSync(path.join(__dirname, '../../../../schema/city.graphql'), 'utf8'),
  );

  const server = createServer((request, response) => {
    const city = cityOf(request.url?.slice(1, -'/graphql'.length) ?? '', plan);
    if (city === undefined) {
      response.writeHead(404).end();
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      try {
        const body = cities.answer(city, JSON.parse(Buffer.concat(chunks).toString()) as { query: string });
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
        response.end(body);
      } catch (error) {
        process.stderr.write(`${String(error)}\n`);
        response.writeHead(400).end();
      }
    });
  });
  // A hub may keep its connections between two rounds.
  server.keepAliveTimeout = 600_000;
  server.listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const relays = dialling === undefined ? [] : await dialOut(dialling, port);

  process.on('message', (question: CitiesQuestion) => {
    if (question === 'change') cities.change();
    process.send?.(cities.told);
  });
  process.send?.(port);
  await once(process, 'disconnect');
  await Promise.all(relays.map((relay) => relay.close()));
  server.close();
  server.closeAllConnections();
}

/** As each city's own server does it. */
async function dialOut({ relays: dialled, keys }: Dialling, port: number): Promise<CityRelay[]> {
  const logger = pino({ level: 'silent' });
  const relays: CityRelay[] = [];
  for (const [city, relay] of dialled.flatMap(({ url, cities }) => cities.map((city) => [city, url] as const))) {
    const cityId = cityIdOf(city);
    const url = `http://127.0.0.1:${port}/${cityId}/graphql`;
    const config = { servers: [relay], credentialsFile: path.join(keys, `${cityId}.nk`) };
    relays.push(openRelay(config, { cityId, url, hubKeys: null, logger }));
    // So many at a time, as the relay's queue of connections has an end.
    while (relays.length % DIALLING_AT_ONCE === 0 && !relays.at(-1)!.isUp) await sleep(5);
  }
  while (relays.some(({ isUp }) => !isUp)) await sleep(20);
  return relays;
}

const DIALLING_AT_ONCE = 50;

const [planFile = '', dialling] = process.argv.slice(2);
serve(planFile, dialling === undefined ? undefined : (JSON.parse(dialling) as Dialling)).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exit(1);
});
