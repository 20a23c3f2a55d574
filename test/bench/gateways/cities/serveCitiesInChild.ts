import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import type { Condition } from '../Condition';
import type { BenchNetwork } from '../network/BenchNetwork';
import { AnsweringServer } from './AnsweringServer';
import { createContractSchema } from './createContractSchema';
import { createTypedDirectorySchema, createTypedSchema } from './createTypedSchema';

/** The ports of the cities, by number, and of the directory of those that have types of their own. */
export interface CitiesPorts {
  readonly cities: readonly number[];
  readonly directory: number;
}

export type CitiesQuestion = Pick<Condition, 'mode' | 'delayMs'> | 'misses' | 'requests';

/** What a city was asked. */
export interface CityRequest {
  readonly city: number;
  readonly body: string;
}

/** How often a recorded answer was not there yet; what all of them were asked that is recorded. */
export interface CitiesAnswer {
  readonly misses?: number;
  readonly requests?: readonly CityRequest[];
}

/**
 * Serves the cities of a network, each at a port of its own: the contract at `/graphql`, and types of its own at `/typed`.
 * Until nobody listens any more.
 */
async function serve(network: BenchNetwork): Promise<void> {
  let condition: Pick<Condition, 'mode' | 'delayMs'> = { mode: 'executing', delayMs: 0 };
  const answering: AnsweringServer[] = [];
  /** By city. */
  const ofContract: AnsweringServer[] = [];
  const servers: Server[] = [];

  const answer = (schema: GraphQLSchema): AnsweringServer => {
    const server = new AnsweringServer(schema);
    answering.push(server);
    return server;
  };

  async function listen(byPath: ReadonlyMap<string, AnsweringServer>): Promise<number> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { mode, delayMs } = condition;
        const answered = byPath.get(request.url ?? '')?.answer(mode, Buffer.concat(chunks).toString());
        const send = (body: Buffer): void => {
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
        };
        const fail = (): void => void response.destroy();
        if (answered === undefined) response.writeHead(404).end();
        else if (delayMs > 0)
          void sleep(delayMs)
            .then(() => answered)
            .then(send, fail);
        else if (answered instanceof Promise) void answered.then(send, fail);
        else send(answered);
      });
    });
    server.keepAliveTimeout = 600_000;
    server.listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  const ports: number[] = [];
  for (let city = 0; city < network.cities; city++) {
    const contract = answer(createContractSchema(network, city));
    ofContract.push(contract);
    ports.push(
      await listen(
        new Map([
          ['/graphql', contract],
          ['/typed', answer(createTypedSchema(network, city))],
        ]),
      ),
    );
  }
  const directory = await listen(new Map([['/typed', answer(createTypedDirectorySchema(network))]]));

  process.on('message', (question: CitiesQuestion) => {
    if (question === 'misses') {
      process.send?.({ misses: answering.reduce((sum, { misses }) => sum + misses, 0) } satisfies CitiesAnswer);
    } else if (question === 'requests') {
      const requests = ofContract.flatMap(({ requests }, city) => requests.map((body) => ({ city, body })));
      process.send?.({ requests } satisfies CitiesAnswer);
    } else {
      condition = question;
      process.send?.({} satisfies CitiesAnswer);
    }
  });
  process.send?.({ cities: ports, directory } satisfies CitiesPorts);
  await once(process, 'disconnect');
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
}

const [network = '{}'] = process.argv.slice(2);
serve(JSON.parse(network) as BenchNetwork).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exit(1);
});
