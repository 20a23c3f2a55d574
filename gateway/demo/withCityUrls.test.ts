import { withCityUrls } from './withCityUrls';

const networkFile = `# Two cities.
name: Test
cities:
  - id: gera
    url: http://127.0.0.1:4101/graphql # replaced
  - id: rosenheim
  - id: erfurt
`;

test('cities get their URLs, whether they had one or not, and all else stays', () => {
  const urls = new Map([
    ['gera', 'http://127.0.0.1:1/graphql'],
    ['rosenheim', 'http://127.0.0.1:2/graphql'],
  ]);
  expect(withCityUrls(networkFile, urls)).toBe(`# Two cities.
name: Test
cities:
  - id: gera
    url: http://127.0.0.1:1/graphql # replaced
  - id: rosenheim
    url: http://127.0.0.1:2/graphql
  - id: erfurt
`);
});

test('a city that the file does not list is named', () => {
  expect(() => withCityUrls(networkFile, new Map([['jena', 'http://127.0.0.1:1/graphql']]))).toThrow(
    'The network file does not list jena.',
  );
});
