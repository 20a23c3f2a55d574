import { parseHubConfig } from '../../gateway/config';
import { parseCityConfig } from '../../subgraphs/city/config';
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

test('CITY-262 a setting of a city is told that is misspelt, and none that is right', () => {
  const settings = new AskedSettings({
    CITY_ID: 'gera',
    DATABASE_URL: 'postgres://gera_serve:secret@127.0.0.1/gera',
    HUB_JWKS: 'https://hub.example/.well-known/jwks.json',
    CITY_REQUIRE_BOUND_CALL: 'true',
    CITY_MIN_COUNT: '3',
    DATABASE_POOLSIZE: '5',
    CITY_ERASURE_KEY: 'of the operators',
  });
  expect(parseCityConfig(settings.environment)).toMatchObject({ cityId: 'gera', minCount: 3 });
  expect(told(settings, ['CITY_', 'DATABASE_', 'HUB_'], ['CITY_ERASURE_KEY'])).toEqual([
    'CITY_REQUIRE_BOUND_CALL',
    'DATABASE_POOLSIZE',
  ]);
});
