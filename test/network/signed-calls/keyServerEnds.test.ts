import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { parseHubConfig } from '../../../gateway/config';
import { createHub } from '../../../gateway/createHub';
import type { Hub } from '../../../gateway/createHub';
import { writeNewKeys } from '../../../gateway/operator/keyFile';
import { housingVocabulary } from '../housingVocabulary';
import { inventedCity } from '../inventedCity';
import { startNetwork } from '../startNetwork';
import type { TestNetwork } from '../startNetwork';

const CITIES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((letter) => `ashford-${letter}`);
const EXPERTS = '{ experts(concepts: ["concept:housing"]) { totalCount coverage { answered complete } } }';

let folder: string;
let keyHub: Hub;
let network: TestNetwork;

/** One of two hubs serves the keys by which the cities know both. */
beforeAll(async () => {
  // What waits for minutes of the clock is made to pass; what waits for the other side is not.
  jest.useFakeTimers({
    doNotFake: [
      ...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate'] as const),
      ...(['nextTick', 'queueMicrotask', 'performance', 'hrtime'] as const),
    ],
  });
  folder = mkdtempSync(join(tmpdir(), 'hanse-two-hubs-'));
  const signingKeysFile = join(folder, 'signing-keys.json');
  await writeNewKeys(signingKeysFile);
  const networkFile = join(folder, 'network.yaml');
  writeFileSync(networkFile, 'name: Test network\ncities: []\n');
  const config = {
    ...parseHubConfig({ HANSE_NETWORK: networkFile, PORT: '0', HANSE_CITIES_HTTPS_ONLY: 'false' }),
    signingKeysFile,
  };
  keyHub = await createHub(config, pino({ level: 'silent' }));
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: { cities: CITIES.map((id) => ({ id, name: id, country: 'GB' })) },
    content: Object.fromEntries(CITIES.map((id) => [id, inventedCity(id, 1)])),
    config: { signingKeysFile },
    jwks: `${keyHub.url}/.well-known/jwks.json`,
  });
}, 90_000);

afterAll(async () => {
  await network.close();
  await keyHub.close();
  jest.useRealTimers();
  rmSync(folder, { recursive: true });
});

test('OPS-093 the hub that serves the keys ends for fifteen minutes, and no city refuses a call of the other', async () => {
  expect((await network.query(EXPERTS)).data.experts.coverage).toEqual({ answered: 10, complete: true });
  await keyHub.close();
  for (let minute = 0; minute < 15; minute += 1) {
    jest.setSystemTime(Date.now() + 60_000);
    const { data } = await network.query(EXPERTS);
    expect(data.experts).toEqual({ totalCount: 10, coverage: { answered: 10, complete: true } });
  }
});
