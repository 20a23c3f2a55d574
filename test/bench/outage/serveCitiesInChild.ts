import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { SimulatedCities } from '../scale/cities/SimulatedCities';
import type { NetworkPlan } from '../scale/NetworkPlan';
import { cityOf } from '../scale/NetworkPlan';

export interface CitiesCommand {
  /** Whether frail addresses hang from now on: they take every request and answer none of them. */
  readonly hang: boolean;
}

/**
 * Serves the cities of the plan in the file named first at `/<city>/graphql`, and also at `/frail/<city>/graphql`, until
 * nobody listens any more. Tells the port.
 */
async function serve(planFile: string): Promise<void> {
  const plan = JSON.parse(readFileSync(planFile, 'utf8')) as NetworkPlan;
  const sdl = readFileSync(path.join(__dirname, '../../../schema/city.graphql'), 'utf8');
  const cities = new SimulatedCities(plan, sdl);
  let hanging = false;

  const server = createServer((request, response) => {
    const [, frail, cityId = ''] = /^\/(frail\/)?([a-z\d-]+)\/graphql$/.exec(request.url ?? '') ?? [];
    const city = cityOf(cityId, plan);
    void text(request).then((body) => {
      if (hanging && frail !== undefined) return;
      if (city === undefined) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(cities.answer(city, JSON.parse(body) as { query: string }));
    });
  });
  server.keepAliveTimeout = 600_000;
  server.listen(0);
  await once(server, 'listening');

  process.on('message', ({ hang }: CitiesCommand) => {
    hanging = hang;
    process.send?.('done');
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
