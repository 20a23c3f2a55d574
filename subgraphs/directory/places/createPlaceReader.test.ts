import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseNetwork } from '../network/parseNetwork';
import { parseVocabulary } from '../vocabulary/parseVocabulary';
import { createPlaceReader } from './createPlaceReader';

const root = join(__dirname, '..', '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const network = parseNetwork(read('gateway/demo/network.yaml'), 'network.yaml');
const vocabulary = parseVocabulary(read('schema/topics.ttl'), 'topics.ttl');
const places = createPlaceReader(vocabulary);

/** The ids of what a question names, and what is left of it. */
function readPlaces(question: string) {
  const { mentions, unknown, vague, rest } = places(question, network);
  return { named: mentions.flatMap((mention) => mention.places.map(({ id }) => id)), unknown, vague, rest };
}
const named = (question: string) => readPlaces(question).named.join(' ');

const RUHR = 'alliance:staedteregion-ruhr-2030';
const THURINGIA = 'alliance:kreisfreie-staedte-thueringen';

describe('a place that is left out', () => {
  /** What is left out, each with the words that say so, and what is meant. */
  const readExcluded = (question: string) => {
    const { mentions, unknown, vague, rest } = places(question, network);
    const told = (isExcluded: boolean) => mentions.filter((mention) => mention.isExcluded === isExcluded);
    return {
      out: told(true).map((mention) => [mention.text, mention.places.map(({ id }) => id).join(' ')]),
      named: told(false).flatMap((mention) => mention.places.map(({ id }) => id)),
      ...{ unknown, vague, rest },
    };
  };

  test.each([
    ['Wohnungslosigkeit NOT Gera', 'NOT Gera', 'gera', 'Wohnungslosigkeit'],
    ['Kitas außer in Gera', 'außer in Gera', 'gera', 'Kitas'],
    ['wonen behalve in Haarlemmermeer', 'behalve in Haarlemmermeer', 'haarlemmermeer', 'wonen'],
    ['Wohnungsbau ohne Berlin', 'ohne Berlin', 'berlin-mitte berlin-pankow', 'Wohnungsbau'],
    ['Kitas außer der Stadt Gera', 'außer der Stadt Gera', 'gera', 'Kitas'],
    ['Kitas, aber nicht in Gera', 'aber nicht in Gera', 'gera', 'Kitas,'],
    ['Kitas mit Ausnahme von Gera', 'mit Ausnahme von Gera', 'gera', 'Kitas'],
    ['homelessness with the exception of Gera', 'with the exception of Gera', 'gera', 'homelessness'],
    ['homelessness anywhere but in Gera', 'anywhere but in Gera', 'gera', 'homelessness'],
    ['day nurseries in towns other than Velbert', 'other than Velbert', 'velbert', 'day nurseries in towns'],
    ['homelessness outside Gera', 'outside Gera', 'gera', 'homelessness'],
    ['daklozen apart from Gera', 'apart from Gera', 'gera', 'daklozen'],
    ['homelessness except Gera and Velbert', 'except Gera and Velbert', 'gera velbert', 'homelessness'],
    ['Kitas außer in Gera und in Velbert', 'außer in Gera und in Velbert', 'gera velbert', 'Kitas'],
    ['Kitas außer im Ruhrgebiet', 'außer im Ruhrgebiet', RUHR, 'Kitas'],
    ['Kitas ohne Gera und Schulen', 'ohne Gera', 'gera', 'Kitas und Schulen'],
    ['wonen, Haarlemmermeer uitgezonderd', 'Haarlemmermeer uitgezonderd', 'haarlemmermeer', 'wonen,'],
    ['Kitas, Gera und Velbert ausgenommen', 'Gera und Velbert ausgenommen', 'gera velbert', 'Kitas,'],
    ['Kitas weder in Gera noch in Velbert', 'weder in Gera noch in Velbert', 'gera velbert', 'Kitas'],
    ['wonen noch in Gera noch in Velbert', 'noch in Gera noch in Velbert', 'gera velbert', 'wonen'],
    ['noch Gera noch Jena noch Velbert: Kitas', 'noch Gera noch Jena noch Velbert', 'gera jena velbert', ': Kitas'],
    ['homelessness neither Gera nor Velbert', 'neither Gera nor Velbert', 'gera velbert', 'homelessness'],
    ['wonen -Haarlemmermeer', '-Haarlemmermeer', 'haarlemmermeer', 'wonen'],
    ['nicht Gera', 'nicht Gera', 'gera', ''],
  ])('HUB-630 is told with all that says so: %s', (question, text, ids, rest) => {
    expect(readExcluded(question)).toEqual({ out: [[text, ids]], named: [], unknown: [], vague: [], rest });
  });

  test.each([
    ['Wohnen in Berlin, nicht in Berlin-Mitte', ['nicht in Berlin-Mitte'], 'berlin-mitte berlin-pankow'],
    ['Wohnen nicht in Gera, sondern in Velbert', ['nicht in Gera'], 'velbert'],
    ['Kitas in Gera und nicht in Velbert', ['und nicht in Velbert'], 'gera'],
    ['Kitas in Thüringen ausgenommen Gera', ['ausgenommen Gera'], THURINGIA],
    ['wonen niet in Gera en niet in Velbert', ['niet in Gera', 'en niet in Velbert'], ''],
  ])('HUB-630 beside those that are meant: %s', (question, out, ids) => {
    const read = readExcluded(question);
    expect(read.out.map(([text]) => text)).toEqual(out);
    expect(read.named.join(' ')).toBe(ids);
  });

  test.each([
    ['Kitas - Gera', 'gera'],
    ['Integration Berlin -Mitte', 'berlin-mitte'],
    ['Gibt es noch in Gera Kitas?', 'gera'],
    ['Kitas in Gera, noch in Velbert', 'gera velbert'],
  ])('HUB-630 what says so elsewhere leaves nothing out: %s', (question, ids) => {
    expect(readExcluded(question)).toMatchObject({ out: [], named: ids.split(' ') });
  });

  test('HUB-630 is told as any other where the network does not have it', () => {
    expect(readExcluded('Kitas außer in Gera und Buxtehude')).toMatchObject({
      out: [['außer in Gera und Buxtehude', 'gera']],
      unknown: ['Buxtehude'],
    });
  });
});

test.each(['Kitas nicht nur in Gera', 'Kitas not only in Gera', 'Kitas niet alleen in Gera en Velbert'])(
  'HUB-576 a place that is not meant alone sets no condition, and is told: %s',
  (question) => {
    const told = question.replace('Kitas ', '');
    expect(readPlaces(question)).toEqual({ named: [], unknown: [], vague: [told], rest: 'Kitas' });
  },
);

describe('a city of the network', () => {
  test.each([
    ['Rosenheim', 'rosenheim'],
    ['homelessness in Gera', 'gera'],
    ['Geras Kitas', 'gera'],
    ["Gera's day nurseries", 'gera'],
    ['Velberts Jugendamt', 'velbert'],
    ['Geraer Wohnungspolitik', 'gera'],
    ['Stadt Gera Haushalt', 'gera'],
    ['gemeente Haarlemmermeer', 'haarlemmermeer'],
    ['Haarlemmermeerse jeugdhulp', 'haarlemmermeer'],
    ['Kinderbetreuung in Rosenheim und Velbert', 'rosenheim velbert'],
    ['wohnungslosigkeit gera', 'gera'],
  ])('%s: %s', (question, ids) => {
    expect(named(question)).toBe(ids);
  });

  test.each([
    'Mülheim an der Ruhr',
    'Muelheim an der Ruhr',
    'mulheim an der ruhr',
    'Mülheim/Ruhr',
    'Mülheim a. d. Ruhr',
    'Mülheim',
  ])('%s is Mülheim an der Ruhr, however it is written', (name) => {
    expect(named(name)).toBe('muelheim-an-der-ruhr');
    expect(named(`Finanzen in ${name}`)).toBe('muelheim-an-der-ruhr');
  });

  test('is called by what people say of it: its districts by its name, a district by its own', () => {
    expect(named('Berlin')).toBe('berlin-mitte berlin-pankow');
    expect(named('Berliner Jugendhilfe')).toBe('berlin-mitte berlin-pankow');
    expect(named('Pankow')).toBe('berlin-pankow');
    expect(named('Integration Berlin-Pankow')).toBe('berlin-pankow');
    expect(named('Integration Berlin Pankow')).toBe('berlin-pankow');
    expect(named('Bezirk Mitte')).toBe('berlin-mitte');
    expect(named('Integration in Mitte')).toBe('berlin-mitte');
    expect(named('Menschen in der Mitte der Gesellschaft')).toBe('');
  });
});

test('leaves the question without the place and what stood before it', () => {
  expect(readPlaces('homelessness in Gera').rest).toBe('homelessness');
  expect(readPlaces('Kitas in der Stadt Gera und Schulen').rest).toBe('Kitas und Schulen');
  expect(readPlaces('Kinderbetreuung in Rosenheim und Velbert').rest).toBe('Kinderbetreuung');
  expect(readPlaces('Haushalt der Städte im Ruhrgebiet').rest).toBe('Haushalt der');
  expect(readPlaces('Stadt Gera').rest).toBe('');
});

test('an alliance is named by its name, and by the region that it has in it', () => {
  expect(named('Städteregion Ruhr 2030 Migration')).toBe(RUHR);
  expect(readPlaces('Städteregion Ruhr')).toMatchObject({ named: [RUHR], rest: '' });
  expect(named('Haushalt der Städte im Ruhrgebiet')).toBe(RUHR);
  expect(named('homelessness in the Ruhr area')).toBe(RUHR);
  expect(named('Bezahlkarte in Thüringen')).toBe(THURINGIA);
  expect(named('Thüringer Kitas')).toBe(THURINGIA);
  expect(named('kreisfreie Städte Haushalt')).toBe('');
});

describe('HUB-745 a country', () => {
  const read = (question: string) => {
    const { mentions, rest } = places(question, network);
    const told = mentions.map(({ text, isExcluded, places: all }) => [
      ...[text, all.map(({ kind, id }) => (kind === 'COUNTRY' ? id : kind)).join(' ')],
      ...(isExcluded ? ['out'] : []),
    ]);
    return { told, rest };
  };

  test.each([
    ['homelessness in Germany', ['Germany', 'DE'], 'homelessness'],
    ['homelessness in the Netherlands', ['Netherlands', 'NL'], 'homelessness'],
    ['dutch cities housing', ['dutch cities', 'NL'], 'housing'],
    ['Nederlandse gemeenten armoede', ['Nederlandse gemeenten', 'NL'], 'armoede'],
    ['Kitas niederlaendischer Kommunen', ['niederlaendischer Kommunen', 'NL'], 'Kitas'],
    ['Städte in Deutschland', ['Deutschland', 'DE'], ''],
    ['Beispiele aus den Niederlanden', ['Niederlanden', 'NL'], 'Beispiele'],
    ['Duitsland', ['Duitsland', 'DE'], ''],
    ['Wohnen außerhalb Deutschlands', ['außerhalb Deutschlands', 'DE', 'out'], 'Wohnen'],
    ['Wohnen nicht in den Niederlanden', ['nicht in den Niederlanden', 'NL', 'out'], 'Wohnen'],
    ['wonen, Duitsland uitgezonderd', ['Duitsland uitgezonderd', 'DE', 'out'], 'wonen,'],
  ])('is named in: %s', (question, told, rest) => {
    expect(read(question)).toEqual({ told: [told], rest });
  });

  test('is named beside another one', () => {
    expect(read('Kitas in Deutschland und den Niederlanden').told).toEqual([
      ...[
        ['Deutschland', 'DE'],
        ['Niederlanden', 'NL'],
      ],
    ]);
  });

  test.each([
    'German lessons for refugees',
    'samenwerking met Duitsland',
    'cooperation with Germany',
    'Geflüchtete aus den Niederlanden',
    'deutsche und niederländische Städte',
  ])('is no condition in: %s', (question) => {
    expect(read(question)).toEqual({ told: [], rest: question });
  });
});

describe('HUB-830 a country that no city of the network is in', () => {
  const read = (question: string) => {
    const { mentions, unknown, rest } = places(question, network);
    return { mentions, unknown, rest };
  };

  test.each([
    ['Bürgerbeteiligung in Frankreich', 'Frankreich', 'Bürgerbeteiligung'],
    ['social housing in Austria', 'Austria', 'social housing'],
    ['sociale woningbouw in Oostenrijk', 'Oostenrijk', 'sociale woningbouw'],
    ['Städte in der Schweiz', 'Schweiz', ''],
    ['cycling in the United Kingdom', 'United Kingdom', 'cycling'],
    ['Examples from New Zealand', 'New Zealand', 'Examples'],
    ['Wohnen außerhalb Frankreichs', 'Frankreichs', 'Wohnen'],
    ['Denemarken', 'Denemarken', ''],
  ])('is told in: %s', (question, country, rest) => {
    expect(read(question)).toEqual({ mentions: [], unknown: [country], rest });
  });

  test.each(['refugees from Ukraine', 'Geflüchtete aus der Ukraine', 'cooperation with Poland', 'Ukraine Hilfe'])(
    'is a word in: %s',
    (question) => {
      expect(read(question)).toEqual({ mentions: [], unknown: [], rest: question });
    },
  );

  test('is never one that the network has cities in', () => {
    expect(read('cooperation with Germany')).toEqual({ mentions: [], unknown: [], rest: 'cooperation with Germany' });
  });
});

describe('a word that is also another word', () => {
  const withLabel = createPlaceReader({
    knows: (word) => word === 'essen' || vocabulary.knows(word),
    isLabel: (word) => vocabulary.isLabel(word),
  });
  const isNamed = (question: string) => withLabel(question, network).mentions.length > 0;

  test('names a place behind a preposition or the kind of a place, in a list of places, and alone', () => {
    for (const question of ['Kitas in Essen', 'Jugendamt aus Essen', 'Stadt Essen Kitas', 'Essen', 'Gera und Essen']) {
      expect([question, isNamed(question)]).toEqual([question, true]);
    }
  });

  test('names a place by its capital within a question in a language that writes no nouns so', () => {
    for (const question of ['how does Essen handle homelessness?', 'hoe doet Essen dat?', 'what does Essen do?']) {
      expect([question, isNamed(question)]).toEqual([question, true]);
    }
    for (const question of ['Wie gut ist Essen für Kitas?', 'does essen handle homelessness?']) {
      expect([question, isNamed(question)]).toEqual([question, false]);
    }
  });

  test('names none otherwise', () => {
    const others = ['Was gibt es zu essen?', 'was gibt es zu essen', 'Wo kann man essen?'];
    for (const question of ['Essen in Kitas', 'Essen auf Rädern', 'gesundes Essen', 'Frau Essen', ...others]) {
      expect([question, isNamed(question)]).toEqual([question, false]);
    }
  });
});

describe('a place that the network does not have', () => {
  test.each([
    ['Wohnungslosigkeit in Bad Salzungen', 'Bad Salzungen', 'Wohnungslosigkeit'],
    ['Kita Personal Buxtehude', 'Buxtehude', 'Kita Personal'],
    ['kita personal buxtehude', 'buxtehude', 'kita personal'],
    ['schuldhulp in Amersfoort', 'Amersfoort', 'schuldhulp'],
    ['housing in Winchester', 'Winchester', 'housing'],
    ['homelessness in Cologne', 'Cologne', 'homelessness'],
    ['Totnes renewable energy', 'Totnes', 'renewable energy'],
    ['town centre regeneration Market Drayton', 'Market Drayton', 'town centre regeneration'],
    ['cycle paths in Houten', 'Houten', 'cycle paths'], // of wood, in Dutch (HUB-713)
    ['Clonakilty tourism', 'Clonakilty', 'tourism'], // of fewer than 5,000 (HUB-770)
    ['Tourismus Andermatt', 'Andermatt', 'Tourismus'],
    ['cycling in Dublin', 'Dublin', 'cycling'], // in labels beside other words alone (HUB-777)
    ['Kitas in Gießen', 'Gießen', 'Kitas'],
    ['Kitas in Bayern', 'Bayern', 'Kitas'],
    ['Bad Homburg Wohnungsnot', 'Bad Homburg', 'Wohnungsnot'],
    ["'s-Hertogenbosch wonen", 's-Hertogenbosch', "' wonen"],
    ['Wärmeplanung NRW', 'NRW', 'Wärmeplanung'],
    ['Buxtehude', 'Buxtehude', ''],
    ['gemeente Ede', 'Ede', ''],
    ['Vuurwerk in De Wijk', 'De Wijk', 'Vuurwerk'],
    ['armoede in den helder', 'den helder', 'armoede'],
  ])('is told: %s', (question, unknown, rest) => {
    expect(readPlaces(question)).toEqual({ named: [], unknown: [unknown], vague: [], rest });
  });

  test.each([
    'best practice housing',
    'Best practice for housing',
    'improvement in reading',
    'Sandra Wanzar',
    'Wer ist Ulrich Ernst?',
    'Frau Wanzar',
    'Herr Velbert',
    'Mein Goldfisch trinkt gerne Kaffee',
    'Wohnungen für Familien',
    'Rezept für Apfelkuchen',
    'mijn goudvis houdt van jazz',
    'Christoph Keller youth welfare',
    'Kontakt zu Katarina Niewiedzial',
    'cheap flights to Mallorca',
    'Schutz vor Regen und Hitze',
    'Singen im Kindergarten',
    'getting married at the town hall',
    'electric fleet for street cleaning',
    'Sitzung im Saal',
    'vuurwerk in de wijk',
    'overlast van de haan',
    'timber homes and houten schools',
    'Bauen in Holz',
    'bouwen in Hout',
  ])('is not seen in: %s', (question) => {
    expect(readPlaces(question)).toEqual({ named: [], unknown: [], vague: [], rest: question });
  });
});

test('a name that more cities have than can be meant means none of them, and is told', () => {
  const cities = Array.from({ length: 21 }, (_, at) => [
    `aue-${at}`,
    { ...network.cities.get('gera'), name: `Aue-Dorf ${at}` },
  ]);
  const large = { ...network, cities: new Map(cities as never) } as unknown as typeof network;
  expect(places('Kitas in Aue', large)).toMatchObject({ mentions: [], vague: ['Aue'], rest: 'Kitas' });
});
