import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createHash, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createCityClient } from '../../../gateway/cities/createCityClient';
import type { CityClient } from '../../../gateway/cities/createCityClient';
import { createRelayTransport } from '../../../gateway/cities/transport/createRelayTransport';
import { findFreePort } from '../../../gateway/demo/postgres/findFreePort';
import { writeRelayKey } from '../../../gateway/operator/relayKey';
import { writeRelayUsers } from '../../../gateway/operator/writeRelayUsers';
import { payloadFor } from '../../../subgraphs/city/auth/test/TestKey';
import { relayedAddress } from '../../../subgraphs/contract/relay';
import { BODY_HASH } from '../../../subgraphs/contract/tokens';
import { parseNetwork } from '../../../subgraphs/directory/network/parseNetwork';
import { openTestCity } from '../../database/openTestCity';
import type { TestCity } from '../../database/openTestCity';
import { startTestHost } from '../../database/startTestHost';
import type { TestHost } from '../../database/startTestHost';
import { startNats } from '../../nats/startNats';
import type { TestNats } from '../../nats/startNats';
import { describeWith } from '../../optional/describeWith';
import { findProgram } from '../../optional/findProgram';
import { until } from '../../until';

const QUERY = '{ staffHits(text: "ada", day: "2026-01-01", first: 5) { total hits { id } } }';
const SIDES = ['hub', 'gera', 'weimar'];
const logger = pino({ level: 'silent' });

describeWith(
  findProgram('NATS_SERVER', 'nats-server'),
  'nats-server: install it, or name one in NATS_SERVER',
  'cities of one process of which one dials out',
  (executable) => {
    let folder: string;
    let nats: TestNats;
    let users: string;
    let hosted: TestHost;
    let client: CityClient;
    const cities = new Map<string, TestCity>();
    const keyOf = (side: string): string => join(folder, `${side}.nk`);
    const databaseOf = (cityId: string): string => cities.get(cityId)!.databaseUrl;
    const dialling = (credentials: string) => ({ CITY_NATS_URL: nats.url, CITY_NATS_CREDENTIALS: credentials });

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'hosted-relay-'));
      const keys = new Map<string, string>();
      for (const side of SIDES) keys.set(side, await writeRelayKey(keyOf(side)));
      const entries = ['gera', 'weimar'].map(
        (id) => `  - { id: ${id}, name: X, country: DE, connect: nats, nkeys: [${keys.get(id)}] }\n`,
      );
      users = writeRelayUsers(parseNetwork(`name: Test\ncities:\n${entries.join('')}`, 'network.yaml'), [
        keys.get('hub')!,
      ]);
      nats = await startNats(executable, users, await findFreePort());
      for (const cityId of ['gera', 'jena', 'weimar']) {
        const city = await openTestCity(cityId);
        cities.set(cityId, city);
        await city.insert('city', { id: cityId });
        await city.insert('staff', { key: '1', name: 'Ada' });
      }
      hosted = await startTestHost({
        gera: { DATABASE_URL: databaseOf('gera'), ...dialling(keyOf('gera')) },
        jena: { DATABASE_URL: databaseOf('jena') },
      });
      const relay = createRelayTransport({
        config: { servers: [nats.url], credentialsFile: keyOf('hub') },
        keys: () => Promise.resolve('none'),
        logger,
      });
      client = createCityClient({
        maxAnswerBytes: 1_000_000,
        addresses: { httpsOnly: true, publicOnly: true },
        sign: (cityId, viewer, body) => {
          const bound = body === undefined ? {} : { body: createHash(BODY_HASH).update(body).digest('base64url') };
          return hosted.key.sign(payloadFor(cityId, { viewer, jti: randomUUID(), ...bound }));
        },
        isBound: () => true,
        relay,
        logger,
      });
    });
    afterAll(async () => {
      await client.close();
      await hosted.close();
      for (const city of cities.values()) await city.close();
      await nats.kill();
      rmSync(folder, { recursive: true });
    });

    async function askByRelay(cityId: string): Promise<string> {
      const reply = await client.ask(
        { id: cityId, url: relayedAddress(cityId) },
        { query: QUERY, variables: {} },
        { signal: AbortSignal.timeout(2_000), remainingMs: 2_000, viewer: { anonymous: true } },
      );
      return reply.status === 'ANSWERED' ? JSON.stringify(reply.data) : reply.status;
    }
    const answered = (cityId: string): Promise<void> =>
      until(`${cityId} answers`, async () => (await askByRelay(cityId)).includes(`${cityId}:staff:1`));
    const byHttp = async (cityId: string): Promise<number> => (await hosted.ask(cityId, QUERY)).status;

    it('CITY-251 answers through the relay for the one, and by HTTP for the others', async () => {
      await answered('gera');
      expect(await byHttp('jena')).toBe(200);
      expect(await askByRelay('jena')).toBe('UNREACHABLE');
      // What the relay could have altered is not taken by HTTP either.
      expect(await byHttp('gera')).toBe(401);
    });

    it('CITY-252 is back when the relay is, and no other city has noticed', async () => {
      await nats.kill();
      for (let time = 0; time < 20; time += 1) expect(await byHttp('jena')).toBe(200);
      expect(await askByRelay('gera')).toBe('UNREACHABLE');
      nats = await startNats(executable, users, nats.port);
      const start = performance.now();
      await answered('gera');
      expect(performance.now() - start).toBeLessThan(10_000);
      expect(await byHttp('jena')).toBe(200);
    });

    it("CITY-253 takes no city with another's secret at the relay, and with a wrong one hears nothing", async () => {
      const weimar = { DATABASE_URL: databaseOf('weimar') };
      copyFileSync(keyOf('gera'), keyOf('copied'));
      for (const credentials of [keyOf('gera'), keyOf('copied')]) {
        await hosted.settle('weimar', { ...weimar, ...dialling(credentials) });
        expect(hosted.log.findLast(({ problem }) => problem !== undefined)).toMatchObject({
          city: 'weimar',
          problem: 'The secret of CITY_NATS_CREDENTIALS is that of gera.',
        });
        expect(await askByRelay('weimar')).toBe('UNREACHABLE');
      }
      // Also the hub's, which no city of the process has: it may not listen where cities do.
      await hosted.settle('weimar', { ...weimar, ...dialling(keyOf('hub')) });
      expect(await askByRelay('weimar')).toBe('UNREACHABLE');
      await answered('gera');
      await hosted.settle('weimar', { ...weimar, ...dialling(keyOf('weimar')) });
      await answered('weimar');
      await answered('gera');
    });
  },
);
