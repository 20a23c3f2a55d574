import { EnvironmentReader } from './EnvironmentReader';
import { proxyTo, readForwardProxy } from './forwardProxy';

const way = (address: string, variables: Readonly<Record<string, string>>): string | undefined =>
  proxyTo(new URL(address), readForwardProxy(new EnvironmentReader(variables))!);

const HTTPS_PROXY = 'http://one.example:3128';
const HTTP_PROXY = 'http://two.example:3128';

test('each scheme has its proxy, and https that of http where it has none', () => {
  expect(way('https://hub.example', { HTTPS_PROXY, HTTP_PROXY })).toBe(HTTPS_PROXY);
  expect(way('http://hub.example', { HTTPS_PROXY, HTTP_PROXY })).toBe(HTTP_PROXY);
  expect(way('https://hub.example', { HTTP_PROXY })).toBe(HTTP_PROXY);
  expect(way('http://hub.example', { HTTPS_PROXY })).toBeUndefined();
});

test.each([
  ['https://hub.example', 'hub.example', undefined],
  ['https://api.hub.example', 'other.example, hub.example', undefined],
  ['https://api.hub.example', '.hub.example', undefined],
  ['https://api.hub.example', '*.hub.example', undefined],
  ['https://thub.example', 'hub.example', HTTPS_PROXY],
  ['https://hub.example', 'hub.example:443', undefined],
  ['https://hub.example:8443', 'hub.example:443', HTTPS_PROXY],
  ['https://hub.example', '*', undefined],
  ['https://hub.example', ' , ', HTTPS_PROXY],
  ['https://127.0.0.1:4318', 'hub.example', undefined],
  ['https://[::1]:4318', '', undefined],
  ['https://localhost:4318', '', undefined],
])('%s with NO_PROXY=%j goes through %s', (address, NO_PROXY, expected) => {
  expect(way(address, { HTTPS_PROXY, NO_PROXY })).toBe(expected);
});
