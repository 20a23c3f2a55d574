import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { compressAnswers } from './compressAnswers';
import { cutOffStalled } from './cutOffStalled';

/** More than the system keeps for a connection. */
const LONG = 20_000_000;
const STALL_MS = 300;

let server: FastifyInstance;
let port: number;

beforeAll(async () => {
  server = fastify({ forceCloseConnections: true });
  cutOffStalled(server, STALL_MS);
  await compressAnswers(server);
  server.get('/long', () => 'x'.repeat(LONG));
  port = Number(new URL(await server.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterAll(() => server.close());

/** Asks for a long answer, of which nothing is read yet. */
async function askForLong(): Promise<[client: Socket, accepted: Socket]> {
  const client = connect(port, '127.0.0.1').pause();
  client.on('error', () => undefined);
  client.write('GET /long HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n');
  const [accepted] = (await once(server.server, 'connection')) as [Socket];
  return [client, accepted];
}

test('HUB-690 who reads nothing of a long answer, to have it kept, is cut off', async () => {
  const [client, accepted] = await askForLong();
  await once(accepted, 'close');
  expect(accepted.bytesWritten).toBeGreaterThan(0);
  client.destroy();
}, 10_000);

test('HUB-690 who reads slowly gets all of it', async () => {
  const [client] = await askForLong();
  const startedAt = performance.now();
  let bytes = 0;
  for await (const chunk of client) {
    bytes += (chunk as Buffer).length;
    // Slow reading takes time.
    await pause(2);
  }
  expect(bytes).toBeGreaterThan(LONG);
  expect(performance.now() - startedAt).toBeGreaterThan(STALL_MS);
}, 10_000);
