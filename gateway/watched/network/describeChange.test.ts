import { parseNetwork } from '../../../subgraphs/directory/network/parseNetwork';
import { describeChange } from './describeChange';

const networkOf = (...lines: readonly string[]) =>
  parseNetwork(
    `name: Test\ncities:\n${lines.map((line) => `  - { name: X, country: DE, ${line} }\n`).join('')}`,
    'network.yaml',
  );
const URL = 'http://city.example/graphql';

test('what became of each city is told by its slug, and what did not happen is left out', () => {
  const before = networkOf(
    `id: aachen, url: ${URL}`,
    `id: bonn, url: ${URL}`,
    `id: celle`,
    `id: dachau, url: ${URL}`,
    `id: essen, url: ${URL}`,
    `id: fulda, url: ${URL}, suspended: true`,
    `id: gera, url: ${URL}`,
    `id: herne, url: ${URL}`,
    `id: iserlohn, url: ${URL}, bind: body`,
  );
  const after = networkOf(
    `id: hamm`,
    `id: bonn, url: ${URL}/2`,
    `id: celle, url: ${URL}`,
    `id: dachau`,
    `id: essen, url: ${URL}, suspended: true`,
    `id: fulda, url: ${URL}`,
    `id: gera, url: ${URL}, population: 3`,
    `id: herne, url: ${URL}, bind: body`,
    `id: iserlohn, url: ${URL}`,
  );
  expect(describeChange(before, after)).toEqual({
    added: ['hamm'],
    removed: ['aachen'],
    moved: ['bonn'],
    connected: ['celle'],
    disconnected: ['dachau'],
    suspended: ['essen'],
    resumed: ['fulda'],
    bound: ['herne'],
    unbound: ['iserlohn'],
  });
  expect(describeChange(after, after)).toEqual({});
});
