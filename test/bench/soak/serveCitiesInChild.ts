import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { SimulatedCities } from '../scale/cities/SimulatedCities';
import type { NetworkPlan } from '../scale/NetworkPlan';
import type { Conduct } from './Conduct';

/** How a city is to behave from now on, at both of its ports. */
export interface CitiesCommand {
  readonly city: number;
  readonly conduct: Conduct;
}

/** The two ports of each city. A city can move from one to the other. */
export type Ports = readonly (readonly [number, number])[];

/**
 * Serves so many cities of the plan in the file named first, each on ports of its own, until nobody listens any more. Tells
 * the ports, and "done" after each command.
 */
async function serve(planFile: string, count: number): Promise<void> {
  const plan = JSON.parse(readFileSync(planFile, 'utf8')) as NetworkPlan;
  const sdl = readFileSync(path.join(__dirname, '../../../schema/city.graphql'), 'utf8');
  const simulated = new SimulatedCities(plan, sdl);
  const conducts = Array.from({ length: count }, (): Conduct => 'WELL');

  function treat(city: number, body: string, response: ServerResponse): void {
    switch (conducts[city]) {
      case 'WELL':
        response.setHeader('content-type', 'application/json');
        response.end(simulated.answer(city, JSON.parse(body) as { query: string }));
        return;
      case 'FAIL':
        response.writeHead(500).end('It failed.');
        return;
      case 'GARBAGE':
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"_entities":[{"id"');
        return;
      case 'RESET':
        response.socket?.resetAndDestroy();
        return;
      default:
    }
  }

  async function open(city: number, port: number): Promise<Server> {
    const server = createServer((request, response) => {
      text(request).then(
        (body) => {
          treat(city, body, response);
        },
        () => undefined,
      );
    });
    server.keepAliveTimeout = 600_000;
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  }

  const portOf = (server: Server): number => (server.address() as AddressInfo).port;
  const servers = await Promise.all(
    conducts.map(async (_, city) => [await open(city, 0), await open(city, 0)] as [Server, Server]),
  );
  const ports: Ports = servers.map(([one, other]) => [portOf(one), portOf(other)]);

  async function behave({ city, conduct }: CitiesCommand): Promise<void> {
    const before = conducts[city];
    conducts[city] = conduct;
    const both = servers[city]!;
    if (conduct === 'REFUSE') {
      await Promise.all(both.map(close));
    } else if (before === 'REFUSE') {
      const [one, other] = ports[city]!;
      servers[city] = [await open(city, one), await open(city, other)];
    } else if (before === 'HANG') {
      // Nobody gets an answer any more that was not given in time.
      for (const server of both) server.closeAllConnections();
    }
  }

  process.on('message', (command: CitiesCommand) => {
    void behave(command).then(() => process.send?.('done'));
  });
  process.send?.(ports);
  await once(process, 'disconnect');
  await Promise.all(servers.flat().map(close));
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

const [planFile = '', count = ''] = process.argv.slice(2);
serve(planFile, Number(count)).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exit(1);
});
