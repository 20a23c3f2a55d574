import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { DataSource } from 'typeorm';
import { importFolder, ImportRefusedError } from '../../subgraphs/city/import/importSource';
import { describeReport } from '../../subgraphs/city/import/report/describeReport';
import type { ImportOptions } from '../../subgraphs/city/import/importSource';
import { ImportError } from '../../subgraphs/city/import/Problems';
import type { Problem } from '../../subgraphs/city/import/Problems';
import { emptyTables } from './emptyTables';
import { folderOf } from './folderOf';
import type { Files } from './folderOf';
import { openTestCity } from './openTestCity';
import type { TestCity } from './openTestCity';

const gera = {
  'city.yaml': 'id: gera\nname: Gera\nlanguage: de\n',
  'topics.csv': [
    'key,label_de,label_en,exact_match,broad_match,narrow_match',
    'wohnen,Wohnungslosigkeit,Homelessness,concept:homelessness,concept:housing,',
    'kita,Kita-Personal,,,,concept:childcare-staffing|concept:childcare',
    'austausch,Austausch,Exchange,,,',
  ],
  'staff.csv': [
    'key,kind,name,role,department,languages,email,phone,url,additional.room_number,source,visibility,updated_at',
    'wanzar,PERSON,Sandra Wanzar,Beigeordnete,"Jugend, Soziales",de|en,amt@gera.example,+49 365 1,https://gera.example/a,2.14,Report,PUBLIC,2024-05-01',
    'amt,UNIT,Amt für Soziales,,,,,,,,,INTERNAL,',
  ],
  'programmes.csv': [
    'key,title,summary,status,starts_on,ends_on,good_practice,open_to_visitors,topics,staff,source,visibility',
    'plan,Aktionsplan,"Erste Zeile',
    'und ""zweite""",ACTIVE,2023-10,2023,true,false,wohnen|kita,wanzar|amt,,PUBLIC',
  ],
  'experiences.csv': [
    'key,staff,topic,programme,role,since,until,summary,source',
    'e1,wanzar,wohnen,plan,LED,2020,,Leitete den Plan,Report',
    'e2,amt,kita,,WORKED,2019-02-28,2020-02-29,,',
  ],
  'exchanges.csv': [
    'key,kind,title,starts_on,duration_days,participants,participants_approximate,host,guests,topics,programmes,visibility',
    'treffen,NETWORK_MEETING,Treffen,2023-10-06,3,60,true,gera,erfurt|bad-nauheim,austausch,plan,PUBLIC',
  ],
  'partners.csv': [
    'programme,exchange,name,kind,url',
    'plan,,Diakonie,WELFARE_PROVIDER,https://diakonie.example',
    ',treffen,Gemeindebund,ASSOCIATION,',
    'plan,,Caritas,WELFARE_PROVIDER,',
  ],
  'documents.csv': [
    'programme,title,url,language,published_on',
    'plan,Der Plan,https://gera.example/plan.pdf,DE,2023-11',
    'plan,Bericht,https://gera.example/bericht.pdf,,',
  ],
  'needs.csv': ['key,title,topics,visibility', 'n1,Wer hat einen Plan?,wohnen,NETWORK'],
  'offers.csv': ['key,kind,title,topics,visibility', 'o1,VISIT,Besuch im Rathaus,kita|wohnen,PUBLIC'],
} satisfies Record<string, string | string[]>;

type GeraFile = keyof typeof gera;

/** Gera's files, some of them replaced. */
function geraWith(changes: Files = {}): Files {
  const files = Object.entries(gera).map(([name, text]) => [name, Array.isArray(text) ? `${text.join('\n')}\n` : text]);
  return { ...Object.fromEntries(files), ...changes };
}

/** Gera's file with one of its lines (counted from 1) replaced. */
function withLine(name: Exclude<GeraFile, 'city.yaml'>, number: number, line: string): Files {
  return geraWith({ [name]: `${gera[name].map((old, index) => (index === number - 1 ? line : old)).join('\n')}\n` });
}

/** The city's tables. */
async function tablesOf(dataSource: DataSource): Promise<string[]> {
  const tables = await dataSource.query<{ name: string }[]>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_name <> 'migrations' ORDER BY table_name`,
  );
  return tables.map(({ name }) => name);
}

/** Every row of every table of the city, as the database has it. */
async function dump(dataSource: DataSource): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const table of await tablesOf(dataSource)) {
    rows[table] = await dataSource.query(`SELECT * FROM ${table} ORDER BY ${table}::text`);
  }
  return rows;
}

describe('importFolder', () => {
  let city: TestCity;
  let dataSource: DataSource;

  beforeAll(async () => {
    city = await openTestCity();
    dataSource = city.dataSource;
  });

  afterAll(() => city.close());

  beforeEach(async () => {
    await emptyTables(dataSource);
  });

  const importFiles = async (files: Files, options: ImportOptions = { replace: true, allowed: { removal: 100 } }) =>
    importFolder(dataSource, 'gera', await folderOf(files), options);

  async function problemsOf(files: Files): Promise<readonly Problem[]> {
    const error: unknown = await importFiles(files).catch((caught: unknown) => caught);
    if (error instanceof ImportError) return error.problems;
    throw new Error('The import found no problem.', { cause: error });
  }

  const updatedAt = async (table: string) => {
    const rows = await dataSource.query<{ key: string; at: Date }[]>(`SELECT key, updated_at AS at FROM ${table}`);
    return Object.fromEntries(rows.map(({ key, at }) => [key, at.toISOString()]));
  };

  it('puts the records of a folder into the database and counts them', async () => {
    const before = Date.now();
    expect(await importFiles(geraWith())).toMatchObject({
      outcome: 'imported',
      counts: {
        topics: 3,
        staff: 2,
        programmes: 1,
        experiences: 2,
        exchanges: 1,
        partners: 3,
        documents: 2,
        needs: 1,
        offers: 1,
      },
      passedOver: [],
      leavers: { experiences: 0, programmes: 0, places: [] },
      leftOut: { staff: 0, experiences: 0, heldBack: [] },
    });

    const rows = await dump(dataSource);
    const now = expect.any(Date);
    expect(rows).toMatchObject({
      city: [{ id: 'gera', name: 'Gera', language: 'de', import_digest: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      topic: [
        { key: 'austausch', labels: { de: 'Austausch', en: 'Exchange' }, updated_at: now },
        { key: 'kita', labels: { de: 'Kita-Personal' }, updated_at: now },
        { key: 'wohnen', labels: { de: 'Wohnungslosigkeit', en: 'Homelessness' }, updated_at: now },
      ],
      topic_mapping: [
        { topic_key: 'kita', concept_id: 'concept:childcare', match: 'NARROW_MATCH' },
        { topic_key: 'kita', concept_id: 'concept:childcare-staffing', match: 'NARROW_MATCH' },
        { topic_key: 'wohnen', concept_id: 'concept:homelessness', match: 'EXACT_MATCH' },
        { topic_key: 'wohnen', concept_id: 'concept:housing', match: 'BROAD_MATCH' },
      ],
      staff: [
        {
          key: 'amt',
          kind: 'UNIT',
          name: 'Amt für Soziales',
          role: null,
          department: null,
          languages: [],
          email: null,
          phone: null,
          url: null,
          additional: [],
          source: null,
          visibility: 'INTERNAL',
        },
        {
          key: 'wanzar',
          kind: 'PERSON',
          name: 'Sandra Wanzar',
          role: 'Beigeordnete',
          department: 'Jugend, Soziales',
          languages: ['de', 'en'],
          email: 'amt@gera.example',
          phone: '+49 365 1',
          url: 'https://gera.example/a',
          additional: [{ name: 'room_number', label: 'Room number', value: '2.14' }],
          source: 'Report',
          visibility: 'PUBLIC',
          updated_at: new Date('2024-05-01T00:00:00Z'),
        },
      ],
      programme: [
        {
          key: 'plan',
          title: 'Aktionsplan',
          summary: 'Erste Zeile\nund "zweite"',
          status: 'ACTIVE',
          starts_on: '2023-10',
          ends_on: '2023',
          good_practice: true,
          open_to_visitors: false,
          additional: [],
          source: null,
          visibility: 'PUBLIC',
        },
      ],
      programme_topic: [
        { programme_key: 'plan', topic_key: 'kita' },
        { programme_key: 'plan', topic_key: 'wohnen' },
      ],
      programme_staff: [
        { programme_key: 'plan', staff_key: 'amt' },
        { programme_key: 'plan', staff_key: 'wanzar' },
      ],
      programme_partner: [
        {
          programme_key: 'plan',
          ordinal: 1,
          name: 'Diakonie',
          kind: 'WELFARE_PROVIDER',
          url: 'https://diakonie.example',
        },
        { programme_key: 'plan', ordinal: 2, name: 'Caritas', kind: 'WELFARE_PROVIDER', url: null },
      ],
      programme_document: [
        {
          programme_key: 'plan',
          ordinal: 1,
          title: 'Der Plan',
          url: 'https://gera.example/plan.pdf',
          language: 'de',
          published_on: '2023-11',
        },
        { programme_key: 'plan', ordinal: 2, title: 'Bericht', language: null, published_on: null },
      ],
      experience: [
        {
          key: 'e1',
          staff_key: 'wanzar',
          topic_key: 'wohnen',
          programme_key: 'plan',
          role: 'LED',
          since: '2020',
          until: null,
          summary: 'Leitete den Plan',
          source: 'Report',
        },
        { key: 'e2', staff_key: 'amt', topic_key: 'kita', programme_key: null, role: 'WORKED', until: '2020-02-29' },
      ],
      exchange: [
        {
          key: 'treffen',
          kind: 'NETWORK_MEETING',
          title: 'Treffen',
          summary: null,
          starts_on: '2023-10-06',
          ends_on: null,
          duration_days: 3,
          participants: 60,
          participants_approximate: true,
          host_id: 'gera',
          guest_ids: ['erfurt', 'bad-nauheim'],
          visibility: 'PUBLIC',
        },
      ],
      exchange_topic: [{ exchange_key: 'treffen', topic_key: 'austausch' }],
      exchange_programme: [{ exchange_key: 'treffen', programme_key: 'plan' }],
      exchange_partner: [{ exchange_key: 'treffen', ordinal: 1, name: 'Gemeindebund', kind: 'ASSOCIATION', url: null }],
      need: [{ key: 'n1', title: 'Wer hat einen Plan?', summary: null, visibility: 'NETWORK' }],
      need_topic: [{ need_key: 'n1', topic_key: 'wohnen' }],
      offer: [{ key: 'o1', kind: 'VISIT', title: 'Besuch im Rathaus', visibility: 'PUBLIC' }],
      offer_topic: [
        { offer_key: 'o1', topic_key: 'kita' },
        { offer_key: 'o1', topic_key: 'wohnen' },
      ],
    });
    expect(Date.parse((await updatedAt('staff')).amt!)).toBeGreaterThanOrEqual(before);
  });

  it('takes a city.yaml alone for a city without content', async () => {
    await importFiles(geraWith());
    await expect(importFiles({ 'city.yaml': gera['city.yaml'] })).resolves.toMatchObject({ outcome: 'imported' });
    const { city, tombstone, ...rows } = await dump(dataSource);
    expect(city).toHaveLength(1);
    expect(Object.values(rows).flat()).toEqual([]);
    expect(tombstone).not.toEqual([]);
  });

  it('takes a byte order mark, Windows line ends and decomposed characters', async () => {
    const lines = ['key,kind,name,visibility', 'amt,UNIT,Amt fu\u0308r Soziales,PUBLIC', '', ''];
    await importFiles({ 'city.yaml': gera['city.yaml'], 'staff.csv': `\uFEFF${lines.join('\r\n')}` });
    expect(await dataSource.query('SELECT name FROM staff')).toEqual([{ name: 'Amt für Soziales' }]);
  });

  it('imports more rows than go into one statement', async () => {
    const lines = Array.from({ length: 4500 }, (_, index) => `s${index},UNIT,Unit ${index},PUBLIC`);
    const staff = ['key,kind,name,visibility', ...lines].join('\n');
    await importFiles({ 'city.yaml': gera['city.yaml'], 'staff.csv': staff });
    expect(await dataSource.query('SELECT count(*)::int FROM staff')).toEqual([{ count: 4500 }]);
  });

  it('says that the same content is unchanged and touches nothing', async () => {
    await importFiles(geraWith());
    const before = await dump(dataSource);
    expect(await importFiles(geraWith())).toEqual({ outcome: 'unchanged', passedOver: [] });
    expect(await dump(dataSource)).toEqual(before);
  });

  it('CITY-266 names what it passes over also when the rest is unchanged', async () => {
    await importFiles(geraWith());
    const report = await importFiles(geraWith({ 'staff.xlsx': 'PK' }));
    expect(report).toEqual({ outcome: 'unchanged', passedOver: ['staff.xlsx'] });
    expect(describeReport('gera', report)).toBe(
      'Not read, since they are no files of an import: staff.xlsx. Save a workbook as "CSV UTF-8".\ngera has this data already.',
    );
  });

  it('CITY-267 takes a line that tells spreadsheets what separates the columns, and counts it', async () => {
    const staff = 'sep=;\nkey;kind;name;visibility\na;POST;Amt, erstes;PUBLIC\n';
    const files = (text: string): Files => ({ 'city.yaml': geraWith()['city.yaml']!, 'staff.csv': text });
    await importFiles(files(staff));
    expect(await dataSource.query('SELECT name FROM staff')).toEqual([{ name: 'Amt, erstes' }]);
    const [problem] = await problemsOf(files(staff.replace('POST', 'POSTEN')));
    expect(problem).toMatchObject({ file: 'staff.csv', line: 3, column: 'kind' });
  });

  it('CITY-281 passes over what a spreadsheet leaves around the table, and nothing that somebody wrote there', async () => {
    const staff = ';;;;;\r\nkey;kind;name;visibility;;\r\na;POST;Amt;PUBLIC;;\r\n;;;;;\r\nb;POST;Archiv;PUBLIC\r\n';
    const files = (text: string): Files => ({ 'city.yaml': geraWith()['city.yaml']!, 'staff.csv': text });
    await importFiles(files(staff));
    expect(await dataSource.query('SELECT name FROM staff ORDER BY key')).toEqual([
      { name: 'Amt' },
      { name: 'Archiv' },
    ]);
    expect(await problemsOf(files(staff.replace('Amt;PUBLIC;;', 'Amt;PUBLIC;;geheim')))).toEqual([
      expect.objectContaining({
        line: 3,
        reason: expect.stringMatching(/must have 4 cells, as the header has, but has 6/),
      }),
    ]);
  });

  it('replaces what was there by what a changed folder says', async () => {
    await importFiles(geraWith());
    await importFiles({
      'city.yaml': 'id: gera\nname: Stadt Gera\nlanguage: de\n',
      'topics.csv': 'key,label_de\nkita,Kita\n',
      'staff.csv': 'key,kind,name,visibility\nneu,POST,Büroleitung,PUBLIC\nwanzar,PERSON,S. Wanzar,NETWORK\n',
      'experiences.csv': 'key,staff,topic,role\ne1,neu,kita,ADVISED\n',
    });
    expect(await dump(dataSource)).toMatchObject({
      city: [{ name: 'Stadt Gera' }],
      topic: [{ key: 'kita', labels: { de: 'Kita' } }],
      topic_mapping: [],
      staff: [{ key: 'neu' }, { key: 'wanzar', name: 'S. Wanzar', role: null, visibility: 'NETWORK' }],
      experience: [{ key: 'e1', staff_key: 'neu', topic_key: 'kita', programme_key: null, role: 'ADVISED' }],
      programme: [],
      programme_topic: [],
      exchange: [],
      need: [],
      offer_topic: [],
    });
  });

  it('keeps the time of the last change of records that did not change, in themselves or in their parts', async () => {
    await importFiles(geraWith());
    const early = '2020-01-01T00:00:00.000Z';
    for (const table of ['topic', 'staff', 'programme', 'exchange', 'need', 'offer']) {
      await dataSource.query(`UPDATE ${table} SET updated_at = $1`, [early]);
    }
    await importFiles({
      ...withLine('topics.csv', 3, 'kita,Kita-Personal,,,,concept:childcare'), // a mapping less
      'offers.csv': 'key,kind,title,topics,visibility\no1,VISIT,Besuch im Amt,kita|wohnen,PUBLIC\n',
      'experiences.csv': `${gera['experiences.csv'].slice(0, 2).join('\n')}\n`, // the unit's is gone
      'partners.csv': `${gera['partners.csv'].slice(0, 3).join('\n')}\n`, // a programme's is gone
    });

    expect(await dataSource.query(`SELECT concept_id FROM topic_mapping WHERE topic_key = 'kita'`)).toEqual([
      { concept_id: 'concept:childcare' },
    ]);
    const changed = expect.stringMatching(/^20(?!20)/);
    expect(await updatedAt('topic')).toEqual({ wohnen: early, austausch: early, kita: changed });
    expect(await updatedAt('staff')).toEqual({ wanzar: '2024-05-01T00:00:00.000Z', amt: changed });
    expect(await updatedAt('programme')).toEqual({ plan: changed });
    expect(await updatedAt('exchange')).toEqual({ treffen: early });
    expect(await updatedAt('need')).toEqual({ n1: early });
    expect(await updatedAt('offer')).toEqual({ o1: changed });
  });

  it('writes no row that did not change', async () => {
    // A row that is written, even with what it had, moves to another place in its table.
    const places = async () => dataSource.query(`SELECT ctid, key FROM staff UNION SELECT ctid, key FROM experience`);
    await importFiles(geraWith());
    const before = await places();
    await importFiles(withLine('needs.csv', 2, 'n1,Was?,wohnen,NETWORK'));
    expect(await places()).toEqual(before);
  });

  describe('names the problem and leaves the content as it was', () => {
    const staffHeader = 'key,kind,name,visibility';
    const staffWith = (...names: (string | Buffer)[]) =>
      Buffer.concat([
        Buffer.from(`${staffHeader}\n`),
        ...names.flatMap((name, index) => [
          Buffer.from(`s${index},UNIT,`),
          Buffer.from(name),
          Buffer.from(',PUBLIC\n'),
        ]),
      ]);
    const latin1 = Buffer.from('Amt f\u00fcr Soziales', 'latin1');
    const programme = (starts: string, ends: string, practice = 'true') =>
      geraWith({
        'programmes.csv': `key,title,starts_on,ends_on,good_practice,visibility\np,Plan,${starts},${ends},${practice},PUBLIC\n`,
        'experiences.csv': gera['experiences.csv'][0]!,
        'exchanges.csv': '',
        'partners.csv': gera['partners.csv'][0]!,
        'documents.csv': gera['documents.csv'][0]!,
      });

    it.each<[name: string, files: Files, problem: [file: string, line: number | null, column: string | null, RegExp]]>([
      [
        'two encodings in one file',
        geraWith({ 'staff.csv': staffWith('Büro', latin1) }),
        ['staff.csv', 3, null, /is not UTF-8, but what comes before is/],
      ],
      [
        'a byte that no encoding has there',
        geraWith({ 'staff.csv': staffWith('Amt', Buffer.from([0x41, 0x81])) }),
        ['staff.csv', 3, null, /has the byte 0x81, which neither UTF-8 nor Windows-1252 has there/],
      ],
      [
        'UTF-16 with a byte order mark',
        geraWith({ 'staff.csv': Buffer.from(`\uFEFF${staffHeader}\n`, 'utf16le') }),
        ['staff.csv', null, null, /is UTF-16, but must be UTF-8 or Windows-1252.*CSV UTF-8/],
      ],
      [
        'UTF-16 without a byte order mark',
        geraWith({ 'staff.csv': Buffer.from(`${staffHeader}\n`, 'utf16le') }),
        ['staff.csv', null, null, /is UTF-16/],
      ],
      [
        'a workbook',
        geraWith({ 'staff.csv': Buffer.from('PK\u0003\u0004 and so on', 'latin1') }),
        ['staff.csv', null, null, /is a workbook/],
      ],
      [
        'tabs for commas',
        geraWith({ 'offers.csv': 'key\tkind\ttitle\tvisibility\no1\tVISIT\tBesuch\tPUBLIC\n' }),
        ['offers.csv', 1, null, /commas or semicolons, but has tabs/],
      ],
      [
        'a semicolon within a text that is not quoted',
        geraWith({ 'needs.csv': 'key;title;visibility\r\nn1;Wer; und was?;PUBLIC\r\n' }),
        [
          'needs.csv',
          2,
          null,
          /must have 3 cells, as the header has, but has 4. A semicolon within a text needs quotes/,
        ],
      ],
      [
        'a quote that is never closed, in a long file',
        geraWith({ 'needs.csv': `key,title,visibility\nn1,"Was?,PUBLIC\n${'n2,Plan,PUBLIC\n'.repeat(100_000)}` }),
        ['needs.csv', 2, 'title', /is longer than a million characters, or opens a quote that is never closed/],
      ],
      [
        'a value that a spreadsheet lost',
        geraWith({ 'needs.csv': 'key,title,visibility\nn1,Plan,PUBLIC\nn2,#REF!,PUBLIC\n' }),
        ['needs.csv', 3, 'title', /got "#REF!", which is what a spreadsheet shows in the place of a value/],
      ],
      [
        'a line that is no JSON',
        geraWith({ 'needs.jsonl': '{"key":"n2","title":"A","visibility":"PUBLIC"}\n{"key":"n3",\n' }),
        ['needs.jsonl', 2, null, /must be an object of JSON such as .*, but got/],
      ],
      [
        'JSON without a column that is needed',
        geraWith({ 'needs.jsonl': '{"key":"n2","title":"A"}\n' }),
        ['needs.jsonl', 1, 'visibility', /is missing, but every record needs it/],
      ],
      [
        'an object in JSON where a text must be',
        geraWith({ 'needs.jsonl': '{"key":"n2","title":{"de":"A"},"visibility":"PUBLIC"}\n' }),
        ['needs.jsonl', 1, 'title', /must be a text, a number or a list of these, but got/],
      ],
      [
        'a list in JSON where one value must be',
        geraWith({ 'needs.jsonl': '{"key":"n2","title":["A"],"visibility":"PUBLIC"}\n' }),
        ['needs.jsonl', 1, 'title', /must be one line of .*, but got a list/],
      ],
      [
        'a key that two files have',
        geraWith({ 'needs.jsonl': '{"key":"n1","title":"A","visibility":"PUBLIC"}\n' }),
        ['needs.jsonl', 1, 'key', /must be unique, but needs\.csv line 2 has "n1" too/],
      ],
      [
        'a quote that is never closed',
        geraWith({
          'needs.csv': 'key,title,summary,visibility\nn1,Plan,Kurz,PUBLIC\n\nn2,Plan,"Lang,PUBLIC\nn3,A,B,PUBLIC\n',
        }),
        ['needs.csv', 4, 'summary', /opens a quote that is never closed/],
      ],
      [
        'text behind a closing quote',
        geraWith({ 'needs.csv': 'key,title,visibility\nn1,"Das "Haus" am Markt",PUBLIC\n' }),
        ['needs.csv', 2, 'title', /closing quote/],
      ],
      [
        'a quote within an unquoted text',
        geraWith({ 'needs.csv': 'key,title,visibility\nn1,Das "Haus",PUBLIC\n' }),
        ['needs.csv', 2, 'title', /quote in its middle/],
      ],
      ['an empty file', geraWith({ 'offers.csv': '' }), ['offers.csv', 1, null, /the file is empty/]],
      [
        'a repeated key',
        geraWith({ 'needs.csv': 'key,title,summary,visibility\nn1,A,"B\nC",PUBLIC\nn1,D,,PUBLIC\n' }),
        ['needs.csv', 4, 'key', /must be unique, but line 2 has "n1" too/],
      ],
      [
        'an unknown column',
        geraWith({ 'needs.csv': 'key,title,colour,visibility\nn1,A,red,PUBLIC\n' }),
        ['needs.csv', 1, 'colour', /not a column of needs\.csv, which can have key, title, summary/],
      ],
      [
        'a column without a name',
        geraWith({ 'needs.csv': 'key,title,,visibility\nn1,A,,PUBLIC\n' }),
        ['needs.csv', 1, null, /the name of column 3 is empty/],
      ],
      [
        'a missing column',
        geraWith({ 'needs.csv': 'key,title\nn1,A\nn2,B\n' }),
        ['needs.csv', 1, 'visibility', /is missing, but every record needs it/],
      ],
      [
        'a column that stands twice',
        geraWith({ 'topics.csv': `${gera['topics.csv'].join('\n').replace('label_en', 'label_DE')}\n` }),
        ['topics.csv', 1, 'label_DE', /stands there twice/],
      ],
      [
        'a line with too many cells',
        withLine('needs.csv', 2, 'n1,Wer, und was?,wohnen,NETWORK'),
        ['needs.csv', 2, null, /must have 4 cells, as the header has, but has 5/],
      ],
      [
        'an unknown word, with the allowed ones',
        withLine('staff.csv', 3, 'amt,OFFICE,Amt,,,,,,,,,INTERNAL,'),
        ['staff.csv', 3, 'kind', /must be one of PERSON, POST, UNIT, but got "OFFICE"/],
      ],
      [
        'an empty visibility',
        withLine('staff.csv', 3, 'amt,UNIT,Amt,,,,,,,,,,'),
        ['staff.csv', 3, 'visibility', /must be one of PUBLIC, NETWORK, INTERNAL, but is empty/],
      ],
      [
        'a malformed key',
        withLine('needs.csv', 2, 'n 1,Was?,,PUBLIC'),
        ['needs.csv', 2, 'key', /must be a key of.*"n 1"/],
      ],
      [
        'a day that does not exist',
        programme('2023-02-30', ''),
        ['programmes.csv', 2, 'starts_on', /a date that exists/],
      ],
      ['a date of another form', programme('6/10/2023', ''), ['programmes.csv', 2, 'starts_on', /2023-10-06, but got/]],
      [
        'an end before the start',
        programme('2023-10', '2023-09-30'),
        ['programmes.csv', 2, 'ends_on', /before starts_on, which is "2023-10", but got "2023-09-30"/],
      ],
      [
        'a boolean that is none',
        programme('', '', 'vielleicht'),
        ['programmes.csv', 2, 'good_practice', /must be true or false, but got "vielleicht"/],
      ],
      [
        'a number that is none',
        withLine('exchanges.csv', 2, 'treffen,NETWORK_MEETING,Treffen,,3,about 60,true,gera,,,,PUBLIC'),
        ['exchanges.csv', 2, 'participants', /must be a whole number from 1 to .*"about 60"/],
      ],
      [
        'a time without its zone',
        withLine('staff.csv', 3, 'amt,UNIT,Amt,,,,,,,,,PUBLIC,2024-05-01T10:00:00'),
        ['staff.csv', 3, 'updated_at', /must be a point in time/],
      ],
      [
        'a reference to staff that is not there',
        withLine('experiences.csv', 3, 'e2,nobody,kita,,WORKED,,,,'),
        ['experiences.csv', 3, 'staff', /the key of a record in staff\.csv, but got "nobody"/],
      ],
      [
        'a reference to a topic that is not there',
        withLine('needs.csv', 2, 'n1,Was?,wohnen|verkehr,PUBLIC'),
        ['needs.csv', 2, 'topics', /the key of a record in topics\.csv, but got "verkehr"/],
      ],
      [
        'a reference to a programme that is not there',
        withLine('partners.csv', 2, 'planung,,Diakonie,OTHER,'),
        ['partners.csv', 2, 'programme', /the key of a record in programmes\.csv, but got "planung"/],
      ],
      [
        'a reference to an exchange that is not there',
        withLine('partners.csv', 3, ',besuch,Gemeindebund,ASSOCIATION,'),
        ['partners.csv', 3, 'exchange', /the key of a record in exchanges\.csv, but got "besuch"/],
      ],
      [
        'a partner of both a programme and an exchange',
        withLine('partners.csv', 2, 'plan,treffen,Diakonie,OTHER,'),
        [
          'partners.csv',
          2,
          'programme',
          /exactly one of programme and exchange must be filled, but programme and exchange are/,
        ],
      ],
      [
        'something that is no concept',
        withLine('topics.csv', 2, 'wohnen,Wohnen,,homelessness,,'),
        ['topics.csv', 2, 'exact_match', /the id of a concept, such as concept:housing, but got "homelessness"/],
      ],
      [
        'a concept that is mapped twice',
        withLine('topics.csv', 2, 'wohnen,Wohnen,,concept:housing,concept:housing,'),
        ['topics.csv', 2, 'broad_match', /must not name "concept:housing", which exact_match has too/],
      ],
      [
        'a topic without any label',
        withLine('topics.csv', 4, 'austausch,,,,,'),
        ['topics.csv', 4, 'label_<language>', /at least one of these columns must be filled/],
      ],
      [
        'a host that is no slug',
        withLine('exchanges.csv', 2, 'treffen,NETWORK_MEETING,Treffen,,,,,Gera,,,,PUBLIC'),
        ['exchanges.csv', 2, 'host', /the slug of a city, such as gera or bad-nauheim, but got "Gera"/],
      ],
      [
        'a guest that is no slug',
        withLine('exchanges.csv', 2, 'treffen,NETWORK_MEETING,Treffen,,,,,gera,erfurt|hub,,,PUBLIC'),
        ['exchanges.csv', 2, 'guests', /the slug of a city, .* but got "hub"/],
      ],
      [
        'a web address that would run a script',
        withLine('staff.csv', 3, 'amt,UNIT,Amt,,,,,,javascript:alert(1),,,PUBLIC,'),
        ['staff.csv', 3, 'url', /must be a web address that begins with https:/],
      ],
      [
        'a character that no text has',
        withLine('needs.csv', 2, 'n1,Was\u0000?,,PUBLIC'),
        ['needs.csv', 2, 'title', /must be one line of .*Was\\u0000/],
      ],
      [
        'a slip in the name of a file',
        geraWith({ 'need.csv': 'key,title,visibility\n' }),
        ['need.csv', null, null, /is not a file of an import, which can have city\.yaml, topics\.csv/],
      ],
      [
        'the folder of another city',
        geraWith({ 'city.yaml': '# Jena\nid: jena\nname: Jena\nlanguage: de\n' }),
        ['city.yaml', 2, 'id', /must be "gera", the city of this server, but got "jena"/],
      ],
      [
        'an unknown field of the city',
        geraWith({ 'city.yaml': `${gera['city.yaml']}mayor: Anna\n` }),
        ['city.yaml', 4, 'mayor', /is not a field of city\.yaml, which has id, name, language/],
      ],
      [
        'a missing field of the city',
        geraWith({ 'city.yaml': 'id: gera\nname: Gera\n' }),
        ['city.yaml', null, 'language', /must be a language tag .*, but is missing/],
      ],
      [
        'an alias for a name',
        geraWith({ 'city.yaml': 'id: gera\nname: *Gera*\nlanguage: de\n' }),
        ['city.yaml', 2, 'name', /must be one line of .*, but got no text/],
      ],
      [
        'a city.yaml that is not YAML',
        geraWith({ 'city.yaml': 'id: gera\nname: [Gera\n' }),
        ['city.yaml', 3, null, /is not YAML/],
      ],
    ])('%s', async (_, files, [file, line, column, reason]) => {
      await importFiles(geraWith());
      const before = await dump(dataSource);
      const problems = await problemsOf(files);
      expect(problems).toContainEqual({ file, line, column, reason: expect.stringMatching(reason) });
      expect(await dump(dataSource)).toEqual(before);
    });
  });

  it('tells all problems at once, each once', async () => {
    const problems = await problemsOf({
      'city.yaml': 'id: Gera\nlanguage: deutsch\n',
      'topics.csv': 'key,label_de\nwohnen,Wohnen\n',
      'staff.csv': 'key,kind,name,visibility\na,UNIT,,SECRET\nb,BOSS,Amt,PUBLIC\n',
      'experiences.csv': 'key,staff,topic,role\ne1,a,wohnen,LED\ne2,c,verkehr,\n',
    });
    expect(problems.map(({ file, line, column }) => [file, line, column])).toEqual([
      ['city.yaml', null, 'name'],
      ['city.yaml', 1, 'id'],
      ['city.yaml', 2, 'language'],
      ['staff.csv', 2, 'name'],
      ['staff.csv', 2, 'visibility'],
      ['staff.csv', 3, 'kind'],
      ['experiences.csv', 3, 'role'],
      ['experiences.csv', 3, 'staff'],
      ['experiences.csv', 3, 'topic'],
    ]);
  });

  it('does not call a reference wrong because the file that it leads to cannot be read', async () => {
    const problems = await problemsOf(geraWith({ 'staff.csv': Buffer.from([0xff, 0xfe, 0x6b, 0x00]) }));
    expect(problems).toHaveLength(1);
  });

  it('sums the first problems up in the message of the error', () => {
    const problem = { file: 'staff.csv', column: 'kind', reason: 'must be one of PERSON, POST, UNIT, but got "BOSS".' };
    const problems = Array.from({ length: 7 }, (_, index) => ({ ...problem, line: index + 2 }));
    const lines = new ImportError(problems).message.split('\n');
    expect(lines[0]).toBe('The import found 7 problems and changed nothing:');
    expect(lines[1]).toBe('  staff.csv:2 kind: must be one of PERSON, POST, UNIT, but got "BOSS".');
    expect(lines.at(-1)).toBe('  and 2 more.');
  });

  it('names a folder that is not there, and the city.yaml that it therefore lacks', async () => {
    const folder = join(tmpdir(), 'nowhere');
    await expect(importFolder(dataSource, 'gera', folder)).rejects.toMatchObject({
      problems: [
        { file: folder, line: null, reason: 'is not a folder to read (ENOENT).' },
        { file: 'city.yaml', line: null, reason: 'must be in the folder, but is not.' },
      ],
    });
  });

  it.each([
    [{}, '(or .jsonl).'],
    [{ 'staff.xlsx': 'PK', 'README.txt': '' }, 'Spreadsheets write UTF-8 when the file is saved as "CSV UTF-8".'],
  ])('CITY-314 refuses a folder without a file of an import, and says what it can have: %j', async (files, end) => {
    await importFiles(geraWith());
    const refused = importFiles(files, {});
    await expect(refused).rejects.toThrow('has no file of an import, which can have city.yaml, topics.csv, staff.csv');
    await expect(refused).rejects.toThrow(end);
  });

  it('CITY-315 knows the same content whether it is told to keep the rest or not told', async () => {
    await importFiles(geraWith(), {});
    expect(await importFiles(geraWith(), { replace: false })).toMatchObject({ outcome: 'unchanged' });
  });

  it('leaves everything as it was when the database fails in the middle, and tells no personal data', async () => {
    await importFiles(geraWith());
    const before = await dump(dataSource);
    await dataSource.query(`
      CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disk full'; END $$;
      CREATE TRIGGER fail BEFORE INSERT ON offer_topic FOR EACH ROW EXECUTE FUNCTION fail();
    `);
    const files = { ...withLine('staff.csv', 3, 'geheim,PERSON,Erika Geheim,,,,,,,,,INTERNAL,') };
    const changed = {
      ...files,
      'programmes.csv': 'key,title,visibility\nneu,Neu,PUBLIC\n',
      'experiences.csv': gera['experiences.csv'][0]!,
      'exchanges.csv': gera['exchanges.csv'][0]!,
      'partners.csv': gera['partners.csv'][0]!,
      'documents.csv': gera['documents.csv'][0]!,
      'offers.csv': 'key,kind,title,topics,visibility\no2,TALK,Vortrag,kita,PUBLIC\n',
    };
    const error: unknown = await importFiles(changed).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ImportRefusedError);
    expect(String(error)).toContain('disk full');
    expect(inspect(error)).not.toContain('Geheim');
    expect(await dump(dataSource)).toEqual(before);

    await dataSource.query('DROP TRIGGER fail ON offer_topic');
    await expect(importFiles(changed)).resolves.toMatchObject({ outcome: 'imported' });
  });

  it('lets a second import wait for the first', async () => {
    const [first, second] = await Promise.all([
      importFiles(geraWith()),
      importFiles(geraWith({ 'needs.csv': gera['needs.csv'][0]! })),
    ]);
    expect([first.outcome, second.outcome]).toEqual(['imported', 'imported']);
  });
});
