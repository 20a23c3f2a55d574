import { CityConfigError, parseCityConfig, parseCityDatabase } from './config';
import { parseHostConfig } from './host/HostConfig';

const valid = {
  CITY_ID: 'gera',
  DATABASE_URL: 'postgres://gera:secret@db:5432/gera',
  HUB_JWKS: 'https://hub.example/.well-known/jwks.json',
};

describe('parseCityConfig', () => {
  it('reads the environment, with an address and a port that suit one machine', () => {
    expect(parseCityConfig(valid)).toEqual({
      cityId: 'gera',
      databaseUrl: valid.DATABASE_URL,
      erasedFile: null,
      host: '127.0.0.1',
      port: 4001,
      trust: { kind: 'signed', jwks: 'https://hub.example/.well-known/jwks.json', issuer: 'hanse-hub' },
      cursorKeys: null,
      minCount: 1,
      recordsWithHits: true,
      disclosureDays: 365,
      operations: {
        limits: {
          poolSize: 10,
          statementTimeoutMs: 10_000,
          lockTimeoutMs: 5_000,
          idleInTransactionTimeoutMs: 30_000,
          isTransactionPooled: false,
        },
        roleCheck: 'advised',
        metrics: null,
        graceMs: 2_000,
      },
    });
    expect(parseCityConfig({ ...valid, HOST: '0.0.0.0', PORT: '0' })).toMatchObject({ host: '0.0.0.0', port: 0 });
  });

  it('reports every problem at once, with what was expected and what was got', () => {
    const env = {
      CITY_ID: 'Gera!',
      DATABASE_URL: 'mysql://u:secret@db/x',
      HOST: ' ',
      PORT: 'abc',
      HUB_JWKS: 'ftp://hub.example/keys',
      CITY_CURSOR_KEYS: 'short',
      CITY_MIN_COUNT: '0',
      CITY_RECORDS_WITH_HITS: 'perhaps',
      CITY_DISCLOSURE_DAYS: '0',
    };
    expect(() => parseCityConfig(env)).toThrow(
      new CityConfigError([
        'CITY_ID must be the city\'s slug, such as gera, but got "Gera!".',
        'DATABASE_URL must be a URL such as postgres://user:password@host:5432/database, but got something else.',
        'HOST must be an address to listen on, such as 0.0.0.0, but got " ".',
        'PORT must be a port number, 0 to 65535, but got "abc".',
        'HUB_JWKS must be an http or https URL or the path of a file, but got "ftp://hub.example/keys".',
        'CITY_CURSOR_KEYS must be a secret of 32 characters or more, such as "openssl rand -hex 32" makes, or a new and an old one separated by a comma, but got 5 characters.',
        'CITY_MIN_COUNT must be a number of persons, 1 to 999, but got "0".',
        'CITY_RECORDS_WITH_HITS must be true or false, but got "perhaps".',
        'CITY_DISCLOSURE_DAYS must be a number of days, 1 to 9999, but got "0".',
      ]),
    );
    expect(() => parseCityConfig({})).toThrow(/CITY_ID .* got nothing\.\nDATABASE_URL .* got nothing\./);
  });

  it('takes one relay, or those of a cluster, and none for a city that answers everybody', () => {
    const relayed = {
      ...valid,
      CITY_NATS_URL: 'tls://one.example:4222, tls://two.example',
      CITY_NATS_CREDENTIALS: 'key',
    };
    expect(parseCityConfig(relayed).relay).toEqual({
      servers: ['tls://one.example:4222', 'tls://two.example'],
      credentialsFile: 'key',
    });
    expect(() => parseCityConfig({ ...valid, CITY_NATS_URL: 'https://one.example' })).toThrow(
      'CITY_NATS_URL must be an address such as tls://relay.example:4222 or wss://relay.example, or several of one kind with commas between, but got something else.',
    );
    expect(() => parseCityConfig({ ...relayed, HUB_JWKS: '', CITY_ALLOW_UNSIGNED: 'true' })).toThrow(
      /CITY_ALLOW_UNSIGNED must not be true where CITY_NATS_URL is set/,
    );
  });

  it.each(['concept', 'alliance', 'hub', '', 'a--b', '-a', 'a:b'])('does not take %j for a city', (CITY_ID) => {
    expect(() => parseCityConfig({ ...valid, CITY_ID })).toThrow(CityConfigError);
  });

  it.each(['65536', '-1', '1.5', '', '1e3', ' 80'])('does not take %j for a port', (PORT) => {
    expect(() => parseCityConfig({ ...valid, PORT })).toThrow(CityConfigError);
  });

  it('needs neither keys nor an address for work on the database', () => {
    const { HUB_JWKS, ...database } = valid;
    expect(HUB_JWKS).toBeDefined();
    expect(parseCityDatabase(database)).toEqual({
      cityId: 'gera',
      databaseUrl: valid.DATABASE_URL,
      erasedFile: null,
      runtimeRole: null,
      erasureKey: null,
    });
    expect(() => parseCityDatabase({})).toThrow(CityConfigError);
  });

  it('works on the database as its owner, and knows the role that serves', () => {
    const ownerUrl = 'postgres://gera_owner:secret@db:5432/gera';
    const env = {
      ...valid,
      MIGRATION_DATABASE_URL: ownerUrl,
      CITY_ERASURE_KEY: 'k'.repeat(32),
      CITY_ERASED_FILE: '/gera/erased.txt',
    };
    expect(parseCityDatabase(env)).toEqual({
      cityId: 'gera',
      databaseUrl: ownerUrl,
      erasedFile: '/gera/erased.txt',
      runtimeRole: 'gera',
      erasureKey: 'k'.repeat(32),
    });
    expect(parseCityConfig(env).databaseUrl).toBe(valid.DATABASE_URL);
  });

  it('names what is wrong with the settings of operators, and no secret', () => {
    const owner = { MIGRATION_DATABASE_URL: 'postgres://o:secret@db:5432/other', CITY_ERASURE_KEY: 'secret' };
    expect(() => parseCityDatabase({ ...valid, ...owner })).toThrow(
      new CityConfigError([
        'MIGRATION_DATABASE_URL must be of the database of DATABASE_URL, but names another.',
        'CITY_ERASURE_KEY must have at least 32 characters, as those of "openssl rand -hex 32", but got 6.',
      ]),
    );
    const env = { ...valid, DATABASE_POOL_SIZE: '0', METRICS_PORT: 'x', REQUIRE_RUNTIME_ROLE: 'yes' };
    expect(() => parseCityConfig(env)).toThrow(
      new CityConfigError([
        'DATABASE_POOL_SIZE must be a whole number, 1 to 1000, but got "0".',
        'REQUIRE_RUNTIME_ROLE must be true or false, but got "yes".',
        'METRICS_PORT must be a whole number, 0 to 65535, but got "x".',
      ]),
    );
  });

  it('CITY-302 refuses one port for two things, and takes it at two addresses', () => {
    const shared = new CityConfigError(['METRICS_PORT must be another port than PORT, but both are 4001.']);
    expect(() => parseCityConfig({ ...valid, METRICS_PORT: '4001' })).toThrow(shared);
    expect(() => parseCityConfig({ ...valid, HOST: '0.0.0.0', METRICS_PORT: '4001' })).toThrow(shared);
    expect(() => parseHostConfig('/srv/cities', { METRICS_PORT: '4001' })).toThrow(shared);
    expect(parseCityConfig({ ...valid, HOST: '10.1.2.3', METRICS_PORT: '4001' })).toMatchObject({ port: 4001 });
    expect(parseCityConfig({ ...valid, PORT: '0', METRICS_PORT: '0' })).toMatchObject({ port: 0 });
  });
});
