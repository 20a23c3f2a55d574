import { NetworkFileError } from './NetworkFile';
import { parseNetwork } from './parseNetwork';

const GOOD = `
name: Hanse
cities:
  - id: gera
    name: Gera
    country: DE
    lauCode: "16052000"
    population: 93634
    latitude: 50.88
    longitude: 12.08
    languages: [de, HSB, en-gb]
    url: http://127.0.0.1:4101/graphql
    source: GeoNames
  - { id: erfurt, name: Erfurt, country: DE }
  - id: haarlemmermeer
    name: Haarlemmermeer
    country: NL
alliances:
  - id: thueringen
    name: Thüringer Städte
    description: Heads of social affairs
    cities: [erfurt, gera]
`;

function problemsOf(text: string): readonly string[] {
  try {
    parseNetwork(text, 'network.yaml');
  } catch (error) {
    if (error instanceof NetworkFileError) return error.problems.map(({ line, reason }) => `${line}: ${reason}`);
    throw error;
  }
  return [];
}

/** A file with one city, of which one line is replaced or added; that line is number 5. */
function withCityLine(line: string): string {
  return `name: Hanse\ncities:\n  - name: Gera\n    country: DE\n    ${line}\n${line.startsWith('id') ? '' : '    id: gera\n'}`;
}

describe('parseNetwork', () => {
  it('reads cities and alliances in the order of the file', () => {
    const network = parseNetwork(GOOD, 'network.yaml');
    expect(network.name).toBe('Hanse');
    expect([...network.cities.keys()]).toEqual(['gera', 'erfurt', 'haarlemmermeer']);
    expect(network.cities.get('gera')).toEqual({
      id: 'gera',
      name: 'Gera',
      country: 'DE',
      lauCode: '16052000',
      population: 93634,
      location: { latitude: 50.88, longitude: 12.08 },
      languages: ['de', 'hsb', 'en-GB'],
      url: 'http://127.0.0.1:4101/graphql',
      source: 'GeoNames',
      allianceIds: ['alliance:thueringen'],
    });
    expect(network.cities.get('haarlemmermeer')).toEqual({
      id: 'haarlemmermeer',
      name: 'Haarlemmermeer',
      country: 'NL',
      languages: [],
      allianceIds: [],
    });
    expect([...network.alliances.values()]).toEqual([
      {
        id: 'alliance:thueringen',
        name: 'Thüringer Städte',
        description: 'Heads of social affairs',
        cityIds: ['erfurt', 'gera'],
      },
    ]);
  });

  it('keeps a suspended city, without a server to ask', () => {
    const { cities } = parseNetwork(
      `name: Test
cities:
  - { id: gera, name: Gera, country: DE, url: "http://gera.example/graphql", suspended: true, reason: Maintenance }
  - { id: jena, name: Jena, country: DE, suspended: true }
  - { id: suhl, name: Suhl, country: DE, url: "http://suhl.example/graphql", suspended: false }
`,
      'network.yaml',
    );
    expect([...cities.values()].map(({ url, suspended }) => ({ url, suspended }))).toEqual([
      { url: undefined, suspended: { reason: 'Maintenance', url: 'http://gera.example/graphql' } },
      { url: undefined, suspended: {} },
      { url: 'http://suhl.example/graphql', suspended: undefined },
    ]);
  });

  it('reads a network without any city or alliance', () => {
    expect(parseNetwork('name: Empty\ncities: []\n', 'network.yaml').cities.size).toBe(0);
  });

  it.each([
    [
      'id: Gera!',
      '5: cities[0].id must be a slug such as "bad-homburg" (and not concept, alliance or hub), but got "Gera!".',
    ],
    [
      'id: hub',
      '5: cities[0].id must be a slug such as "bad-homburg" (and not concept, alliance or hub), but got "hub".',
    ],
    ['id: 12', '5: cities[0].id must be a slug such as "bad-homburg" (and not concept, alliance or hub), but got 12.'],
    [
      'url: ftp://gera.example',
      '5: cities[0].url must be an address that begins with http:// or https://, but got "ftp://gera.example".',
    ],
    ['url: gera', '5: cities[0].url must be an address that begins with http:// or https://, but got "gera".'],
    ['population: 0', '5: cities[0].population must be a positive whole number, but got 0.'],
    ['population: 93.5', '5: cities[0].population must be a positive whole number, but got 93.5.'],
    ['population: many', '5: cities[0].population must be a positive whole number, but got "many".'],
    ['lauCode: 08111000', '5: cities[0].lauCode must be a text in quotes, but got 8111000.'],
    ['latitude: 50', '5: cities[0].latitude must come with a longitude, but got none.'],
    ['longitude: 12', '5: cities[0].longitude must come with a latitude, but got none.'],
    ['latitude: 91', '5: cities[0].latitude must be a number of degrees from -90 to 90, but got 91.'],
    ['languages: de', '5: cities[0].languages must be a list of language tags, but got "de".'],
    [
      'languages: [de, german]',
      '5: cities[0].languages[1] must be a language tag (BCP 47) such as de, nl or en-GB, but got "german".',
    ],
    [
      'languages: [de-, 49]',
      '5: cities[0].languages[1] must be a language tag (BCP 47) such as de, nl or en-GB, but got 49.',
    ],
    ['suspended: on holiday', '5: cities[0].suspended must be true or false, but got "on holiday".'],
    ['publicOnly: maybe', '5: cities[0].publicOnly must be true or false, but got "maybe".'],
    ['tls: hub.pem', '5: cities[0].tls must be a mapping with ca, cert or key, but got "hub.pem".'],
    ['tls: { ca: 1 }', '5: cities[0].tls.ca must be the path of a file in PEM, but got 1.'],
    ['tls: { cert: hub.pem }', '5: cities[0].tls.cert must come with a key, but got none.'],
    ['tls: { key: hub.key }', '5: cities[0].tls.key must come with a cert, but got none.'],
    ['reason: On holiday', '5: cities[0].reason must come with suspended: true, but got none.'],
    ['mayor: Somebody', '5: cities[0].mayor is not known here.'],
  ])('refuses "%s" and names its line', (line, problem) => {
    expect(problemsOf(withCityLine(line))).toContain(problem);
  });

  it.each(['HANSE_ERASURE_KEY=hunter2', '- hunter2', '\0'.repeat(1_000_000)])(
    'HUB-593 shows nothing of another file than was meant, which may have secrets or be large',
    (text) => {
      const [problem] = problemsOf(text);
      expect(problem).toMatch(
        /^1: the file must be a mapping with name, cities and alliances, but got a (text|list)\.$/,
      );
    },
  );

  it('HUB-575 refuses a name and a password in an address, and does not repeat them', () => {
    for (const user of ['town:hunter2', '127.0.0.1']) {
      expect(problemsOf(withCityLine(`url: https://${user}@hanse.example/graphql`))).toEqual([
        '5: cities[0].url must be an address without a name and a password, which no city is sent, but got "https://…@hanse.example/graphql".',
      ]);
    }
  });

  it('names the line of one language among several', () => {
    expect(problemsOf(withCityLine('languages:\n      - de\n      - deutsch'))).toEqual([
      '7: cities[0].languages[1] must be a language tag (BCP 47) such as de, nl or en-GB, but got "deutsch".',
    ]);
  });

  it('takes a city that dials out, whose calls are bound to their body, and no other way to it beside that', () => {
    const network = parseNetwork(withCityLine('connect: nats'), 'network.yaml');
    expect(network.cities.get('gera')).toMatchObject({ url: 'nats:gera', bind: 'body' });
    expect(problemsOf(withCityLine('connect: nats\n    url: http://x.example'))).toEqual([
      '5: cities[0].connect must stand instead of a url, but got both.',
    ]);
    expect(problemsOf(withCityLine('connect: nats\n    tls: { ca: authority.pem }\n    publicOnly: true'))).toEqual([
      '6: cities[0].tls must come with a url, but got connect: nats.',
      '7: cities[0].publicOnly must come with a url, but got connect: nats.',
    ]);
    expect(problemsOf(withCityLine('connect: amqp'))).toEqual([
      '5: cities[0].connect must be nats, for a city that dials out to the relay, or left out, but got "amqp".',
    ]);
  });

  it('keeps how connections to one city are made', () => {
    const connectionOf = (line: string): unknown =>
      parseNetwork(withCityLine(line), 'x').cities.get('gera')?.connection;
    expect(connectionOf('tls: { ca: ca.pem, cert: hub.pem, key: hub.key }')).toEqual({
      tls: { ca: 'ca.pem', cert: 'hub.pem', key: 'hub.key' },
    });
    expect(connectionOf('publicOnly: false')).toEqual({ publicOnly: false });
    expect(connectionOf('population: 1')).toBeUndefined();
  });

  it.each(['de', 'DEU', 'D1', '""'])('refuses the country %s', (country) => {
    const problems = problemsOf(`name: Hanse\ncities:\n  - id: gera\n    name: Gera\n    country: ${country}\n`);
    expect(problems).toEqual([
      expect.stringMatching(/^5: cities\[0\]\.country must be two capital letters such as DE/),
    ]);
  });

  it('names what is missing at the line of the entry that lacks it', () => {
    expect(problemsOf('name: Hanse\ncities:\n  - id: gera\n    country: DE\n')).toEqual([
      '3: cities[0].name must be a text, but got nothing.',
    ]);
    expect(problemsOf('# nothing\n')).toEqual([
      '1: the file must be a mapping with name, cities and alliances, but got nothing.',
    ]);
  });

  it('names every problem at once, in the order of the file', () => {
    const text = [
      'name: ""', // 1
      'cities:', // 2
      '  - { id: gera, name: Gera, country: DE }', // 3
      '  - { id: gera, name: Gera again, country: DE }', // 4
      '  - { id: jena, name: Jena, country: de }', // 5
      'alliances:', // 6
      '  - id: saale', // 7
      '    name: Saale', // 8
      '    cities:', // 9
      '      - jena', // 10
      '      - halle', // 11
      '      - gera', // 12
      '      - gera', // 13
      '  - { id: saale, name: Saale again, cities: [] }', // 14
    ].join('\n');
    expect(problemsOf(text)).toEqual([
      '1: name must be a text, but got "".',
      '4: cities[1].id must be unique, but "gera" stands above already.',
      '5: cities[2].country must be two capital letters such as DE, but got "de".',
      '11: alliances[0].cities[1] must be a city of this file, but got "halle".',
      '13: alliances[0].cities[3] must name a city once, but "gera" stands above already.',
      '14: alliances[1].id must be unique, but "saale" stands above already.',
    ]);
  });

  it('names the line of a syntax error', () => {
    expect(problemsOf('name: Hanse\ncities:\n  - id: gera\n   name: Gera\n')[0]).toMatch(/^4: The file is not YAML: /);
    expect(problemsOf('name: Hanse\nname: Hansa\ncities: []\n')[0]).toMatch(/^2: The file is not YAML: /);
  });

  it('refuses aliases that unfold without bound', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const name of ['b', 'c', 'd', 'e', 'f']) {
      const before = String.fromCharCode(name.charCodeAt(0) - 1);
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`);
    }
    expect(problemsOf(bomb.join('\n'))[0]).toMatch(/^1: The file is not usable YAML: /);
  });

  it('says everything in the message of the error, file and line first', () => {
    expect(() => parseNetwork('name: Hanse\ncities: none\n', 'etc/network.yaml')).toThrow(
      'etc/network.yaml:2: cities must be a list of cities, but got "none".',
    );
  });
});
