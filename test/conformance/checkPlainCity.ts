import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCity } from '../../subgraphs/conformance/checkCity';
import type { Requirement } from '../../subgraphs/conformance/Requirement';
import { requirements } from '../../subgraphs/conformance/requirements';
import { readKeys } from '../../subgraphs/conformance/TokenMint';
import type { Verdict } from '../../subgraphs/conformance/Verdict';
import { writeNewKeys } from '../../gateway/operator/keyFile';
import { brokenCities, cityId, issuer } from './brokenCities';
import type { Parts } from './plainCity';
import { startPlainCity } from './plainCity';

/** What a city fails by its time, of which a test has none to lose: no city breaks these. */
export const UNBROKEN: readonly string[] = ['CITY-111', 'CITY-112', 'CITY-113', 'CITY-120'];

const breakable = requirements.filter(({ id }) => !UNBROKEN.includes(id));

const folder = mkdtempSync(join(tmpdir(), 'hanse-conformance-'));
const keyFile = join(folder, 'keys.json');
beforeAll(() => writeNewKeys(keyFile));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/**
 * Holds the plain city, with some parts in the place of its own, against requirements.
 *
 * @param bind what its entry in the network file says
 */
export async function checkPlainCity(
  broken: Parts,
  held: readonly Requirement[],
  bind?: 'body',
): Promise<readonly Verdict[]> {
  const { published } = await readKeys(keyFile);
  const city = await startPlainCity({ cityId, jwks: published, issuer }, broken);
  try {
    const internalIds = [`${cityId}:staff:i1`];
    return await checkCity({
      url: city.url,
      cityId,
      keyFile,
      issuer,
      internalIds,
      requirements: held,
      ...(bind && { bind }),
    });
  } finally {
    await city.close();
  }
}

/**
 * Tests of the broken cities that fail one of some requirements first, such as `CITY-04`. They take minutes: several files
 * have a part each, which run side by side.
 */
export function testBrokenCities(...beginnings: readonly string[]): void {
  const cities = brokenCities.filter(({ fails: [first = ''] }) => beginnings.some((begin) => first.startsWith(begin)));

  describe.each(cities)('a city that $does', ({ broken, fails, leavesOpen = [] }) => {
    it(`fails ${fails.join(' and ')} alone`, async () => {
      const verdicts = await checkPlainCity(broken, breakable);
      expect(verdicts.filter(({ status }) => status === 'FAIL').map(({ id, seen }) => `${id} ${seen}`)).toEqual(
        fails.map((id) => expect.stringContaining(id)),
      );
      expect(verdicts.filter(({ status }) => status === 'NO ANSWER').map(({ id }) => id)).toEqual(leavesOpen);
    });
  });
}
