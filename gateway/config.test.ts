import { ConfigError, parseHubConfig } from './config';

test('an empty environment gives the defaults and no network file', () => {
  expect(parseHubConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 4000,
    networkFile: undefined,
    timeoutMs: 5000,
    maxTimeoutMs: 10_000,
    fetchReserveMs: 500,
    refreshIntervalMs: 15_000,
    maxCitiesForText: 200,
    connectionsPerCity: 16,
    maxCalls: 1_000,
    breakerResetMs: 5_000,
    signingKeysFile: undefined,
    issuer: 'hanse-hub',
    // The demo speaks to a person, in plain lines.
    logLevel: 'warn',
  });
  expect(parseHubConfig({ HANSE_NETWORK: 'network.yaml' })).toMatchObject({ logLevel: 'info', timeoutMs: 2_000 });
  expect(parseHubConfig({}).limits.requestsPerMinute).toBe(0);
  expect(parseHubConfig({ HANSE_NETWORK: 'network.yaml' }).limits.requestsPerMinute).toBe(1_200);
  expect(parseHubConfig({}).vocabularyFile).toMatch(/schema.topics\.ttl$/);
});

test('an empty variable counts as not set', () => {
  expect(parseHubConfig({ PORT: '', HANSE_NETWORK: '' })).toMatchObject({ port: 4000, networkFile: undefined });
});

test('every wrong variable is named at once, with what was expected and what was got', () => {
  const parse = (): unknown =>
    parseHubConfig({ PORT: 'abc', HANSE_TIMEOUT_MS: '-1', LOG_LEVEL: 'loud', HANSE_REFRESH_SECONDS: '0' });
  expect(parse).toThrow(ConfigError);
  expect(parse).toThrow(
    [
      'HANSE_TIMEOUT_MS must be milliseconds from 100 to 120000, but got "-1".',
      'PORT must be a port number from 0 to 65535, but got "abc".',
      'HANSE_REFRESH_SECONDS must be seconds from 1 to 86400, but got "0".',
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, but got "loud".',
    ].join('\n'),
  );
});

test('a reserve for the fetch that leaves search no time is refused', () => {
  expect(() => parseHubConfig({ HANSE_TIMEOUT_MS: '500', HANSE_FETCH_RESERVE_MS: '500' })).toThrow(
    'HANSE_FETCH_RESERVE_MS must be less than HANSE_TIMEOUT_MS (500), but got "500".',
  );
});

test('OPS-154 one port for two things is refused', () => {
  expect(() => parseHubConfig({ METRICS_PORT: '4000' })).toThrow(
    'METRICS_PORT must be another port than PORT, but both are 4000.',
  );
});

test('a default above the most that a query may ask for is refused, and raises it where that is not set', () => {
  expect(() => parseHubConfig({ HANSE_TIMEOUT_MS: '5000', HANSE_MAX_TIMEOUT_MS: '4000' })).toThrow(
    'HANSE_MAX_TIMEOUT_MS must be at least HANSE_TIMEOUT_MS (5000), but got "4000".',
  );
  expect(parseHubConfig({ HANSE_TIMEOUT_MS: '20000' }).maxTimeoutMs).toBe(20_000);
});

test('a city is left alone for as long as a query may take at least, or a trial in vain would outlast it', () => {
  expect(parseHubConfig({ HANSE_TIMEOUT_MS: '8000' }).breakerResetMs).toBe(8_000);
  expect(() => parseHubConfig({ HANSE_NETWORK: 'network.yaml', HANSE_BREAKER_RESET_MS: '1999' })).toThrow(
    'HANSE_BREAKER_RESET_MS must be milliseconds from 2000 to 3600000, but got "1999".',
  );
});

test('limits, sign-in and addresses are checked like the rest', () => {
  const parse = (): unknown =>
    parseHubConfig({
      HANSE_INTROSPECTION: 'yes',
      HANSE_TRUSTED_PROXIES: '10.0.0.0/8, 10.0.0.0/99',
      HANSE_CORS_ORIGINS: 'https://a.example/, https://b.example',
      HANSE_CITIES_PUBLIC_ONLY: '1',
      HANSE_OIDC_ISSUER: 'http://login.example',
      HANSE_PSEUDONYM_SECRET: 'too short',
    });
  expect(parse).toThrow(
    [
      'HANSE_CITIES_PUBLIC_ONLY must be true or false, but got "1".',
      'HANSE_TRUSTED_PROXIES must be a list of addresses or networks such as 10.0.0.0/8, but got "10.0.0.0/99".',
      'HANSE_CORS_ORIGINS must be a list of origins such as https://dashboard.example.org, but got "https://a.example/".',
      'HANSE_INTROSPECTION must be true or false, but got "yes".',
      'HANSE_OIDC_ISSUER must be an address with https (http on this machine alone), but got "http://login.example".',
      'HANSE_PSEUDONYM_SECRET must have 32 characters or more, but has 9.',
      "HANSE_OIDC_AUDIENCE must be the hub's name at the provider when HANSE_OIDC_ISSUER is set, but is not set.",
    ].join('\n'),
  );
});

test('signing in on the pages needs an issuer, keys and the hub’s address, and tells nothing of a secret', () => {
  const provider = {
    HANSE_NETWORK: 'network.yaml',
    HANSE_OIDC_ISSUER: 'https://login.example',
    HANSE_OIDC_AUDIENCE: 'hanse',
    HANSE_PSEUDONYM_SECRET: 'x'.repeat(32),
  };
  expect(parseHubConfig(provider).signIn?.session).toBeUndefined();
  const pages = { ...provider, HANSE_OIDC_CLIENT_ID: 'hanse-pages' };
  expect(
    parseHubConfig({
      ...pages,
      HANSE_OIDC_CLIENT_SECRET_FILE: '/run/secrets/client',
      HANSE_SESSION_KEYS: `${'n'.repeat(32)},${'o'.repeat(32)}`,
      HANSE_PUBLIC_URL: 'https://hub.example.org',
    }).signIn?.session,
  ).toEqual({
    clientId: 'hanse-pages',
    clientSecret: { kind: 'file', file: '/run/secrets/client' },
    scope: 'openid',
    publicUrl: 'https://hub.example.org',
    keys: ['n'.repeat(32), 'o'.repeat(32)],
    minutes: 60,
  });
  expect(() =>
    parseHubConfig({
      ...pages,
      HANSE_OIDC_CLIENT_SECRET: 'secret',
      HANSE_OIDC_CLIENT_SECRET_FILE: '/run/secrets/client',
      HANSE_OIDC_SCOPE: 'profile',
      HANSE_PUBLIC_URL: 'https://hub.example.org/hanse',
    }),
  ).toThrow(
    [
      'HANSE_SESSION_KEYS must be a secret of 32 characters or more when HANSE_OIDC_CLIENT_ID is set, but is not set.',
      'HANSE_OIDC_CLIENT_SECRET must not be set where HANSE_OIDC_CLIENT_SECRET_FILE is, but has 6 characters.',
      'HANSE_OIDC_SCOPE must name the scope "openid", and others with spaces between, but got "profile".',
      'HANSE_PUBLIC_URL must be the hub\'s address in browsers, such as https://hub.example.org (http on this machine alone), when HANSE_OIDC_CLIENT_ID is set, but got "https://hub.example.org/hanse".',
    ].join('\n'),
  );
  expect(() => parseHubConfig({ HANSE_OIDC_CLIENT_ID: 'hanse-pages' })).toThrow(
    'HANSE_OIDC_ISSUER must be set where HANSE_OIDC_CLIENT_ID is, but is not set.',
  );
});
