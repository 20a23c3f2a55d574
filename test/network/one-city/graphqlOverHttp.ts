import { serverAudits } from 'graphql-http';
import { network } from './oneCityNetwork';

/** What keeping pages of other sites out costs: a GET that names no JSON in `Accept` may be of an image or a link. */
const NOTICES: Readonly<Record<string, string>> = {
  '5A70': 'MAY accept application/x-www-form-urlencoded formatted GET requests',
};

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
