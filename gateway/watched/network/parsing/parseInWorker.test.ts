import { parseNetwork } from '../../../../subgraphs/directory/network/parseNetwork';
import { parseInWorker } from './parseInWorker';

const entry = (i: number): string =>
  `  - { id: city-${i}, name: City ${i}, country: DE, languages: [de], url: "http://city-${i}.example/graphql" }\n`;
const textOf = (count: number): string =>
  `name: Test\ncities:\n${Array.from({ length: count }, (_, i) => entry(i)).join('')}`;

test.each([1, 3_000])('a file of %i cities is read as ever', async (count) => {
  expect(await parseInWorker(textOf(count), 'network.yaml')).toEqual(parseNetwork(textOf(count), 'network.yaml'));
});

test.each([1, 3_000])('what is wrong in a file of %i cities is told with its lines', async (count) => {
  const broken = `${textOf(count)}  - { id: Gera, name: Gera, country: DE }\n`;
  await expect(parseInWorker(broken, 'network.yaml')).rejects.toMatchObject({
    name: 'NetworkFileError',
    problems: [{ line: count + 3, reason: expect.stringContaining('must be a slug') }],
  });
});

test('a long file holds up nobody', async () => {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  const startedAt = performance.now();
  await parseInWorker(textOf(5_000), 'network.yaml');
  const took = performance.now() - startedAt;
  clearInterval(timer);
  expect(longest).toBeLessThan(took / 2);
});
