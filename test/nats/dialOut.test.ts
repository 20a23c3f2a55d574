import { housingVocabulary } from '../network/housingVocabulary';
import { inventedCity } from '../network/inventedCity';
import { startNetwork } from '../network/startNetwork';
import type { TestNetwork } from '../network/startNetwork';
import { describeWith } from '../optional/describeWith';
import { findProgram } from '../optional/findProgram';
import { startNats } from './startNats';
import type { TestNats } from './startNats';

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
});
