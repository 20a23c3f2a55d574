import type { CityUnderCheck } from '../CityUnderCheck';
import { NoEvidenceError, NotMetError } from '../checkErrors';
import type { Answer } from '../http/readAnswer';
import type { Requirement } from '../Requirement';
import type { Forgery } from '../TokenMint';
import { forgeries } from '../TokenMint';

/** What each of them would tell to somebody who may ask nothing. */
function questions(city: CityUnderCheck): readonly object[] {
  return [
    { query: '{ __typename }' },
    { query: '{ _service { sdl } }' },
    { query: '{ summary { version } }' },
    {
      query:
        'query City($representations: [_Any!]!) { _entities(representations: $representations) { ... on City { id staff { totalCount } } } }',
      variables: { representations: [{ __typename: 'City', id: city.cityId }] },
    },
  ];
}

async function expectUnauthenticated(city: CityUnderCheck, headers: Readonly<Record<string, string>>): Promise<void> {
  for (const question of questions(city)) {
    checkRefusal(await city.send({ headers, body: JSON.stringify(question) }), JSON.stringify(question));
  }
}

function checkRefusal({ status, data }: Answer, question: string): void {
  if (data !== null && Object.values(data).some((value) => value !== null)) {
    throw new NotMetError(`HTTP ${status} with data, for ${question}`);
  }
  if (status !== 401) throw new NotMetError(`HTTP ${status} and not 401, for ${question}`);
}

function refuses(id: Requirement['id'], forgery: Forgery): Requirement {
  return {
    id,
    level: 'MUST',
    title: `answer 401 and no data to a token ${forgeries[forgery]}`,
    async check(city) {
      await expectUnauthenticated(city, { authorization: `Bearer ${await city.tokens.forge(forgery)}` });
      return `${questions(city).length} questions`;
    },
  };
}

export const tokens: readonly Requirement[] = [
  {
    id: 'CITY-080',
    level: 'MUST',
    title: 'answer 401 and no data without a token',
    async check(city) {
      await expectUnauthenticated(city, {});
      for (const authorization of ['', 'Bearer', 'Basic YTpi']) {
        await expectUnauthenticated(city, { authorization });
      }
      if (city.isRelayed) return `${questions(city).length} questions, with no and with other credentials`;
      const query = encodeURIComponent('{ summary { version } }');
      const { status, data } = await city.send({ method: 'GET', path: `?query=${query}`, headers: {} });
      if (data?.summary != null) throw new NotMetError(`HTTP ${status} with data, by GET`);
      return `${questions(city).length} questions, with no and with other credentials, and by GET`;
    },
  },
  refuses('CITY-081', 'expired'),
  refuses('CITY-082', 'otherAudience'),
  refuses('CITY-083', 'otherIssuer'),
  refuses('CITY-084', 'unsigned'),
  refuses('CITY-085', 'otherKey'),
  refuses('CITY-086', 'hmac'),
  refuses('CITY-087', 'tampered'),
  refuses('CITY-088', 'endless'),
  refuses('CITY-089', 'longLived'),
  refuses('CITY-090', 'forMany'),
  refuses('CITY-091', 'ofNobody'),
  {
    id: 'CITY-092',
    level: 'MUST',
    title: 'answer `/health/live` and `/health/ready`, beside `/graphql`, without a token',
    async check(city) {
      if (city.isRelayed) throw new NoEvidenceError('the relay carries questions alone');
      for (const path of ['health/live', 'health/ready']) {
        const { status } = await city.send({ method: 'GET', path, headers: {} });
        if (status !== 200) throw new NotMetError(`/${path} answered HTTP ${status}`);
      }
      return 'HTTP 200 twice';
    },
  },
];

const QUESTION = JSON.stringify({ query: '{ __typename }' });
const OTHER = JSON.stringify({ query: '{ summary { version } }' });

async function expectRefused(
  city: CityUnderCheck,
  headers: Readonly<Record<string, string>>,
  body: string,
  what: string,
): Promise<void> {
  const { status } = await city.send({ headers, body });
  if (status !== 401) throw new NotMetError(`HTTP ${status} and not 401, to ${what}`);
}

/** What is asked of a city whose entry in the network file says `bind: body`, beside all that is asked of any. */
export const boundCalls: readonly Requirement[] = [
  {
    id: 'CITY-093',
    level: 'MUST',
    title: 'take a token that is bound to a body with that body alone, and once',
    async check(city) {
      const headers = await city.authorization(city.widest, QUESTION);
      await expectRefused(city, headers, OTHER, 'another body');
      const { status } = await city.send({ headers, body: QUESTION });
      if (status !== 200) throw new NotMetError(`HTTP ${status} to its own body, which it had not seen before`);
      await expectRefused(city, headers, QUESTION, 'the same call again');
      return 'another body, its own, and the same again';
    },
  },
];
