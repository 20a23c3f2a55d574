import { serverAudits } from 'graphql-http';
import { parseHubConfig } from '../../../gateway/config';
import { housingVocabulary } from '../housingVocabulary';
import { inventedCity } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';

/** What keeping pages of other sites out costs: a GET that names no JSON in `Accept` may be of an image or a link. */
const NOTICES: Readonly<Record<string, string>> = {
  '5A70': 'MAY accept application/x-www-form-urlencoded formatted GET requests',
};

let network: TestNetwork;
beforeAll(async () => {
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: { cities: [{ id: 'ashford', name: 'Ashford', country: 'GB' } as { id: string }] },
    content: { ashford: inventedCity('ashford', 1) },
    // A hub in production, but for the port; the audits read the schema.
    config: { limits: parseHubConfig({ HANSE_NETWORK: 'network.yaml', HANSE_INTROSPECTION: 'true' }).limits },
  });
}, 60_000);
afterAll(() => network.close());

const audits = serverAudits({ url: () => `${network.hub.url}/graphql` });

test('the audits are those of the released graphql-http', () => {
  expect(audits).toHaveLength(61);
});

test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (id, name, audit) => {
  const result = await audit.fn();
  const reason = result.status === 'ok' ? undefined : result.reason;
  expect([name, result.status, reason]).toEqual(
    id in NOTICES ? [NOTICES[id], 'notice', 'Response status code is not 200'] : [name, 'ok', undefined],
  );
});
