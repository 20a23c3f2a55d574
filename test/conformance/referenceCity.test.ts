import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCity } from '../../subgraphs/conformance/checkCity';
import { readKeys } from '../../subgraphs/conformance/TokenMint';
import type { Verdict } from '../../subgraphs/conformance/Verdict';
import { writeNewKeys } from '../../gateway/operator/keyFile';
import { createDataSource } from '../../subgraphs/city/database/createDataSource';
import { createImportedDatabase } from '../postgres/createMigratedDatabase';
import { serveCity } from '../database/serveCity';

const issuer = 'hanse-hub';
const folder = mkdtempSync(join(tmpdir(), 'hanse-conformance-'));
const keyFile = join(folder, 'keys.json');
const jwks = join(folder, 'jwks.json');

beforeAll(async () => {
  await writeNewKeys(keyFile);
  writeFileSync(jwks, JSON.stringify((await readKeys(keyFile)).published));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/**
 * Checks the reference city on a database of its own that holds a city of the demo.
 *
 * @param bind what the city wants the tokens of calls to be bound to
 */
async function check(cityId: string, internalIds: readonly string[], bind?: 'body'): Promise<readonly Verdict[]> {
  const content = join(__dirname, '..', '..', 'gateway', 'demo', 'cities', cityId);
  const database = await createImportedDatabase(cityId, content);
  const dataSource = await createDataSource(database.url).initialize();
  // What the file of the demo does not say.
  await dataSource.query(
    `UPDATE programme SET costs_yearly = 350000.50, currency = 'EUR', adapted_from = 'velbert:programme:plan'`,
  );
  await dataSource.destroy();
  const trust = { kind: 'signed', jwks, issuer, requiresBinding: bind === 'body' } as const;
  const server = await serveCity(database.url, { cityId, trust });
  try {
    return await checkCity({ url: server.url, cityId, keyFile, issuer, internalIds, ...(bind && { bind }) });
  } finally {
    await server.close();
    await database.drop();
  }
}

const told = (verdicts: readonly Verdict[], status: Verdict['status']): readonly string[] =>
  verdicts.filter((verdict) => verdict.status === status).map(({ id, seen }) => `${id} ${seen}`);

describe('the reference city', () => {
  it('meets every requirement with records of all kinds and visibilities', async () => {
    const verdicts = await check('musterstadt', [
      'musterstadt:staff:12',
      'musterstadt:staff:31',
      'musterstadt:programme:haushalt-intern',
      'musterstadt:exchange:klausur',
      'musterstadt:need:5',
    ]);
    expect(told(verdicts, 'FAIL')).toEqual([]);
    expect(told(verdicts, 'NO ANSWER')).toEqual([]);
    expect(told(verdicts, 'PASS')).toHaveLength(verdicts.length);
  }, 180_000);

  it('meets every requirement that can be judged by the little that a city has at first, with calls bound to their body', async () => {
    const verdicts = await check('gera', [], 'body');
    expect(told(verdicts, 'FAIL')).toEqual([]);
    // Gera has no programme, need or offer, one member of staff, and nothing that is not public.
    expect(told(verdicts, 'NO ANSWER').map((seen) => seen.split(' ', 1)[0])).toEqual([
      'CITY-022',
      'CITY-025',
      'CITY-026',
      'CITY-043',
      'CITY-065',
      'CITY-070',
      'CITY-071',
      'CITY-072',
      'CITY-073',
      'CITY-075',
      'CITY-131',
      'CITY-132',
      'CITY-133',
      'CITY-135',
      'CITY-136',
      'CITY-143',
      'CITY-150',
      'CITY-153',
      'CITY-154',
      'CITY-155',
      'CITY-156',
      'CITY-163',
      'CITY-171',
      'CITY-193',
      'CITY-195',
      'CITY-196',
      'CITY-197',
      'CITY-205',
    ]);
  }, 180_000);
});
