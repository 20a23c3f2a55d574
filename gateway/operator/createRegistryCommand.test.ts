import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegistryCommand } from './createRegistryCommand';
import { readPublicKey } from './relayKey';
import { replaceFile } from '../watched/files/replaceFile';

const FILE = `# The cities of the Saale.
name: Saale

cities:
  # The first one.
  - id: gera
    name: Gera # on the Elster
    country: DE
    languages: [ de,hsb ]
    url:   http://gera.example/graphql

  - id: jena
    name: "Jena"
    country: DE

alliances:
  - id: saale
    name: Saale
    description: >-
      Cities that
      meet.
    cities: [gera, jena]
`;

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hanse-registry-'));
  file = join(folder, 'network.yaml');
  await writeFile(file, FILE);
});
afterEach(() => rm(folder, { recursive: true }));

/** What the command says, with the error at which it fails last. The file is the one that HANSE_NETWORK would name. */
async function registry(...words: readonly string[]): Promise<readonly string[]> {
  const said: string[] = [];
  try {
    await createRegistryCommand((line) => said.push(line), file).parseAsync(words, { from: 'user' });
  } catch (error) {
    said.push(String(error));
  }
  return said.map((line) => line.replaceAll(folder, ''));
}

const read = (): Promise<string> => readFile(file, 'utf8');

test('check describes a sound file in a line, and names every problem of a broken one', async () => {
  const size = '/network.yaml: 2 cities (1 connected, 1 listed), 1 alliance.';
  expect(await registry('check')).toEqual([size, expect.stringMatching(/^Without https, .*: gera\. Whoever/)]);
  // The hub does not ask that one either, though nobody stands between.
  await writeFile(file, FILE.replace(/http:\/\/[^/\s]+/, 'http://127.0.0.1:4001'));
  expect(await registry('check')).toEqual([size, expect.stringMatching(/^Without https, .*: gera\.$/)]);
  await writeFile(file, FILE.replace('http:', 'https:'));
  expect(await registry('check')).toEqual([size]);
  await writeFile(file, FILE.replace('[gera, jena]', '[gera, suhl]').replace('country: DE', 'country: de'));
  expect(await registry('check')).toEqual([
    'NetworkFileError: /network.yaml:8: cities[0].country must be two capital letters such as DE, but got "de".\n' +
      '/network.yaml:22: alliances[0].cities[1] must be a city of this file, but got "suhl".',
  ]);
  expect(await registry('check', join(folder, 'other.yaml'))).toEqual([
    'FileUnreadableError: /other.yaml cannot be read (ENOENT).',
  ]);
});

test('list shows the cities, as columns or as JSON', async () => {
  await registry('suspend', 'gera', '--reason', 'Maintenance');
  expect(await registry('list')).toEqual([
    'gera  suspended  DE  Gera  http://gera.example/graphql  Maintenance',
    'jena  listed     DE  Jena',
  ]);
  expect(JSON.parse((await registry('list', '--json')).join(''))).toMatchObject([
    { id: 'gera', suspended: { reason: 'Maintenance', url: 'http://gera.example/graphql' } },
    { id: 'jena', allianceIds: ['alliance:saale'] },
  ]);
});

test('OPS-116 calls to a city are bound to their body, and not any more', async () => {
  expect(await registry('bind', 'gera', 'body')).toEqual([
    'Calls to gera bound in /network.yaml: 2 cities (1 connected, 1 listed), 1 alliance.',
  ]);
  expect(await read()).toBe(FILE.replace('/graphql\n', '/graphql\n    bind: body\n'));
  expect((await registry('list'))[0]).toContain('http://gera.example/graphql  bind: body');
  expect(await registry('bind', 'gera', 'none')).toEqual([expect.stringMatching(/^Calls to gera not bound in/)]);
  expect(await read()).toBe(FILE);
  await registry('add', 'ulm', '--name', 'Ulm', '--country', 'DE', '--url', 'https://ulm.example/', '--bind', 'body');
  expect(await read()).toContain('bind: body');
  await writeFile(file, FILE.replace('/graphql', '/graphql\n    bind: head'));
  expect(await registry('check')).toEqual([
    'NetworkFileError: /network.yaml:11: cities[0].bind must be body, for tokens that are bound to the body of a call, or left out, but got "head".',
  ]);
});

test('a city is added behind the others, and everything else stays as it was written', async () => {
  const words = ['--name', 'Bad Köstritz: Stadt', '--country', 'DE', '--url', 'http://b.example/graphql'];
  const more = ['--latitude', '50.93', '--longitude', '12', '--lau-code', '0012', '--language', 'de', 'en'];
  expect(await registry('add', 'bad-koestritz', ...words, '--population', '3500', ...more)).toEqual([
    'bad-koestritz added to /network.yaml: 3 cities (2 connected, 1 listed), 1 alliance.',
  ]);
  expect(await read()).toBe(
    FILE.replace(
      '\nalliances:',
      `
  - id: bad-koestritz
    name: 'Bad Köstritz: Stadt'
    country: DE
    languages: [de, en]
    lauCode: '0012'
    population: 3500
    latitude: 50.93
    longitude: 12
    url: http://b.example/graphql

alliances:`,
    ),
  );
});

test('a city is added to a network without any', async () => {
  await writeFile(file, 'name: Empty\ncities: [] # none yet\nalliances: []\n');
  await registry('add', 'gera', '--name', 'Gera', '--country', 'DE');
  expect(await read()).toBe(
    'name: Empty\ncities:\n  - id: gera\n    name: Gera\n    country: DE # none yet\nalliances: []\n',
  );
});

test('a city moves, is suspended and resumed in its own lines alone', async () => {
  await registry('move', 'gera', 'http://new.example/graphql');
  const moved = FILE.replace('http://gera', 'http://new');
  expect(await read()).toBe(moved);
  await registry('move', 'jena', 'http://jena.example/graphql');
  await registry('suspend', 'jena', '--reason', 'Maintenance, until Monday');
  expect(await read()).toBe(
    moved.replace(
      '"Jena"\n    country: DE\n',
      '"Jena"\n    country: DE\n    url: http://jena.example/graphql\n    suspended: true\n    reason: \'Maintenance, until Monday\'\n',
    ),
  );
  await registry('suspend', 'jena');
  expect(await read()).not.toContain('reason');
  await registry('resume', 'jena');
  expect(await read()).toBe(
    moved.replace('"Jena"\n    country: DE\n', '"Jena"\n    country: DE\n    url: http://jena.example/graphql\n'),
  );
  expect(await registry('resume', 'jena')).toEqual(['RegistryError: jena is not suspended.']);
});

test('a city that dials out has no address, and takes one again', async () => {
  await registry('move', 'gera', 'nats');
  expect(await read()).toBe(FILE.replace(/url: +http:\/\/gera\S+/, 'connect: nats'));
  await registry('move', 'gera', 'http://gera.example/graphql');
  expect(await read()).toContain('url: http://gera.example/graphql');
  expect(await read()).not.toContain('connect');
});

test('OPS-140 a city that dials out gets a key, another beside it, and keeps the last one or none', async () => {
  const [one, two] = [join(folder, 'one.nk'), join(folder, 'two.nk')];
  expect(await registry('credentials', 'jena', one)).toEqual([
    'RegistryError: jena does not dial out. If it is to: npm run hub -- registry move jena nats',
  ]);
  await registry('move', 'jena', 'nats');
  const before = await read();
  await registry('credentials', 'jena', one);
  await registry('credentials', 'jena', two);
  expect(await registry('credentials', 'jena', two)).toEqual([
    'FileExistsError: /two.nk is there already, and nothing is overwritten. Choose another name.',
  ]);
  const [first, second] = await Promise.all([one, two].map(readPublicKey));
  expect(await read()).toBe(before.replace('connect: nats\n', `connect: nats\n    nkeys: [${first}, ${second}]\n`));
  expect((await stat(one)).mode & 0o777).toBe(0o600);
  await registry('revoke', 'jena', '--but-last');
  expect(await read()).toBe(before.replace('connect: nats\n', `connect: nats\n    nkeys: [${second}]\n`));
  await registry('revoke', 'jena');
  expect(await read()).toBe(before);
  expect(await registry('revoke', 'jena')).toEqual(['RegistryError: jena has no key to take away.']);
});

test('a city that an alliance names is removed only with its memberships', async () => {
  expect(await registry('remove', 'gera')).toEqual([
    'RegistryError: gera is a member of alliance:saale. Take it out of them as well with --from-alliances.',
  ]);
  expect(await read()).toBe(FILE);
  await registry('remove', 'gera', '--from-alliances');
  const start = FILE.indexOf('  - id: gera');
  expect(await read()).toBe(
    (FILE.slice(0, start) + FILE.slice(FILE.indexOf('  - id: jena'))).replace('[gera, jena]', '[jena]'),
  );
  await registry('remove', 'jena', '--from-alliances');
  expect(await registry('check')).toEqual(['/network.yaml: 0 cities, 1 alliance.']);
  await registry('add', 'gera', '--name', 'Gera', '--country', 'DE');
  expect(await registry('check')).toEqual(['/network.yaml: 1 city (1 listed), 1 alliance.']);
});

test('entries on one line stay on one line', async () => {
  const inline =
    'name: Inline\ncities:\n  - { id: gera, name: Gera, country: DE }\n  - { id: jena, name: Jena, country: DE }\n';
  await writeFile(file, inline);
  await registry('suspend', 'gera', '--reason', 'a, b');
  await registry('move', 'jena', 'http://jena.example/graphql');
  expect(await read()).toBe(
    "name: Inline\ncities:\n  - { id: gera, name: Gera, country: DE, suspended: true, reason: 'a, b' }\n" +
      '  - { id: jena, name: Jena, country: DE, url: http://jena.example/graphql }\n',
  );
  await registry('resume', 'gera');
  await registry('remove', 'jena');
  expect(await read()).toBe('name: Inline\ncities:\n  - { id: gera, name: Gera, country: DE }\n');
});

test('what would break the file is refused, and the file stays', async () => {
  const refused = 'RegistryError: /network.yaml stays as it is, for it would be broken: ';
  expect(await registry('move', 'gera', 'gera.example')).toEqual([
    `${refused}cities[0].url must be an address that begins with http:// or https://, but got "gera.example".`,
  ]);
  expect(await registry('add', 'Suhl', '--name', 'Suhl', '--country', 'DE')).toEqual([
    `${refused}cities[2].id must be a slug such as "bad-homburg" (and not concept, alliance or hub), but got "Suhl".`,
  ]);
  expect(await registry('add', 'gera', '--name', 'Gera', '--country', 'DE')).toEqual([
    'RegistryError: gera is in /network.yaml already.',
  ]);
  expect(await registry('suspend', 'suhl')).toEqual(['RegistryError: suhl is not in /network.yaml.']);
  expect(await read()).toBe(FILE);
});

test('a layout that only a person can change is refused, and the file stays', async () => {
  const odd = 'name: Odd\ncities: [{ id: gera, name: Gera, country: DE }]\n';
  await writeFile(file, odd);
  expect(await registry('add', 'jena', '--name', 'Jena', '--country', 'DE')).toEqual([
    'UnknownLayoutError: cities is written in a way that only a person can change.',
  ]);
  const shared = 'name: Odd\ncities:\n  - &gera { id: gera, name: Gera, country: DE }\n  - { <<: *gera, id: jena }\n';
  await writeFile(file, shared);
  expect((await registry('move', 'jena', 'http://jena.example/graphql'))[0]).toMatch(/^\w+Error: /);
  expect(await read()).toBe(shared);
});

test('a dry run shows what would change, and changes nothing', async () => {
  expect(await registry('suspend', 'gera', '--dry-run')).toEqual([
    [
      '--- /network.yaml\tnow',
      '+++ /network.yaml\tthen',
      '@@ -8,6 +8,7 @@',
      '     country: DE',
      '     languages: [ de,hsb ]',
      '     url:   http://gera.example/graphql',
      '+    suspended: true',
      ' ',
      '   - id: jena',
      '     name: "Jena"',
    ].join('\n'),
  ]);
  expect(await read()).toBe(FILE);
});

test('the file keeps its mode and its link, and nothing is left beside it', async () => {
  await chmod(file, 0o640);
  const link = join(folder, 'link.yaml');
  await symlink('network.yaml', link);
  await registry('suspend', 'gera', link);
  expect((await stat(file)).mode & 0o777).toBe(0o640);
  expect(await read()).toContain('suspended: true');
  expect((await readdir(folder)).sort()).toEqual(['link.yaml', 'network.yaml']);
});

test('two changes at once do not undo each other', async () => {
  await expect(replaceFile(file, `${FILE}# Older.\n`, FILE)).rejects.toThrow(/network\.yaml has changed meanwhile/);
  await writeFile(`${file}.new`, '');
  expect(await registry('suspend', 'gera')).toEqual([
    'FileBusyError: /network.yaml.new is there: another change is under way. If one was broken off, remove that file.',
  ]);
  expect(await read()).toBe(FILE);
});

test('without a file there is nothing to look after', async () => {
  const command = createRegistryCommand(() => undefined, undefined);
  await expect(command.parseAsync(['check'], { from: 'user' })).rejects.toThrow('Name the file, or set HANSE_NETWORK.');
});
