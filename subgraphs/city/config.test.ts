import { CityConfigError, parseCityConfig } from './config';

const valid = { CITY_ID: 'gera', DATABASE_URL: 'postgres://gera:secret@db:5432/gera' };

describe('parseCityConfig', () => {
  it('reads the environment, with an address and a port that suit one machine', () => {
    expect(parseCityConfig(valid)).toEqual({
      cityId: 'gera',
      databaseUrl: valid.DATABASE_URL,
      host: '127.0.0.1',
      port: 4001,
    });
    expect(parseCityConfig({ ...valid, HOST: '0.0.0.0', PORT: '0' })).toMatchObject({ host: '0.0.0.0', port: 0 });
  });

  it('reports every problem at once, with what was expected and what was got', () => {
    const env = { CITY_ID: 'Gera!', DATABASE_URL: 'mysql://u:secret@db/x', HOST: ' ', PORT: 'abc' };
    expect(() => parseCityConfig(env)).toThrow(
      new CityConfigError([
        'CITY_ID must be the city\'s slug, such as gera, but got "Gera!".',
        'DATABASE_URL must be a URL such as postgres://user:password@host:5432/database, but got something else.',
        'HOST must be an address to listen on, such as 0.0.0.0, but got " ".',
        'PORT must be a port number, 0 to 65535, but got "abc".',
      ]),
    );
    expect(() => parseCityConfig({})).toThrow(/CITY_ID .* got nothing\.\nDATABASE_URL .* got nothing\./);
  });

  it.each(['concept', 'alliance', 'hub', '', 'a--b', '-a', 'a:b'])('does not take %j for a city', (CITY_ID) => {
    expect(() => parseCityConfig({ ...valid, CITY_ID })).toThrow(CityConfigError);
  });

  it.each(['65536', '-1', '1.5', '', '1e3', ' 80'])('does not take %j for a port', (PORT) => {
    expect(() => parseCityConfig({ ...valid, PORT })).toThrow(CityConfigError);
  });
});
