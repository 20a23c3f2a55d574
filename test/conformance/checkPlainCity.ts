import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCity } from '../../subgraphs/conformance/checkCity';
import type { Requirement } from '../../subgraphs/conformance/Requirement';
import { readKeys } from '../../subgraphs/conformance/TokenMint';
import type { Verdict } from '../../subgraphs/conformance/Verdict';
import { writeNewKeys } from '../../gateway/operator/keyFile';
import { cityId, issuer } from './brokenCities';
import type { Parts } from './plainCity';
import { startPlainCity } from './plainCity';

const folder = mkdtempSync(join(tmpdir(), 'hanse-conformance-'));
const keyFile = join(folder, 'keys.json');
beforeAll(() => writeNewKeys(keyFile));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The plain city, with some parts in the place of its own. */
interface ServedCity {
  /**
   * Holds it against requirements, knowing nothing of it from before.
   *
   * @param bind what its entry in the network file says
   * @param mostMatches from how many matches on it may stop to count, where that is not what the contract has
   */
  check(held: readonly Requirement[], bind?: 'body', mostMatches?: number): Promise<readonly Verdict[]>;
}

/** Serves the plain city, with some parts in the place of its own, for as long as it is used. */
export async function withPlainCity<T>(broken: Parts, use: (city: ServedCity) => Promise<T>): Promise<T> {
  const { published } = await readKeys(keyFile);
  const city = await startPlainCity({ cityId, jwks: published, issuer }, broken);
  try {
    return await use({
      check: (requirements, bind, mostMatches) =>
        checkCity({
          ...{ url: city.url, cityId, keyFile, issuer, requirements },
          internalIds: [`${cityId}:staff:i1`],
          ...(bind && { bind }),
          ...(mostMatches && { mostMatches }),
        }),
    });
  } finally {
    await city.close();
  }
}

export const checkPlainCity = (
  broken: Parts,
  held: readonly Requirement[],
  bind?: 'body',
): Promise<readonly Verdict[]> => withPlainCity(broken, (city) => city.check(held, bind));
