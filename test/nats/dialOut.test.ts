import { checkCity } from '../../subgraphs/conformance/checkCity';
import { bounds } from '../../subgraphs/conformance/requirements/bounds';
import { contract } from '../../subgraphs/conformance/requirements/contract';
import { tokens } from '../../subgraphs/conformance/requirements/tokens';
import { runCheck } from '../../subgraphs/conformance/runCheck';
import { housingVocabulary } from '../network/housingVocabulary';
import { inventedCity } from '../network/inventedCity';
import { startNetwork } from '../network/startNetwork';
import type { TestNetwork } from '../network/startNetwork';
import { describeWith } from '../optional/describeWith';
import { findProgram } from '../optional/findProgram';
import { startNats } from './startNats';
import type { TestNats } from './startNats';
import { until } from '../until';

const natsServer = findProgram('NATS_SERVER', 'nats-server');
const advice = 'nats-server: install it, or name one in NATS_SERVER';

const EXPERTS = `{ experts(concepts: ["concept:housing"]) {
  totalCount nodes { name city { id } } coverage { complete cities { city { id } status } }
} }`;

describeWith(natsServer, advice, 'cities that dial out', (executable) => {
  let nats: TestNats;
  let network: TestNetwork;

  beforeAll(async () => {
    nats = await startNats(executable);
    const relay = { servers: [nats.url], credentialsFile: undefined };
    network = await startNetwork({
      vocabulary: housingVocabulary,
      network: {
        cities: [
          { id: 'ashford', name: 'Ashford', country: 'GB' },
          { id: 'birkdale', name: 'Birkdale', country: 'GB', connect: 'nats' },
        ],
      },
      content: { ashford: inventedCity('ashford', 1), birkdale: inventedCity('birkdale', 2) },
      relay: () => relay,
    });
  }, 60_000);
  afterAll(async () => {
    await network.close();
    await nats.kill();
  });

  test('are found beside those that have an address, in one answer', async () => {
    const { data, errors } = await network.query(EXPERTS);
    expect(errors).toBeUndefined();
    expect(data.experts).toMatchObject({ totalCount: 3, coverage: { complete: true } });
    expect(data.experts.nodes.map(({ city }: { city: { id: string } }) => city.id).sort()).toEqual([
      'ashford',
      'birkdale',
      'birkdale',
    ]);
  });

  test('HUB-499 are found again within five seconds of the relay’s return, and each question until then has an answer in time that names their state', async () => {
    const answers: { readonly tookMs: number; readonly status: string }[] = [];
    let isBack = false;
    let backAt = Infinity;
    const ask = async (): Promise<void> => {
      while (backAt === Infinity) {
        const [askedAfterReturn, startedAt] = [isBack, performance.now()];
        const { data, errors } = await network.query(EXPERTS);
        expect(errors).toBeUndefined();
        const { coverage, totalCount } = data.experts;
        const birkdale = (coverage.cities as { city: { id: string }; status: string }[]).find(
          ({ city }) => city.id === 'birkdale',
        )!;
        answers.push({ tookMs: performance.now() - startedAt, status: birkdale.status });
        expect([totalCount, coverage.complete]).toEqual(birkdale.status === 'ANSWERED' ? [3, true] : [1, false]);
        if (askedAfterReturn && birkdale.status === 'ANSWERED') backAt = performance.now();
      }
    };
    const clients = Promise.all(Array.from({ length: 4 }, ask));
    await until('answers came', () => answers.length > 8);
    await nats.kill();
    const underWay = answers.length;
    await until('more answers came', () => answers.length > underWay + 8);
    nats = await startNats(executable, '', nats.port);
    const returnedAt = performance.now();
    isBack = true;
    await clients;
    expect(backAt - returnedAt).toBeLessThan(5_000);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['ANSWERED', 'UNREACHABLE']));
    expect(Math.max(...answers.map(({ tookMs }) => tookMs))).toBeLessThan(network.hubConfig.timeoutMs);
  }, 20_000);

  describe('are held against the contract through the relay', () => {
    const relayOf = (server: string) => ({ servers: [server], credentialsFile: undefined });

    test('HUB-421 by a hub’s credentials, in all but what no relay carries', async () => {
      const verdicts = await checkCity({
        ...{ url: 'nats:birkdale', cityId: 'birkdale', issuer: 'hanse-hub', relay: relayOf(nats.url) },
        keyFile: network.hubConfig.signingKeysFile!,
        // All of the kit is asked through a relay in test/deploy.
        requirements: [...contract, ...tokens, ...bounds],
      });
      const failed = verdicts.filter(({ status }) => status !== 'PASS');
      expect(failed.map(({ id, seen }) => [id, seen])).toEqual([['CITY-092', 'the relay carries questions alone']]);
      // Calls that are bound to their body.
      expect(verdicts.map(({ id }) => id)).toContain('CITY-093');
    });

    async function check(url: string, server: string | undefined) {
      let err = '';
      const key = network.hubConfig.signingKeysFile!;
      const code = await runCheck(
        { url, key, relay: server === undefined ? undefined : relayOf(server), issuer: 'hanse-hub', home: '' },
        { write: () => undefined },
        { write: (text: string) => (err += text) },
      );
      return { code, err };
    }

    test('HUB-421 and who is not there, or cannot be reached, is told in a sentence', async () => {
      expect(await check('nats:nowhere', nats.url)).toEqual({
        code: 2,
        err: 'nats:nowhere: no answer: nobody listens for this city at the relay.\n',
      });
      expect(await check('nats:birkdale', 'nats://127.0.0.1:1')).toEqual({
        code: 2,
        err: expect.stringMatching(/^The relay 127\.0\.0\.1:1 cannot be reached: .+\.\n$/),
      });
      expect(await check('nats:birkdale', undefined)).toEqual({
        code: 2,
        err: 'Say where the relay is: HANSE_NATS_URL, and HANSE_NATS_CREDENTIALS.\n',
      });
    });
  });
});
