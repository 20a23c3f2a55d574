import { productionLimits } from '../../attacks/hub/startAttackedHub';
import { housingVocabulary } from '../housingVocabulary';
import { inventedCity } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';

/** A hub with the limits of production, which shows its schema, and one city. The tests here change nothing in it, and share it. */
export let network: TestNetwork;

beforeAll(async () => {
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: { cities: [{ id: 'ashford', name: 'Ashford', country: 'GB' }] },
    content: { ashford: inventedCity('ashford', 3) },
    config: { limits: productionLimits({ HANSE_INTROSPECTION: 'true' }) },
  });
}, 60_000);

afterAll(() => network.close());
