import { emptyTables } from './emptyTables';
import type { Answer, TestCity } from './openTestCity';
import { openTestCity } from './openTestCity';

let city: TestCity;

beforeAll(async () => {
  city = await openTestCity('gera');
});
beforeEach(() => emptyTables(city.dataSource, 'city', 'topic', 'staff', 'programme', 'exchange'));
afterAll(() => city.close());

const speak = (language: string) => city.insert('city', { id: 'gera', language });

async function search(kind: 'staff' | 'programme' | 'exchange', text: string, more = ''): Promise<Answer[]> {
  const query = `query ($text: String) { ${kind}Hits(text: $text, day: "2026-03-15", first: 100 ${more}) { total hits { id text score } } }`;
  const { total, hits } = (await city.data(query, { text }))[`${kind}Hits`];
  expect(total).toBe(hits.length);
  return hits;
}

const keys = (hits: Answer[]): string[] => hits.map(({ id }) => id.split(':')[2]).sort();
const programmes = async (text: string) => keys(await search('programme', text));
const staff = async (text: string) => keys(await search('staff', text));

describe('words', () => {
  it.each([
    ['de', 'Beratungsstellen für Wohnungslose', ['beratungsstelle wohnungslosen', 'WOHNUNGSLOSER'], 'wohnung'],
    ['nl', 'Wijken voor jongeren', ['wijk', 'jongere wijk'], 'wij'],
    ['en', 'Visiting homeless families', ['visit family', 'visits homeless'], 'home'],
    ['en-GB', 'Visiting homeless families', ['visited families'], 'home'],
  ])('are found by their stems in the language %s of the city', async (language, summary, found, other) => {
    await speak(language);
    await city.insert('programme', { key: 'p', summary });
    for (const text of found) expect(await programmes(text)).toEqual(['p']);
    expect(await programmes(other)).toEqual([]);
  });

  it('stand as they are in a language that has no stems here', async () => {
    await speak('cs');
    await city.insert('programme', { key: 'p', summary: 'Visiting families' });
    expect(await programmes('visiting')).toEqual(['p']);
    expect(await programmes('visit')).toEqual([]);
  });

  it('are cut anew when the city changes its language, and not before it has one', async () => {
    await city.insert('programme', { key: 'p', summary: 'Visiting families' });
    expect(await programmes('visiting')).toEqual([]);
    await speak('cs');
    expect(await programmes('visit')).toEqual([]);
    await city.dataSource.query(`UPDATE city SET language = 'en'`);
    expect(await programmes('visit')).toEqual(['p']);
  });

  it('that say nothing in the language do not count, unless there is nothing else', async () => {
    await speak('de');
    await city.insert('programme', { key: 'a', title: 'Wohnen und Arbeiten' }, { key: 'b', title: 'Und nun' });
    expect(await programmes('die wohnen mit der')).toEqual(['a']);
    expect(await programmes('und')).toEqual(['a', 'b']);
    expect(await programmes('die')).toEqual([]);
  });

  it('are found on both sides of a slash, a dot and a hyphen', async () => {
    await speak('de');
    await city.insert('programme', {
      key: 'p',
      title: 'Kita/Hort Berlin-Mitte, Haus Nr.5',
      summary: 'www.kita-plan.example',
    });
    for (const text of ['hort', 'berlin', 'mitte', 'berlin-mitte', 'kita', '5', 'nr.5', 'plan']) {
      expect(await programmes(text)).toEqual(['p']);
    }
  });
});

describe('an umlaut', () => {
  it('may be spelt out or left out, in a question and in a name', async () => {
    await speak('de');
    await city.insert('staff', { key: 'a', name: 'Jörg Müller' }, { key: 'b', name: 'Joerg Mueller' });
    for (const text of ['Jörg Müller', 'joerg mueller', 'JÖRG MUELLER']) {
      expect(await staff(text)).toEqual(['a', 'b']);
    }
    expect((await search('staff', 'jorg muller'))[0]).toMatchObject({ id: 'gera:staff:a', text: 600 });
    await city.insert('programme', { key: 'p', title: 'Bürgerhäuser', summary: 'Straßenfest' });
    for (const text of ['buergerhaus', 'bürgerhäusern', 'burgerhaus', 'strassenfeste', 'Straßenfest']) {
      expect(await programmes(text)).toEqual(['p']);
    }
  });
});

describe('a mistake', () => {
  beforeEach(async () => {
    await speak('de');
    await city.insert('staff', { key: 'k', name: 'Katharina Zibolda', role: 'Leiterin' });
  });

  it('in a word of a name or a title is forgiven, and weighs half of what the right word does', async () => {
    for (const text of ['Katarina', 'zibolta', 'Katharina Zbolda', 'katarina zibolda leiterin']) {
      expect((await search('staff', text)).map(({ id, text: weight }) => [id, weight])).toEqual([
        ['gera:staff:k', 300],
      ]);
    }
    await city.insert('exchange', { key: 'e', title: 'Erfahrungsaustausch' });
    expect((await search('exchange', 'Erfarungsaustausch'))[0]).toMatchObject({ text: 300 });
  });

  it('is looked for in no more words than a title has: a longer question is searched for as it is written', async () => {
    await city.insert('programme', { key: 'p', title: 'Lesen Rechnen Schreiben Turnen Singen Malen Basteln Kochen' });
    expect(await programmes('Lessen Rechnen Schreiben Turnen Singen Malen Basteln Kochen')).toEqual(['p']);
    await city.dataSource.query(`UPDATE programme SET title = title || ' Spielen'`);
    expect(await programmes('Lesen Rechnen Schreiben Turnen Singen Malen Basteln Kochen Spielen')).toEqual(['p']);
    expect(await programmes('Lessen Rechnen Schreiben Turnen Singen Malen Basteln Kochen Spielen')).toEqual([]);
  });

  it('is not looked for in short words, in other texts, or where too much differs', async () => {
    await city.insert('staff', { key: 'o', name: 'Ole' });
    for (const text of ['Ola', 'Leitreir', 'Karin', 'Katarina Zibolda Gibtesnicht']) {
      expect(await staff(text)).toEqual([]);
    }
  });

  it('finds no record that its viewer may not see', async () => {
    await city.insert(
      'staff',
      { key: 'i', name: 'Geheimrat', visibility: 'INTERNAL' },
      { key: 'n', name: 'Geheimrad', visibility: 'NETWORK' },
    );
    for (const text of ['Geheimrat', 'Geheimrad', 'Geheimra']) {
      expect(await staff(text)).toEqual([]);
    }
  });

  it('is forgiven in the same way whether or not a hidden record has the word', async () => {
    const before = await search('staff', 'Katarina');
    await city.insert('staff', { key: 'i', name: 'Katarina', visibility: 'INTERNAL' });
    expect(await search('staff', 'Katarina')).toEqual(before);
  });
});

describe('what is found', () => {
  const work = { staff_key: 's', topic_key: 't' };

  beforeEach(async () => {
    await speak('de');
    await city.insert('topic', { key: 't' });
    await city.insert('staff', { key: 's', name: 'Anna', department: 'Bauamt' }, { key: 'other', name: 'Berta' });
    await city.insert(
      'experience',
      { ...work, key: 'x', summary: 'Spielplatz' },
      { ...work, key: 'y', summary: 'Radweg' },
    );
  });

  it('is what stands in the records now, whoever changed them', async () => {
    const sql = (statement: string) => city.dataSource.query(statement);
    expect(await staff('anna bauamt spielplatz radweg')).toEqual(['s']);

    await sql(`UPDATE experience SET summary = 'Brunnen' WHERE key = 'x'`);
    expect(await staff('spielplatz')).toEqual([]);
    expect(await staff('brunnen radweg')).toEqual(['s']);

    await sql(`UPDATE experience SET staff_key = 'other' WHERE key = 'x'`);
    expect(await staff('brunnen')).toEqual(['other']);
    expect(await staff('radweg')).toEqual(['s']);

    await sql(`DELETE FROM experience WHERE key = 'x'`);
    expect(await staff('brunnen')).toEqual([]);
    expect(await staff('berta')).toEqual(['other']);

    await sql(`UPDATE staff SET name = 'Clara', department = NULL WHERE key = 's'`);
    expect(await staff('anna')).toEqual([]);
    expect(await staff('bauamt')).toEqual([]);
    expect(await staff('clara radweg')).toEqual(['s']);

    await sql(`UPDATE staff SET visibility = 'INTERNAL' WHERE key = 's'`);
    expect(await staff('clara')).toEqual([]);

    await sql(`DELETE FROM staff WHERE key = 's'`);
    expect(await sql('SELECT key FROM staff_text')).toEqual([{ key: 'other' }]);
  });

  it('is a programme and an exchange by what they say now', async () => {
    await city.insert('programme', { key: 'p', title: 'Radverkehr' });
    await city.insert('exchange', { key: 'e', title: 'Radverkehr' });
    await city.dataSource.query(`UPDATE programme SET summary = 'Brücken'`);
    await city.dataSource.query(`UPDATE exchange SET title = 'Brückenbau'`);
    expect((await search('programme', 'radverkehr brücke'))[0]).toMatchObject({ text: 400 });
    expect((await search('exchange', 'brückenbau'))[0]).toMatchObject({ text: 600 });
    expect(keys(await search('exchange', 'radverkehr'))).toEqual([]);
  });

  it('is found however much has been written on it', async () => {
    const summary = Array.from({ length: 2500 }, (_, index) => `wort${index}`)
      .join(' ')
      .slice(0, 20_000);
    await city.insert(
      'experience',
      ...Array.from({ length: 60 }, (_, index) => ({ ...work, key: `long${index}`, summary: `${summary} ${index}` })),
    );
    expect(await staff('anna wort7')).toEqual(['s']);
  });
});
