import type { Network } from '../../../subgraphs/directory/network/Network';
import { parseNetwork } from '../../../subgraphs/directory/network/parseNetwork';
import type { DataSource } from '../../engine/createGateway';
import { NetworkOfRequest } from './NetworkOfRequest';

const networkOf = (...ids: readonly string[]): Network =>
  parseNetwork(
    `name: Test\ncities: [${ids.map((id) => `{ id: ${id}, name: X, country: DE, url: "http://x.example" }`).join(', ')}]`,
    'network.yaml',
  );

test('a request that began with a city can fetch from it, and a later one cannot', async () => {
  let network = networkOf('gera');
  const requests = new NetworkOfRequest(() => network);
  const source = requests.around({ process: () => Promise.resolve({ data: {} }) });
  const begun = {};
  await source.process({ context: begun } as Parameters<DataSource['process']>[0]);
  network = networkOf('jena');
  const later = {};
  const hasServer = (context: object) => ['gera', 'jena', 'suhl'].map((id) => requests.hasServer(id, context));
  expect(hasServer(begun)).toEqual([true, true, false]);
  expect(hasServer(later)).toEqual([false, true, false]);
});
