import { REQUEST_TIMEOUT_HEADER } from '../../contract/headers';
import { createCityApp } from './registerCity';
import { keepDeadlines } from './requestDeadlines';

test('CITY-279 a question that waits for its turn until the hub has left is answered with 503 before, and not asked', async () => {
  const app = createCityApp();
  let asked = 0;
  let turns = 1;
  keepDeadlines(app, () => (turns-- > 0 ? Promise.resolve() : new Promise(() => undefined)));
  app.post('/graphql', () => (asked += 1));
  const headers = { [REQUEST_TIMEOUT_HEADER]: '50' };
  const answer = await app.inject({ method: 'POST', url: '/graphql', headers });
  expect([answer.statusCode, answer.headers['retry-after'], asked]).toEqual([503, '5', 0]);
  expect(answer.json()).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] });
  await app.close();
});
