import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCity } from '../../gateway/check/checkCity';
import { requirements } from '../../gateway/check/requirements';
import { readKeys } from '../../gateway/check/token/readKeys';
import type { Verdict } from '../../gateway/check/Verdict';
import { writeNewKeys } from '../../gateway/signing/writeNewKeys';
import { brokenCities, cityId, issuer } from './brokenCities';
import type { Parts } from './plainCity';
import { startPlainCity } from './plainCity';

const folder = mkdtempSync(join(tmpdir(), 'hanse-conformance-'));
const keyFile = join(folder, 'keys.json');

beforeAll(() => writeNewKeys(keyFile));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function check(broken: Parts = {}): Promise<readonly Verdict[]> {
  const { published } = await readKeys(keyFile);
  const city = await startPlainCity({ cityId, jwks: published, issuer }, broken);
  try {
    return await checkCity({ url: city.url, cityId, keyFile, issuer, internalIds: [`${cityId}:staff:i1`] });
  } finally {
    await city.close();
  }
}

const idsOf = (verdicts: readonly Verdict[], status: Verdict['status']): readonly string[] =>
  verdicts.filter((verdict) => verdict.status === status).map(({ id }) => id);

describe('a city in plain JavaScript, without a database', () => {
  it('meets every requirement', async () => {
    const verdicts = await check();
    expect(verdicts.filter(({ status }) => status !== 'PASS')).toEqual([]);
  });
});

describe.each(brokenCities)('a city that $does', ({ broken, fails, leavesOpen = [] }) => {
  it(`fails ${fails.join(' and ')} alone`, async () => {
    const verdicts = await check(broken);
    expect(verdicts.filter(({ status }) => status === 'FAIL').map(({ id, seen }) => `${id} ${seen}`)).toEqual(
      fails.map((id) => expect.stringContaining(id)),
    );
    expect(idsOf(verdicts, 'NO ANSWER')).toEqual(leavesOpen);
  });
});

test('every requirement is broken by a city, apart from those named here', () => {
  const broken = new Set(brokenCities.flatMap(({ fails }) => fails));
  expect(requirements.map(({ id }) => id).filter((id) => !broken.has(id))).toEqual([
    // Who cannot answer a hundred cannot answer a thousand.
    'CITY-015',
    // Who does not know its own records by reference knows them in none of the other ways by which references are judged.
    ...['CITY-021', 'CITY-022', 'CITY-023', 'CITY-024', 'CITY-025', 'CITY-026'],
    // They fail by their time, of which a test has none to lose.
    ...['CITY-111', 'CITY-112', 'CITY-113', 'CITY-120'],
  ]);
});
