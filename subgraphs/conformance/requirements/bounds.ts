import type { CityUnderCheck } from '../CityUnderCheck';
import { NotMetError } from '../checkErrors';
import { NoReplyError } from '../http/createWire';
import type { Answer } from '../http/readAnswer';
import type { Requirement } from '../Requirement';

const LARGE_BODY = 8 * 1024 * 1024;
const LEVELS = 200;
const ALIASES = 1000;

/** Sends something to be refused; undefined when the server hung up, as it may before it has read it all. */
async function sendOrHangUp(
  city: CityUnderCheck,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer | undefined> {
  try {
    return await city.send({ headers: { ...(await city.authorization(city.widest, body)), ...headers }, body });
  } catch (error) {
    if (!(error instanceof NoReplyError)) throw error;
    // It must have hung up, and not gone down.
    await city.ask('{ __typename }');
    return undefined;
  }
}

/** The city must answer in time or refuse; a failure of the server is neither. */
async function expectAnswerOrRefusal(city: CityUnderCheck, body: object): Promise<string> {
  const text = JSON.stringify(body);
  const authorization = await city.authorization(city.widest, text);
  try {
    const { status, errors, tookMs } = await city.send({ headers: authorization, body: text });
    if (status >= 500) throw new NotMetError(`HTTP ${status}`);
    const [error] = errors;
    return `${error ? `refused with ${error.code ?? 'no code'}` : 'answered'} in ${Math.round(tookMs)} ms`;
  } catch (error) {
    if (!(error instanceof NoReplyError)) throw error;
    // One that went down before can answer nothing.
    await city.ask('{ __typename }');
    throw new NotMetError(error.message);
  }
}

function reference(city: CityUnderCheck, selection: string): object {
  return {
    query: `query Bound($representations: [_Any!]!) { _entities(representations: $representations) { ... on City ${selection} } }`,
    variables: { representations: [{ __typename: 'City', id: city.cityId }] },
  };
}

/** `{ staff(first: n) { nodes { city { staff(first: n) { ... } } } } }`, so many levels of staff. */
function nested(levels: number, first: number): string {
  const opening = `{ staff(first: ${first}) { nodes { city `;
  return `${opening.repeat(levels)}{ id }${' } } }'.repeat(levels)}`;
}

export const bounds: readonly Requirement[] = [
  {
    id: 'CITY-110',
    level: 'MUST',
    title: 'refuse a body of 8 MB with HTTP 413 or another 4xx',
    async check(city) {
      const body = JSON.stringify({ query: '{ __typename }', variables: { padding: 'x'.repeat(LARGE_BODY) } });
      const answer = await sendOrHangUp(city, body);
      if (answer === undefined) return 'hung up, and went on serving';
      if (answer.status < 400 || answer.status >= 500) throw new NotMetError(`HTTP ${answer.status}`);
      return `HTTP ${answer.status}`;
    },
  },
  {
    id: 'CITY-111',
    level: 'MUST',
    title: 'refuse a query of 200 levels, or answer it in time',
    check: (city) => expectAnswerOrRefusal(city, reference(city, nested(LEVELS, 1))),
  },
  {
    id: 'CITY-112',
    level: 'MUST',
    title: 'refuse a query that asks for 1,000 summaries, or answer it in time',
    check: (city) =>
      expectAnswerOrRefusal(city, {
        query: `{ ${Array.from({ length: ALIASES }, (_, number) => `s${number}: summary { version }`).join(' ')} }`,
      }),
  },
  {
    id: 'CITY-113',
    level: 'SHOULD',
    title: 'refuse a query whose lists multiply to a million records, or answer it in time',
    check: (city) => expectAnswerOrRefusal(city, reference(city, nested(3, 100))),
  },
  {
    id: 'CITY-114',
    level: 'MUST',
    title: 'refuse a request that is not JSON, or says that it is not, with a 4xx',
    async check(city) {
      const body = JSON.stringify({ query: '{ __typename }' });
      const requests: readonly { what: string; body: string; headers?: Record<string, string> }[] = [
        { what: 'text/plain', body, headers: { 'content-type': 'text/plain' } },
        {
          what: 'a form',
          body: 'query={__typename}',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        },
        { what: 'no JSON', body: 'query' },
        { what: 'an array', body: '[1]' },
        { what: 'an object without a query', body: '{}' },
        { what: 'nothing', body: '' },
      ];
      for (const { what, body: sent, headers } of requests) {
        const { status } = (await sendOrHangUp(city, sent, headers)) ?? { status: 400 };
        if (status < 400 || status >= 500) throw new NotMetError(`HTTP ${status}, for ${what}`);
      }
      return requests.map(({ what }) => what).join(', ');
    },
  },
];
