import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { parseCityConfig, parseCityDatabase } from '../config';
import { ErasedFile } from '../erasure/ErasedFile';
import { writeStarter } from './writeStarter';

const options = {
  cityId: 'bad-toelz',
  name: 'Bad Tölz',
  language: 'de',
  hubUrl: 'https://hub.example.org',
  databaseAddress: '127.0.0.1:5432',
  listen: { host: '127.0.0.1', port: 4001 },
};
const secrets = {
  ownerPassword: 'a'.repeat(64),
  runtimePassword: 'b'.repeat(64),
  cursorKey: 'e'.repeat(64),
  erasureKey: 'c'.repeat(64),
};

let parent: string;
let folder: string;
beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'hanse-starter-'));
  folder = path.join(parent, 'toelz');
});
afterEach(() => rm(parent, { recursive: true }));

const read = (name: string): Promise<string> => readFile(path.join(folder, name), 'utf8');

describe('writeStarter', () => {
  it('writes a configuration that the city takes, with one role that serves and one that owns', async () => {
    await writeStarter(folder, options, secrets);
    const city = parseEnv(await read('city.env'));
    expect(parseCityConfig(city)).toMatchObject({
      cityId: 'bad-toelz',
      databaseUrl: `postgres://bad_toelz_serve:${secrets.runtimePassword}@127.0.0.1:5432/bad_toelz`,
      trust: { kind: 'signed', jwks: 'https://hub.example.org/.well-known/jwks.json' },
      cursorKeys: [secrets.cursorKey],
      operations: { roleCheck: 'required', metrics: { host: '127.0.0.1', port: 9401 } },
    });
    expect(parseCityDatabase({ ...city, ...parseEnv(await read('owner.env')) })).toEqual({
      cityId: 'bad-toelz',
      databaseUrl: `postgres://bad_toelz_owner:${secrets.ownerPassword}@127.0.0.1:5432/bad_toelz`,
      runtimeRole: 'bad_toelz_serve',
      erasureKey: secrets.erasureKey,
      erasedFile: path.join(folder, 'erased.txt'),
    });
    expect(await new ErasedFile(path.join(folder, 'erased.txt')).read()).toEqual([]);
    // Nothing that changes data may be where the server can read it.
    expect(await read('city.env')).not.toMatch(/MIGRATION_DATABASE_URL=|CITY_ERASURE_KEY=/);
  });

  it('shows every default as it is: with all of them set, the city is configured alike', async () => {
    await writeStarter(folder, options, secrets);
    const text = await read('city.env');
    // HUB_JWKS and CITY_ALLOW_UNSIGNED exclude each other.
    const all = text.replaceAll(/^#(?!CITY_ALLOW_UNSIGNED)([A-Z_]+=)/gm, '$1');
    expect(all).not.toBe(text);
    expect(parseCityConfig(parseEnv(all))).toEqual(parseCityConfig(parseEnv(text)));
  });

  it('explains every variable that the city reads', async () => {
    await writeStarter(folder, options, secrets);
    const explained = new Set(
      `${await read('city.env')}\n${await read('owner.env')}`
        .match(/^#?[A-Z][A-Z_]+(?==)/gm)
        ?.map((name) => name.replace('#', '')),
    );
    const asked = new Set<string>();
    const env = new Proxy({}, { get: (_target, name) => void asked.add(String(name)) });
    expect(() => parseCityConfig(env)).toThrow();
    expect(() => parseCityDatabase(env)).toThrow();
    expect([...asked].filter((name) => !explained.has(name))).toEqual([]);
  });

  it('writes an import folder with the header of each kind of record', async () => {
    await writeStarter(folder, options, secrets);
    expect(await read('data/city.yaml')).toMatch(/^id: bad-toelz\nname: Bad Tölz\nlanguage: de\n#.*\n# numbers: de\n$/);
    expect(await read('data/programmes.csv')).toMatch(/,costs_total,.*,currency,.*,contact_phone,.*,adapted_from,/);
    expect(await read('data/confirmations.csv')).toBe('exchange,updated_at\n');
    expect(await read('data/topics.csv')).toMatch(/^key,label_de,exact_match,/);
    expect(await read('data/staff.csv')).toMatch(/^key,kind,name,.*visibility/);
    expect(await readdir(path.join(folder, 'data'))).toEqual(
      expect.arrayContaining(['programmes.csv', 'experiences.csv']),
    );
  });

  it('writes for its owner alone', async () => {
    const files = await writeStarter(folder, options, secrets);
    const modes = await Promise.all(files.map(async (file) => (await stat(file)).mode & 0o777));
    expect(new Set(modes)).toEqual(new Set([0o600]));
  });

  it('overwrites nothing: it names what is there and writes nothing at all', async () => {
    await writeStarter(folder, options, secrets);
    const before = await read('city.env');
    await rm(path.join(folder, 'owner.env'));
    await writeFile(path.join(folder, 'data', 'staff.csv'), 'mine');
    await expect(writeStarter(folder, options, { ...secrets, erasureKey: 'd'.repeat(64) })).rejects.toThrow(
      /Nothing was written[^]*city\.env[^]*staff\.csv/,
    );
    expect(await read('city.env')).toBe(before);
    expect(await read('data/staff.csv')).toBe('mine');
    await expect(read('owner.env')).rejects.toThrow('ENOENT');
  });
});
