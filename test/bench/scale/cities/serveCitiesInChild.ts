import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { NetworkPlan } from '../NetworkPlan';
import { cityOf } from '../NetworkPlan';
import { SimulatedCities } from './SimulatedCities';

/** What the process is asked to do; it answers with how many cities have told their counts since the last change. */
export type CitiesQuestion = 'change' | 'told';

/** Serves the cities of the plan named first at `/<city>/graphql`, until nobody listens any more. Tells the port. */
async function serve(planFile: string): Promise<void> {
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

  process.on('message', (question: CitiesQuestion) => {
    if (question === 'change') cities.change();
    process.send?.(cities.told);
  });
  process.send?.((server.address() as AddressInfo).port);
  await once(process, 'disconnect');
  server.close();
  server.closeAllConnections();
}

const [planFile = ''] = process.argv.slice(2);
serve(planFile).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exit(1);
});
