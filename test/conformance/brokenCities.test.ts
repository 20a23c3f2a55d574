import { requirements } from '../../subgraphs/conformance/requirements';
import { brokenCities, UNBROKEN } from './brokenCities';
import { checkPlainCity } from './checkPlainCity';
import { findUsedParts } from './findUsedParts';
import type { FindAffected } from './findUsedParts';

let findAffected: FindAffected;

beforeAll(async () => {
  findAffected = await findUsedParts(
    requirements.filter(({ id }) => !UNBROKEN.includes(id)),
    brokenCities.map(({ broken }) => broken),
  );
}, 120_000);

describe.each(brokenCities)('a city that $does', ({ broken, fails, leavesOpen = [] }) => {
  it(`fails ${fails.join(' and ')} alone`, async () => {
    const verdicts = await checkPlainCity(broken, findAffected(broken));
    expect(verdicts.filter(({ status }) => status === 'FAIL').map(({ id, seen }) => `${id} ${seen}`)).toEqual(
      fails.map((id) => expect.stringContaining(id)),
    );
    expect(verdicts.filter(({ status }) => status === 'NO ANSWER').map(({ id }) => id)).toEqual(leavesOpen);
  });
});
