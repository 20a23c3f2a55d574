import { parseHubConfig } from '../../gateway/config';
import { parseCityConfig } from '../../subgraphs/city/config';
import { parseHostConfig } from '../../subgraphs/city/host/HostConfig';
import { parseHostedCity } from '../../subgraphs/city/host/parseHostedCity';
import { AskedSettings } from '../../subgraphs/serving/AskedSettings';

const told = (settings: AskedSettings, prefixes: readonly string[], others: readonly string[] = []): string[] =>
  settings.warnings(prefixes, others).map((sentence) => sentence.split(' ')[0]!);

test('HUB-592 a setting of the hub is told that is misspelt, or that belongs to one that is', () => {
  const settings = new AskedSettings({
    HANSE_NETWORK: 'network.yaml',
    HANSE_CITIES_PUBLIC_ONYL: 'true',
    HANSE_OIDC_ISUER: 'https://id.example',
    HANSE_OIDC_AUDIENCE: 'hub',
    HANSE_MIN_COUNT: '5',
    HANSE_EMPTY: ' ',
    HANSE_TOKEN: 'of the terminal',
    HANSE_HUB_SERVICE_PORT_HTTP: '4000',
    HANSE_PORT_4000_TCP: 'tcp://10.0.0.1:4000',
    OTHER_SETTING: '1',
  });
  expect(parseHubConfig(settings.environment)).toMatchObject({ networkFile: 'network.yaml', minCount: 5 });
  expect(told(settings, ['HANSE_'], ['HANSE_TOKEN'])).toEqual([
    'HANSE_CITIES_PUBLIC_ONYL',
    'HANSE_OIDC_ISUER',
    'HANSE_OIDC_AUDIENCE',
  ]);
});

test('CITY-292 where a setting is missing, what is set in vain is told as well: it may be the one, misspelt', () => {
  const city = new AskedSettings({ CITY_ID: 'gera', DATABASE_ULR: 'postgres://gera:secret@127.0.0.1/gera', PORT: 'x' });
  expect(() => city.parse(parseCityConfig, ['CITY_', 'DATABASE_'], [])).toThrow(
    /^DATABASE_URL must be .* got nothing\.\nPORT must be [^]*\nDATABASE_ULR is set and has no effect here: it is misspelt/,
  );
  const hub = new AskedSettings({ HANSE_MINCOUNT: '4', HANSE_MIN_COUNT: 'many' });
  expect(() => hub.parse(parseHubConfig, ['HANSE_'], [])).toThrow(
    /^HANSE_MIN_COUNT [^]*\nHANSE_MINCOUNT is set and has no/,
  );
  const hosted = 'CITY_ID=gera\nDATABASE_ULR=postgres://gera:secret@127.0.0.1/gera\nHUB_JWKS=jwks.json';
  expect(() => parseHostedCity('gera', hosted, {})).toThrow(
    /DATABASE_URL must be [^]*\nDATABASE_ULR is set and has no/,
  );
  expect(() => parseHostedCity('gera', hosted, {})).not.toThrow(/secret/);
});

test('CITY-262 a setting of a city is told that is misspelt, and none that is right', () => {
  const settings = new AskedSettings({
    CITY_ID: 'gera',
    DATABASE_URL: 'postgres://gera_serve:secret@127.0.0.1/gera',
    HUB_JWKS: 'https://hub.example/.well-known/jwks.json',
    CITY_REQUIRE_BOUND_CALL: 'true',
    CITY_MIN_COUNT: '3',
    DATABASE_POOLSIZE: '5',
    CITY_ERASURE_KEY: 'of the operators',
    // What the tests ask for themselves is called otherwise than what the program does.
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('TEST_'))),
  });
  expect(parseCityConfig(settings.environment)).toMatchObject({ cityId: 'gera', minCount: 3 });
  expect(told(settings, ['CITY_', 'DATABASE_', 'HUB_'], ['CITY_ERASURE_KEY'])).toEqual([
    'CITY_REQUIRE_BOUND_CALL',
    'DATABASE_POOLSIZE',
  ]);
});

const GERA = [
  'CITY_ID=gera',
  'DATABASE_URL=postgres://gera_serve:secret@127.0.0.1/gera',
  'CITY_NATS_URL=tls://relay.example',
];

test('CITY-270 what stands in vain in the file of a city among many is told, whatever it is called', () => {
  const text = [
    ...GERA,
    'CITY_NATS_CREDENTIALS=relay.key',
    'CITY_REQUIRE_BOUND_CALL=true',
    'REQUIRE_RUNTIMEROLE=true',
    'HTTPS_PROXY=http://proxy.example:3128',
    // As "city init" writes it; or for commands; or with a secret in what the file takes for a name.
    ...['HOST=127.0.0.1', 'PORT=4001', 'METRICS_HOST=127.0.0.1', 'METRICS_PORT=9401', 'NODE_ENV=production'],
    ...['SHUTDOWN_GRACE_MS=2000', 'CITY_ERASURE_KEY=of the operators', 'CITY_SUSPENDED=false', 'CITY_HOSTS='],
    'postgres://gera_owner:secret@127.0.0.1/gera?ssl=true',
  ].join('\n');
  const common = { HUB_JWKS: 'https://hub.example/.well-known/jwks.json', NODE_ENV: 'production' };
  const { warnings } = parseHostedCity('gera', text, common);
  expect(warnings.map((sentence) => sentence.split(' ')[0])).toEqual([
    'CITY_REQUIRE_BOUND_CALL',
    'HTTPS_PROXY',
    'REQUIRE_RUNTIMEROLE',
  ]);
});

test('CITY-271 a setting for all cities of a host is told that is misspelt, or that only a city itself can have', () => {
  const settings = new AskedSettings({
    HUB_JWKS: 'https://hub.example/.well-known/jwks.json',
    CITIES_CONNECTIONS: '50',
    CITIES_CONECTIONS: '50',
    CITY_NATS_TLS_CA: 'ca.pem',
    CITY_MIN_COUNTS: '3',
    CITY_CURSOR_KEYS: 'k'.repeat(32),
    DATABASE_POOL_SIZE: '5',
  });
  const { common } = parseHostConfig('cities', settings.environment);
  const { config } = parseHostedCity('gera', [...GERA, 'CITY_NATS_CREDENTIALS=relay.key'].join('\n'), common);
  expect(config).toMatchObject({ cursorKeys: null, operations: { limits: { poolSize: 5 } } });
  expect(told(settings, ['CITY_', 'CITIES_', 'DATABASE_', 'HUB_'])).toEqual([
    'CITIES_CONECTIONS',
    'CITY_MIN_COUNTS',
    'CITY_CURSOR_KEYS',
  ]);
});
