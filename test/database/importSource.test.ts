import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { createImportCommand } from '../../subgraphs/city/import/createImportCommand';
import { importFolder, importSource } from '../../subgraphs/city/import/importSource';
import type { ImportOptions } from '../../subgraphs/city/import/importSource';
import { MassChangeError } from '../../subgraphs/city/import/MassChangeError';
import { ImportError } from '../../subgraphs/city/import/Problems';
import { describeProblems } from '../../subgraphs/city/import/report/describeProblems';
import { openFile } from '../../subgraphs/city/import/source/openSource';
import { emptyTables } from './emptyTables';
import { folderOf } from './folderOf';
import type { Files } from './folderOf';
import { openTestCity } from './openTestCity';
import type { TestCity } from './openTestCity';

const cityFile = { 'city.yaml': 'id: gera\nname: Gera\nlanguage: de\n' };

/** A city with ten units, of which the first two have done something. */
const gera: Files = {
  ...cityFile,
  'topics.csv': 'key,label_de,exact_match,close_match\nwohnen,Wohnen,concept:housing,\nkita,Kita,,concept:childcare\n',
  'staff.csv': `key,kind,name,visibility\n${Array.from({ length: 10 }, (_, i) => `s${i},UNIT,Amt ${i},PUBLIC\n`).join('')}`,
  'programmes.csv': 'key,title,topics,staff,visibility\nplan,Plan,wohnen|kita,s0|s1,PUBLIC\n',
  'experiences.csv': 'key,staff,topic,role\ne0,s0,wohnen,LED\ne1,s1,kita,WORKED\n',
  'partners.csv': 'programme,name,kind\nplan,Diakonie,OTHER\nplan,Caritas,OTHER\n',
};

const nothing = { new: 0, changed: 0, unchanged: 0, retired: 0 };

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

const importFiles = async (files: Files, options: ImportOptions = {}) =>
  importFolder(dataSource, 'gera', await folderOf(files), options);

const importOne = async (name: string, content: string | Buffer, options: ImportOptions = {}) =>
  importSource(dataSource, 'gera', openFile(join(await folderOf({ [name]: content }), name)), options);

const keysOf = async (table: string): Promise<string[]> =>
  (await dataSource.query<{ key: string }[]>(`SELECT key FROM ${table} ORDER BY key`)).map(({ key }) => key);

async function dump(): Promise<unknown> {
  const rows: Record<string, unknown> = {};
  for (const table of ['city', 'topic', 'topic_mapping', 'staff', 'programme', 'programme_staff', 'experience']) {
    rows[table] = await dataSource.query(`SELECT * FROM ${table} ORDER BY ${table}::text`);
  }
  return rows;
}

describe('the formats of an import', () => {
  /** As a German Excel saves "CSV (Trennzeichen-getrennt)": semicolons, Windows-1252, CRLF. */
  const excel = (lines: string[]) =>
    Buffer.from(`${lines.join('\r\n')}\r\n`.replaceAll('€', '\x80').replaceAll('–', '\x96'), 'latin1');

  it('reads what a German Excel exports', async () => {
    const report = await importFiles({
      ...cityFile,
      'topics.csv': excel(['key;label_de', 'strasse;Straßenbau', ';']),
      'programmes.csv': excel([
        'key;title;summary;good_practice;open_to_visitors;topics;visibility',
        'bruecke;"Brücke über die Elster; Süd";"Größe: 3 Mio. €',
        'Zweite Zeile – ""neu"", mit Käse";WAHR;FALSCH;strasse;PUBLIC',
        ';;;;;;',
      ]),
    });
    expect(report).toMatchObject({
      outcome: 'imported',
      files: [
        { file: 'topics.csv', records: 1, encoding: 'Windows-1252', format: 'CSV with semicolons' },
        { file: 'programmes.csv', records: 1, encoding: 'Windows-1252', format: 'CSV with semicolons' },
      ],
    });
    expect(await dataSource.query('SELECT title, summary, good_practice, open_to_visitors FROM programme')).toEqual([
      {
        title: 'Brücke über die Elster; Süd',
        summary: 'Größe: 3 Mio. €\nZweite Zeile – "neu", mit Käse',
        good_practice: true,
        open_to_visitors: false,
      },
    ]);
    expect(await dataSource.query('SELECT labels FROM topic')).toEqual([{ labels: { de: 'Straßenbau' } }]);
  });

  it('names the line of a problem after line breaks within quotes, whatever the line ends', async () => {
    const lines = ['key;title;summary;visibility', 'a;A;"eins', 'zwei";PUBLIC', '', 'b;B;;GEHEIM'];
    await expect(importFiles({ ...cityFile, 'needs.csv': excel(lines) })).rejects.toMatchObject({
      problems: [{ file: 'needs.csv', line: 5, column: 'visibility' }],
    });
  });

  it('finds the first byte that is not UTF-8 far behind the beginning of a file', async () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => `s${index};UNIT;Amt ${index};PUBLIC`);
    const report = await importFiles({
      ...cityFile,
      'staff.csv': excel(['key;kind;name;visibility', ...lines, 'last;UNIT;Büro;PUBLIC']),
    });
    expect(report).toMatchObject({ files: [{ encoding: 'Windows-1252', records: 5_001 }] });
    expect(await dataSource.query(`SELECT name FROM staff WHERE key = 'last'`)).toEqual([{ name: 'Büro' }]);
  });

  it('takes the encoding that it is told', async () => {
    const files = { ...cityFile, 'needs.csv': Buffer.from('key,title,visibility\na,Wałbrzych,PUBLIC\n') };
    await importFiles(files, { encoding: 'Windows-1252' });
    expect(await dataSource.query('SELECT title FROM need')).toEqual([{ title: 'WaÅ‚brzych' }]);
    const latin = { ...cityFile, 'needs.csv': Buffer.from('key,title,visibility\na,Käse,PUBLIC\n', 'latin1') };
    await expect(importFiles(latin, { encoding: 'UTF-8' })).rejects.toMatchObject({
      problems: [{ file: 'needs.csv', line: 2, reason: expect.stringContaining('is not UTF-8') }],
    });
  });

  it('tells a byte order mark', async () => {
    const report = await importFiles({ ...cityFile, 'needs.csv': '\uFEFFkey,title,visibility\n' });
    expect(report).toMatchObject({ files: [{ encoding: 'UTF-8 with byte order mark', format: 'CSV with commas' }] });
  });

  it('reads JSON lines, beside CSV or in place of it', async () => {
    const staff = [
      {
        key: 'a',
        kind: 'PERSON',
        name: ' Anna ',
        languages: ['de', 'EN'],
        'additional.room': 12,
        visibility: 'PUBLIC',
      },
      { visibility: 'NETWORK', kind: 'UNIT', name: 'Amt', key: 'b', email: null, languages: 'de|nl' },
    ];
    const report = await importFiles({
      ...cityFile,
      'staff.jsonl': `${staff.map((each) => JSON.stringify(each)).join('\n')}\n\n`,
      'staff.csv': 'key,kind,name,visibility\nc,UNIT,Büro,PUBLIC\n',
      'exchanges.jsonl':
        '{"key":"x","kind":"STUDY_VISIT","title":"Besuch","participants":12,"participants_approximate":true,"guests":["jena"],"visibility":"PUBLIC"}',
    });
    expect(report).toMatchObject({ counts: { staff: 3, exchanges: 1 } });
    expect(await dataSource.query('SELECT key, name, languages, additional FROM staff ORDER BY key')).toEqual([
      { key: 'a', name: 'Anna', languages: ['de', 'en'], additional: [{ name: 'room', label: 'Room', value: '12' }] },
      { key: 'b', name: 'Amt', languages: ['de', 'nl'], additional: [] },
      { key: 'c', name: 'Büro', languages: [], additional: [] },
    ]);
    expect(await dataSource.query('SELECT participants, guest_ids FROM exchange')).toEqual([
      { participants: 12, guest_ids: ['jena'] },
    ]);
  });

  it('stores whatever characters a text has', async () => {
    const summary = 'Tab\tBackslash \\ \\N {a,"b"} Zeile\nzwei 🏛';
    await importFiles({
      ...cityFile,
      'needs.jsonl': JSON.stringify({ key: 'a', title: '\\N', summary, visibility: 'PUBLIC' }),
    });
    expect(await dataSource.query('SELECT title, summary FROM need')).toEqual([{ title: '\\N', summary }]);
  });

  it('keeps the first thousand problems and counts the rest', async () => {
    const lines = Array.from({ length: 1500 }, (_, index) => `e${index},nobody,nothing,WORKED`);
    const error: unknown = await importFiles({
      ...cityFile,
      'experiences.csv': `key,staff,topic,role\n${lines.join('\n')}\n`,
    }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ImportError);
    expect((error as ImportError).problems).toHaveLength(1000);
    expect((error as ImportError).count).toBe(3000);
  });
});

describe('an import that adds', () => {
  it('keeps what the source does not have, changes what it has otherwise and adds what is new', async () => {
    await importFiles(gera);
    const report = await importOne(
      'staff.csv',
      'key,kind,name,visibility\ns1,UNIT,Neues Amt,PUBLIC\ns2,UNIT,Amt 2,PUBLIC\nneu,POST,Leitung,PUBLIC\n',
    );
    expect(report).toMatchObject({
      changes: { staff: { new: 1, changed: 1, unchanged: 1, retired: 0 }, topics: nothing },
    });
    expect(await keysOf('staff')).toEqual(['neu', ...Array.from({ length: 10 }, (_, index) => `s${index}`)]);
    expect(await keysOf('experience')).toEqual(['e0', 'e1']);
    expect(await dataSource.query(`SELECT name FROM staff WHERE key = 's1'`)).toEqual([{ name: 'Neues Amt' }]);
  });

  it('changes nothing when it comes again, not even when other imports came between', async () => {
    await importFiles(gera);
    const file = 'key,staff,topic,role\ne2,s2,kita,LED\n';
    await importOne('experiences.csv', file);
    expect(await importOne('experiences.csv', file)).toEqual({ outcome: 'unchanged', passedOver: [] });
    const before = await dataSource.query('SELECT key, ctid, updated_at FROM staff ORDER BY key');
    await importFiles(gera);
    expect(await importOne('experiences.csv', file)).toMatchObject({
      changes: { experiences: { new: 0, changed: 0, unchanged: 1, retired: 0 } },
    });
    expect(await dataSource.query('SELECT key, ctid, updated_at FROM staff ORDER BY key')).toEqual(before);
  });

  it('says that a record changed whose part came in another file', async () => {
    await importFiles(gera);
    const early = '2020-01-01T00:00:00Z';
    await dataSource.query('UPDATE staff SET updated_at = $1', [early]);
    const report = await importOne('experiences.csv', 'key,staff,topic,role\ne0,s5,wohnen,LED\n');
    expect(report).toMatchObject({ changes: { staff: { changed: 2 }, experiences: { changed: 1 } } });
    const changed = await dataSource.query(`SELECT key FROM staff WHERE updated_at > '2021-01-01' ORDER BY key`);
    expect(changed).toEqual([{ key: 's0' }, { key: 's5' }]); // who has it no longer, and who has it now
  });

  it('takes the mappings and lists of a record as they are now', async () => {
    await importFiles(gera);
    await importFiles({
      'topics.csv': 'key,label_de,exact_match,close_match\nwohnen,Wohnen,,concept:housing|concept:homelessness\n',
      'programmes.csv': 'key,title,topics,staff,visibility\nplan,Plan,kita,,PUBLIC\n',
    });
    expect(await dataSource.query('SELECT * FROM topic_mapping ORDER BY 1, 2')).toEqual([
      { topic_key: 'kita', concept_id: 'concept:childcare', match: 'CLOSE_MATCH' },
      { topic_key: 'wohnen', concept_id: 'concept:homelessness', match: 'CLOSE_MATCH' },
      { topic_key: 'wohnen', concept_id: 'concept:housing', match: 'CLOSE_MATCH' },
    ]);
    expect(await dataSource.query('SELECT * FROM programme_topic')).toEqual([
      { programme_key: 'plan', topic_key: 'kita' },
    ]);
    expect(await dataSource.query('SELECT * FROM programme_staff')).toEqual([]);
    expect(await dataSource.query('SELECT name FROM programme_partner ORDER BY ordinal')).toEqual([
      { name: 'Diakonie' },
      { name: 'Caritas' },
    ]);
  });

  it('takes the partners of a programme together', async () => {
    await importFiles(gera);
    await importOne('partners.csv', 'programme,name,kind\nplan,Caritas,OTHER\n');
    expect(await dataSource.query('SELECT ordinal, name FROM programme_partner')).toEqual([
      { ordinal: 1, name: 'Caritas' },
    ]);
  });

  it('keeps mappings that a person accepted', async () => {
    await importFiles(gera);
    await dataSource.query(`INSERT INTO accepted_mapping VALUES ('kita', 'concept:education', 'CLOSE_MATCH', now())`);
    await importFiles({ ...gera, 'topics.csv': 'key,label_de\nwohnen,Wohnen\nkita,Kita\n' }, { replace: true });
    expect(await dataSource.query('SELECT topic_key, concept_id FROM topic_mapping')).toEqual([
      { topic_key: 'kita', concept_id: 'concept:education' },
    ]);
  });

  it('lets a record refer to one that the city has, and to no other', async () => {
    await importFiles(gera);
    await importOne('needs.csv', 'key,title,topics,visibility\nn1,Wer?,kita,PUBLIC\n');
    expect(await keysOf('need')).toEqual(['n1']);
    await expect(importOne('needs.csv', 'key,title,topics,visibility\nn1,Wer?,verkehr,PUBLIC\n')).rejects.toMatchObject(
      {
        problems: [
          {
            column: 'topics',
            reason: 'must be the key of a record in topics.csv, or of one that the city has, but got "verkehr".',
          },
        ],
      },
    );
  });

  it('needs to know the city before a single file of it comes', async () => {
    await expect(importOne('needs.csv', 'key,title,visibility\n')).rejects.toThrow(
      /before a folder with the city.yaml/,
    );
  });
});

describe('an import that replaces', () => {
  const fewer = 'key,kind,name,visibility\ns0,UNIT,Amt 0,PUBLIC\ns2,UNIT,Amt 2,PUBLIC\n';

  it('retires what a file does not have, with its parts, and leaves other kinds alone', async () => {
    await importFiles(gera);
    const report = await importOne('staff.csv', fewer, { replace: true, allowed: { removal: 80 } });
    expect(report).toMatchObject({
      changes: {
        staff: { unchanged: 2, retired: 8 },
        experiences: { retired: 1 },
        programmes: { changed: 1, retired: 0 },
      },
    });
    expect(await keysOf('staff')).toEqual(['s0', 's2']);
    expect(await keysOf('experience')).toEqual(['e0']);
    expect(await dataSource.query('SELECT staff_key FROM programme_staff')).toEqual([{ staff_key: 's0' }]);
  });

  it('refuses to retire more than a fifth of a kind', async () => {
    await importFiles(gera);
    const before = await dump();
    const error: unknown = await importOne('staff.csv', fewer, { replace: true }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(MassChangeError);
    expect((error as Error).message).toBe(
      'The import would retire 8 of 10 staff (80 %), 1 of 2 experiences (50 %): more than the 20 % allowed of a kind. ' +
        'Nothing was changed. If it is right, allow it with --allow-removal 80.',
    );
    expect(await dump()).toEqual(before);
  });

  const units = (visibility: (i: number) => string, name = (i: number) => `Amt ${i}`) =>
    `key,kind,name,visibility\n${Array.from({ length: 100 }, (_, i) => `u${i},UNIT,${name(i)},${visibility(i)}\n`).join('')}`;

  it('IMP-007 refuses to show more than a twentieth of a kind to more people, and counts them', async () => {
    await importFiles({ ...cityFile, 'staff.csv': units((i) => (i < 50 ? 'INTERNAL' : 'PUBLIC')) });
    const wider = units((i) => (i < 44 ? 'INTERNAL' : 'PUBLIC'));
    const before = await dump();
    await expect(importOne('staff.csv', wider)).rejects.toThrow(
      'The import would show to more people 6 of 100 staff (6 %): more than the 5 % allowed of a kind. ' +
        'Nothing was changed. If it is right, allow it with --allow-widening 6.',
    );
    expect(await dump()).toEqual(before);
    const report = await importOne('staff.csv', wider, { allowed: { widening: 6 } });
    expect(report).toMatchObject({ changes: { staff: { changed: 6, widened: 6 } } });
    // Fewer may see it: nobody has to allow that.
    await importOne(
      'staff.csv',
      units((i) => (i < 60 ? 'INTERNAL' : 'PUBLIC')),
    );
  });

  it('IMP-008 refuses names that slid by a row', async () => {
    await importFiles({ ...cityFile, 'staff.csv': units(() => 'PUBLIC') });
    const slid = units(
      () => 'PUBLIC',
      (i) => `Amt ${i + 1}`,
    );
    await expect(importOne('staff.csv', slid)).rejects.toThrow(
      /would change 100 of 100 staff \(100 %\): more than the 50 % .*--allow-change 100\.$/,
    );
    expect(await importOne('staff.csv', slid, { allowed: { change: 100 } })).toMatchObject({ outcome: 'imported' });
  });

  it('IMP-009 takes a night on which one file still names a person whom the staff has no longer', async () => {
    const staff = (...keys: string[]) =>
      `key,kind,name,visibility\n${keys.map((key) => `${key},PERSON,Kim ${key},PUBLIC\n`).join('')}`;
    const files = {
      ...cityFile,
      'topics.csv': 'key,label_de\nwohnen,Wohnen\n',
      'programmes.csv': 'key,title,status,staff,visibility\nplan,Plan,ACTIVE,p1|p2,PUBLIC\n',
      'experiences.csv': `key,staff,topic,role\n${[1, 2, 3].map((i) => `e${i},p${i},wohnen,WORKED\n`).join('')}`,
    };
    await importFiles({ ...files, 'staff.csv': staff('p1', 'p2', 'p3', 'p4', 'p5') });
    const report = await importFiles(
      { ...files, 'staff.csv': staff('p1', 'p3', 'p4', 'p5') },
      { replace: true, allowed: { removal: 40 } },
    );
    expect(report).toMatchObject({
      changes: { staff: { retired: 1 } },
      leavers: { experiences: 1, programmes: 1, places: ['experiences.csv line 3', 'programmes.csv line 2'] },
    });
    expect(await keysOf('experience')).toEqual(['e1', 'e3']);
    expect(await dataSource.query('SELECT staff_key FROM programme_staff')).toEqual([{ staff_key: 'p1' }]);
  });

  it('retires a fifth', async () => {
    await importFiles(gera);
    const staff = String(gera['staff.csv']).replace(/s8.*\ns9.*\n/, '');
    await importFiles({ ...gera, 'staff.csv': staff }, { replace: true });
    expect(await keysOf('staff')).toHaveLength(8);
  });

  it('refuses a reference to what it would retire', async () => {
    await importFiles(gera);
    const topics = 'key,label_de\nwohnen,Wohnen\n';
    await expect(importFiles({ ...gera, 'topics.csv': topics }, { replace: true })).rejects.toMatchObject({
      problems: [
        { file: 'programmes.csv', line: 2, column: 'topics' },
        { file: 'experiences.csv', line: 3, column: 'topic' },
      ],
    });
  });

  it('refuses to retire staff by a file cut short, though what names them could be left out', async () => {
    await importFiles(gera);
    await expect(importFiles({ ...gera, 'staff.csv': fewer }, { replace: true })).rejects.toThrow(
      /would retire 8 of 10 staff \(80 %\)/,
    );
  });

  it('needs the city.yaml of the folder, which is to be all that there is', async () => {
    await importFiles(gera);
    await expect(importFiles({ 'staff.csv': fewer }, { replace: true })).rejects.toThrow(
      /city.yaml: must be in the folder/,
    );
  });
});

describe('a dry run', () => {
  it('says what an import would do, and changes nothing', async () => {
    await importFiles(gera);
    const before = await dump();
    const changed = {
      ...gera,
      'staff.csv': String(gera['staff.csv'])
        .replace('Amt 3', 'Drei')
        .replace(/s9.*\n/, 'neu,UNIT,Neu,PUBLIC\n'),
      'experiences.csv': 'key,staff,topic,role\ne0,s0,wohnen,ADVISED\ne1,s1,kita,WORKED\n',
    };
    const dry = await importFiles(changed, { replace: true, dryRun: true });
    expect(await dump()).toEqual(before);
    expect(dry).toMatchObject({
      outcome: 'dry run',
      changes: {
        staff: { new: 1, changed: 2, unchanged: 7, retired: 1 }, // one for its name, one for its experience
        experiences: { new: 0, changed: 1, unchanged: 1, retired: 0 },
        topics: { ...nothing, unchanged: 2 },
      },
    });
    const { changes } = dry as Extract<typeof dry, { outcome: 'dry run' | 'imported' }>;
    expect(await importFiles(changed, { replace: true })).toMatchObject({ outcome: 'imported', changes });
  });

  it('says that an import would be refused', async () => {
    await importFiles(gera);
    const report = await importOne('staff.csv', 'key,kind,name,visibility\ns0,UNIT,Amt 0,PUBLIC\n', {
      replace: true,
      dryRun: true,
    });
    expect(report).toMatchObject({ changes: { staff: { retired: 9 } }, refusal: expect.any(MassChangeError) });
    expect(await keysOf('staff')).toHaveLength(10);
  });
});

describe('the import command', () => {
  async function run(input: string | Buffer, ...args: string[]): Promise<{ said: string; progress: string }> {
    const progress = new PassThrough();
    let said = '';
    const command = createImportCommand({
      settings: () => ({ cityId: 'gera', databaseUrl: city.databaseUrl, runtimeRole: null }),
      input: Readable.from([Buffer.from(input)]),
      say: (text) => (said += text),
      progress,
    }).exitOverride();
    await command.parseAsync(args, { from: 'user' });
    return { said, progress: String(progress.read() ?? '') };
  }

  it('imports a folder and tells how it was read and what changed', async () => {
    const { said } = await run('', await folderOf(gera));
    expect(said).toMatch(/staff\.csv\s*│ 10\s*│ CSV with commas\s*│ UTF-8/);
    expect(said).toMatch(/experiences\s*│ 2\s*│ 0\s*│ 0\s*│ 0/);
    expect(said).toMatch(/gera has it\.$/);
  });

  it('reads standard input, as CSV or as JSON lines', async () => {
    await importFiles(gera);
    await run('key;title;visibility\r\nn1;Käse;PUBLIC\r\n', '-', '--kind', 'needs');
    await run('{"key":"n2","title":"Plan","visibility":"PUBLIC"}', '-', '--kind', 'needs');
    expect(await keysOf('need')).toEqual(['n1', 'n2']);
    await expect(run('', '-')).rejects.toThrow('--kind staff');
  });

  it('takes a file whose name says nothing when it is told the kind', async () => {
    await importFiles(gera);
    const folder = await folderOf({ 'export 2026.csv': 'key,title,visibility\nn1,Plan,PUBLIC\n' });
    await expect(run('', join(folder, 'export 2026.csv'))).rejects.toThrow(/must say what it holds/);
    const workbook = await folderOf({ 'Personal 2026.xlsx': 'PK' });
    await expect(run('', join(workbook, 'Personal 2026.xlsx'))).rejects.toThrow(/is a workbook, but must be text/);
    await run('', join(folder, 'export 2026.csv'), '--kind', 'needs');
    expect(await keysOf('need')).toEqual(['n1']);
  });

  it('shows all problems as a table, and writes them to a file in which nothing is a formula', async () => {
    await importFiles(gera);
    const folder = await folderOf({
      'needs.csv': 'key,title,=HYPERLINK(1),visibility\nn 1,Plan,,PUBLIC\nn2,,,GEHEIM\n',
    });
    const report = join(folder, 'problems.csv');
    const error: unknown = await run('', folder, '--report', report).catch((caught: unknown) => caught);
    const table = describeProblems(error as ImportError, 100);
    expect(table).toMatch(/needs\.csv\s*│ 3\s*│ visibility\s*│ must be one of PUBLIC, NETWORK/);
    expect(table).toMatch(/There are 4 problems; nothing was changed/);
    const text = await readFile(report, 'utf8');
    expect(text).toMatch(/^\uFEFFfile,line,column,reason\n/);
    expect(text).toContain(`needs.csv,1,'=HYPERLINK(1),`);
    expect(text.trim().split('\n')).toHaveLength(5);
  });

  it('CITY-295 tells what is wrong with the data also where it cannot be written down', async () => {
    await importFiles(gera);
    const folder = await folderOf({ 'needs.csv': 'key,title,visibility\nn1,Plan,GEHEIM\n' });
    await expect(run('', folder, '--report', join(folder, 'nowhere', 'problems.csv'))).rejects.toThrow(/visibility/);
    const good = await folderOf({ 'needs.csv': 'key,title,visibility\nn1,Plan,PUBLIC\n' });
    await expect(run('', good, '--report', good)).rejects.toThrow(`--report: ${good} cannot be written (EISDIR).`);
    expect(await keysOf('need')).toEqual(['n1']);
  });

  it('shows what a dry run found', async () => {
    await importFiles(gera);
    const { said } = await run('key,kind,name,visibility\n', '-', '--kind', 'staff', '--replace', '--dry-run');
    expect(said).toContain('would retire 10 of 10 staff (100 %)');
    expect(said).toMatch(/This was a dry run: nothing was changed\.$/);
    expect(await keysOf('staff')).toHaveLength(10);
  });
});
