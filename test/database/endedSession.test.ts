import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import type { DataSource } from 'typeorm';
import { queryPrepared } from '../../subgraphs/city/database/queryPrepared';
import { createDataSource } from '../../subgraphs/city/database/createDataSource';
import { createTestDatabase } from '../postgres/createTestDatabase';
import type { TestDatabase } from '../postgres/createTestDatabase';

// PostgreSQL's manual, "Message Formats": ReadyForQuery of an idle session, and an ErrorResponse.
const READY = Buffer.from('Z\0\0\0\x05I', 'latin1');
const FIELDS = Buffer.from('SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0');
const ENDED = Buffer.concat([Buffer.from([0x45, 0, 0, 0, FIELDS.length + 4]), FIELDS]);

/** In front of PostgreSQL: a session that is ready is ended in the same packet. */
async function startEndingSessions(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const state = { ends: false };
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    sockets.add(client).add(upstream);
    upstream.on('data', (data) => {
      if (state.ends && data.includes(READY)) client.end(Buffer.concat([data, ENDED]));
      else client.write(data);
    });
    client.on('data', (data) => upstream.write(data));
    client.on('error', () => undefined).on('close', () => upstream.destroy());
    upstream.on('error', () => undefined).on('close', () => client.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    state,
    endSessions: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await once(server.close(), 'close');
    },
  };
}

describe('a session that PostgreSQL ends as soon as it is ready', () => {
  const ways: Readonly<Record<string, (dataSource: DataSource) => Promise<unknown>>> = {
    'asked by TypeORM': (dataSource) => dataSource.query('SELECT 1'),
    'asked for prepared rows': (dataSource) => queryPrepared(dataSource, 'SELECT 1', []),
  };

  let database: TestDatabase;
  let postgres: Awaited<ReturnType<typeof startEndingSessions>>;
  let dataSource: DataSource;
  beforeEach(async () => {
    database = await createTestDatabase();
    postgres = await startEndingSessions(database.url);
    dataSource = await createDataSource(postgres.url).initialize();
  });
  afterEach(async () => {
    await dataSource.destroy();
    await postgres.close();
    await database.drop();
  });

  it.each(Object.entries(ways))('fails what it was opened for, and nothing else, when %s', async (_, ask) => {
    postgres.endSessions();
    postgres.state.ends = true;
    for (let i = 0; i < 3; i++) await expect(ask(dataSource)).rejects.toThrow(/connection|administrator/i);

    postgres.state.ends = false;
    await expect(ask(dataSource)).resolves.toBeDefined();
  });
});
