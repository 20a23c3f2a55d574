import { parseHubConfig } from '../../config';

const SECRET = 'a secret that all the hubs of a network share';

test.each([
  'redis://localhost:6379',
  'redis://localhost/',
  'rediss://hub:p%40ss@redis.example.org:6380/3',
  'redis://[2001:db8::1]:6379',
])('hubs can count requests together at %s', (url) => {
  const { limits } = parseHubConfig({ HANSE_RATE_LIMIT_REDIS: url, HANSE_PSEUDONYM_SECRET: SECRET });
  expect(limits.sharedCount).toEqual({ url, secret: SECRET });
});

test.each([
  'localhost:6379',
  'http://hub:hidden@redis.example.org',
  'redis://hub:hidden@redis.example.org:port',
  'redis://hub:hidden@redis.example.org/name',
  'redis://hub:hidden@redis.example.org?db=3',
  '/run/redis/hidden.sock',
])('what is no address of a Redis server is refused, and its password not told: %s', (url) => {
  const parse = (): unknown => parseHubConfig({ HANSE_RATE_LIMIT_REDIS: url, HANSE_PSEUDONYM_SECRET: SECRET });
  expect(parse).toThrow(
    'HANSE_RATE_LIMIT_REDIS must be an address such as redis://localhost:6379 or rediss://user:password@host/0.',
  );
  expect(parse).not.toThrow(/hidden/);
});

test('Redis is told of addresses under a secret, which must be there', () => {
  expect(() =>
    parseHubConfig({ HANSE_RATE_LIMIT_REDIS: 'redis://localhost', HANSE_PSEUDONYM_SECRET: 'short' }),
  ).toThrow('HANSE_PSEUDONYM_SECRET must have 32 characters or more when HANSE_RATE_LIMIT_REDIS is set, but has 5.');
});
