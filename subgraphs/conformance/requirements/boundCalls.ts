import type { CityUnderCheck } from '../CityUnderCheck';
import { Fault } from '../Fault';
import type { Requirement } from '../Requirement';

const QUESTION = JSON.stringify({ query: '{ __typename }' });
const OTHER = JSON.stringify({ query: '{ summary { version } }' });

async function expectRefused(
  city: CityUnderCheck,
  headers: Readonly<Record<string, string>>,
  body: string,
  what: string,
): Promise<void> {
  const { status } = await city.send({ headers, body });
  if (status !== 401) throw new Fault(`HTTP ${status} and not 401, to ${what}`);
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
      if (status !== 200) throw new Fault(`HTTP ${status} to its own body, which it had not seen before`);
      await expectRefused(city, headers, QUESTION, 'the same call again');
      return 'another body, its own, and the same again';
    },
  },
];
