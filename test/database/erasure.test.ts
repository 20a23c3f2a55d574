import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '../../subgraphs/city/database/migrate';
import { ErasedFile } from '../../subgraphs/city/erasure/ErasedFile';
import { ErasureMarks } from '../../subgraphs/city/erasure/ErasureMarks';
import { exportStaff } from '../../subgraphs/city/erasure/exportStaff';
import { TEXTS } from '../../subgraphs/city/erasure/findMentions';
import { PERSONAL } from '../../subgraphs/city/erasure/forgetStatistics';
import { forgetAgain } from '../../subgraphs/city/erasure/forgetAgain';
import { forgetStaff } from '../../subgraphs/city/erasure/forgetStaff';
import { importSource } from '../../subgraphs/city/import/importSource';
import { openFolder } from '../../subgraphs/city/import/source/openSource';
import { fillUp, onFullDisk } from '../faults/onFullDisk';
import { emptyTables } from './emptyTables';
import { openTestCity } from './openTestCity';
import type { TestCity } from './openTestCity';
import { serveCity } from './serveCity';
import { asSuperuser } from '../postgres/createTestDatabase';

const marks = new ErasureMarks('a secret of at least 32 characters', 'gera');
const KEY = 'P-4711-w';
const ID = `gera:staff:${KEY}`;
const files = {
  'city.yaml': 'id: gera\nname: Gera\nlanguage: de\n',
  'topics.csv': 'key,label_de\nhousing,Wohnen\n',
  'staff.csv': `key,kind,name,role,email,additional.room,visibility
P-4711-w,PERSON,Sandra Wanzar,Referentin,sandra.wanzar@gera.example,Zimmer von Wanzar,PUBLIC
4712,PERSON,Ben Olt,Referent,,,PUBLIC
`,
  'programmes.csv': 'key,title,topics,staff,visibility\nplan,Wohnraumplan,housing,P-4711-w|4712,PUBLIC\n',
  'experiences.csv': `key,staff,topic,programme,role,summary
e1,P-4711-w,housing,plan,LED,Frau Wanzar leitete die Runde
e2,4712,housing,plan,WORKED,Mitarbeit
`,
};

let city: TestCity;
let folder: string;

beforeAll(async () => {
  city = await openTestCity('gera');
});
afterAll(() => city.close());

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hanse-erasure-'));
  await importFiles(files);
  await city.insert('disclosure', {
    at: '2026-01-02T03:04:05Z',
    organisation: 'jena',
    subject: 'pseudonym',
    staff_key: KEY,
    extent: 'RECORD',
    request_id: 'trace',
  });
  // As the server does by itself after a while: the planner's statistics have names, too.
  await city.dataSource.query('ANALYZE');
});
afterEach(async () => {
  await emptyTables(city.dataSource);
  // Of a table that is emptied in another way PostgreSQL keeps what it knew.
  await inDatabase('DELETE FROM pg_statistic');
  await rm(folder, { recursive: true });
});

async function importFiles(
  texts: Readonly<Record<string, string>>,
  erasureMarks?: ErasureMarks,
  replace = false,
  erasedFile?: ErasedFile,
) {
  for (const [name, text] of Object.entries(texts)) await writeFile(path.join(folder, name), text);
  return importSource(city.dataSource, 'gera', openFolder(folder), { erasureMarks, replace, erasedFile });
}

const forget = (id: string) => forgetStaff(city.dataSource, 'gera', marks, id);

const inDatabase = (statement: string, parameters: readonly string[] = []) =>
  asSuperuser(new URL(city.databaseUrl).pathname.slice(1), (superuser) =>
    superuser.query<{ count: number }>(statement, [...parameters]),
  );

/** How many row versions in the tables' pages hold a text, the deleted ones that were not yet removed among them. */
async function versionsThatName(text: string): Promise<number> {
  await inDatabase('CREATE EXTENSION IF NOT EXISTS pageinspect');
  const { rows } = await inDatabase(
    `SELECT count(*)::int AS count
     FROM unnest(ARRAY['staff', 'experience']) AS name,
       generate_series(0, pg_relation_size(name::regclass) / current_setting('block_size')::int - 1) AS page,
       heap_page_items(get_raw_page(name, page::int))
     WHERE position(convert_to($1, 'UTF8') IN t_data) > 0`,
    [text],
  );
  return rows[0]?.count ?? -1;
}

/**
 * The rows of all tables that say something, as text: those of PostgreSQL's own catalogue and statistics, too. All but
 * tombstones, which have an id and a time, and what the planner knows of them.
 *
 * @param pattern what PostgreSQL takes for a regular expression as well
 */
async function rowsWith(pattern: RegExp): Promise<string[]> {
  const tables = await city.dataSource.query<{ name: string }[]>(
    `SELECT format('%I.%I', nspname, relname) AS name FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
     WHERE relkind IN ('r', 'v', 'm', 'p') AND nspname <> 'information_schema' AND has_table_privilege(pg_class.oid, 'SELECT')
       AND relname NOT IN ('pg_stat_activity', 'pg_cursors', 'pg_prepared_statements', 'tombstone')`,
  );
  const rows = tables.map(({ name }) => `SELECT '${name} ' || row_to_json(t)::text AS text FROM ${name} AS t`);
  const found = await city.dataSource.query<{ text: string }[]>(
    `SELECT text FROM (${rows.join(' UNION ALL ')}) AS rows WHERE text ${pattern.ignoreCase ? '~*' : '~'} $1`,
    [pattern.source],
  );
  return found.map(({ text }) => text).filter((text) => !text.includes('"tablename":"tombstone"'));
}

describe('forgetting a person', () => {
  it('leaves no trace of the name in any table, and keeps the programme', async () => {
    expect(await rowsWith(/pg_stats .*Wanzar/)).not.toEqual([]);
    expect(await forget(ID)).toEqual({
      record: true,
      experiences: 1,
      programmes: 1,
      disclosures: 1,
      mentions: [],
    });
    expect(await rowsWith(/wanzar|sandra|P-4711-w/i)).toEqual([]);
    const at = expect.any(Date);
    expect(await city.dataSource.query('SELECT * FROM tombstone ORDER BY section')).toEqual([
      { type: 'staff', key: 'P-4711-w', section: 'NETWORK', gone_at: at, returned: false },
      { type: 'staff', key: 'P-4711-w', section: 'PUBLIC', gone_at: at, returned: false },
    ]);
    const { _entities } = await city.data(
      '{ _entities(representations: [{ __typename: "Programme", id: "gera:programme:plan" }]) { ... on Programme { title staff { name } } } }',
    );
    expect(_entities).toEqual([{ title: 'Wohnraumplan', staff: [{ name: 'Ben Olt' }] }]);
  });

  it('CITY-310 leaves no trace in what the planner knows of tables that are empty then, and no row of its own', async () => {
    await forget('gera:staff:4712');
    const seen = { organisation: 'jena', subject: 'pseudonym', staff_key: KEY, extent: 'RECORD', request_id: 'trace' };
    await city.insert('disclosure', seen);
    await city.insert('experience', { key: 'e3', staff_key: KEY, topic_key: 'housing', summary: 'Frau Wanzar beriet' });
    await city.dataSource.query('ANALYZE');
    expect(await rowsWith(/pg_stats .*(wanzar|sandra|P-4711-w)/i)).not.toEqual([]);
    const others = () => city.dataSource.query('SELECT key FROM topic UNION ALL SELECT key FROM programme');
    const before = await others();

    await forget(ID);
    expect(await rowsWith(/wanzar|sandra|P-4711-w/i)).toEqual([]);
    expect(await others()).toEqual(before);
    expect(await city.dataSource.query('SELECT * FROM topic_staff')).toEqual([]);
    for (const table of PERSONAL) expect(await city.dataSource.query(`SELECT * FROM ${table}`)).toEqual([]);
  });

  it('CITY-312 leaves none in them either when an import has retired the last of the staff', async () => {
    const nobody = {
      'staff.csv': 'key,kind,name,visibility\n',
      'experiences.csv': 'key,staff,topic,role\n',
      'programmes.csv': 'key,title,topics,visibility\nplan,Wohnraumplan,housing,PUBLIC\n',
    };
    for (const [name, text] of Object.entries(nobody)) await writeFile(path.join(folder, name), text);
    const allowed = { removal: 100, change: 100 };
    await importSource(city.dataSource, 'gera', openFolder(folder), { replace: true, allowed });
    expect(await rowsWith(/wanzar|sandra/i)).toEqual([]);
  });

  it('CITY-311 leaves out no table that has something of a person', async () => {
    const tables = await city.dataSource.query<{ name: string }[]>(
      `SELECT DISTINCT table_name AS name FROM information_schema.columns JOIN pg_class ON oid = to_regclass(table_name)
       WHERE table_schema = 'public' AND relkind = 'r'
         AND (table_name LIKE 'staff%' OR column_name IN ('staff_key', 'staff_keys'))`,
    );
    expect(tables.map(({ name }) => name).sort()).toEqual([...PERSONAL].sort());
  });

  it('leaves no trace in the files of the tables either', async () => {
    expect(await versionsThatName('Wanzar')).toBeGreaterThan(0);
    await forget(ID);
    expect(await versionsThatName('Wanzar')).toBe(0);
  });

  it('tells the programme as changed', async () => {
    const at = async () => (await city.dataSource.query('SELECT updated_at FROM programme'))[0].updated_at as Date;
    const before = await at();
    await forget(ID);
    expect((await at()).getTime()).toBeGreaterThan(before.getTime());
  });

  it('keeps later imports from bringing the person back, whatever refers to it', async () => {
    await forget(ID);
    for (const replace of [false, true]) {
      const report = await importFiles(
        { ...files, 'topics.csv': `key,label_de\nhousing,Wohnen ${replace}\n` },
        marks,
        replace,
      );
      expect(report).toMatchObject({ outcome: 'imported', leftOut: { staff: 1, experiences: 1 } });
      expect(await rowsWith(/wanzar|sandra|P-4711-w/i)).toEqual([]);
    }
    expect(await city.dataSource.query('SELECT key FROM staff')).toEqual([{ key: '4712' }]);
    expect(await city.dataSource.query('SELECT staff_key FROM programme_staff')).toEqual([{ staff_key: '4712' }]);
  });

  it.each([
    ['a spreadsheet dropped the letters’ case', 'p-4711-W', 'Sandra Wanzar', ''],
    ['an export changed the separators', 'P_4711.w', 'S. W.', ''],
    ['zeros came before the number', 'P-004711-w', 'S. W.', ''],
    ['the source has new keys', 'N1', 'WANZAR, Sandra', ''],
    ['the source has new keys and another name', 'N1', 'Sandra Neu', 'Sandra.Wanzar@gera.example'],
  ])('IMP-010 holds an erased person back who comes again because %s', async (_, key, name, email) => {
    await forget(ID);
    const again = {
      ...files,
      'staff.csv': `key,kind,name,email,visibility\n${key},PERSON,"${name}",${email},PUBLIC\n4712,PERSON,Ben Olt,,PUBLIC\n`,
      'programmes.csv': files['programmes.csv'].replace(KEY, key),
      'experiences.csv': files['experiences.csv'].replace(KEY, key),
    };
    const report = await importFiles(again, marks);
    expect(report).toMatchObject({
      outcome: 'imported',
      leftOut: { staff: 1, experiences: 1, heldBack: [`staff.csv line 2 (${key})`] },
    });
    expect(await city.dataSource.query('SELECT key FROM staff')).toEqual([{ key: '4712' }]);

    // A namesake, for instance: somebody says so.
    const options = { erasureMarks: marks, notErased: [key] };
    await writeFile(path.join(folder, 'topics.csv'), 'key,label_de\nhousing,Wohnraum\n');
    await importSource(city.dataSource, 'gera', openFolder(folder), options);
    expect(await city.dataSource.query('SELECT key FROM staff ORDER BY key DESC')).toEqual([{ key }, { key: '4712' }]);
  });

  it('CITY-282 has the next import say who is left out, also of files that have not changed', async () => {
    expect(await importFiles(files, marks)).toMatchObject({ outcome: 'unchanged' });
    await forget(ID);
    const leftOut = { outcome: 'imported', leftOut: { staff: 1, experiences: 1 } };
    expect(await importFiles(files, marks)).toMatchObject(leftOut);
    expect(await importFiles(files, marks)).toMatchObject({ outcome: 'unchanged' });
  });

  it('keeps imports back that cannot tell who was erased', async () => {
    await forget(ID);
    const changed = { ...files, 'topics.csv': 'key,label_de\nhousing,Wohnraum\n' };
    await expect(importFiles(changed)).rejects.toThrow('Give the CITY_ERASURE_KEY of then');
    const other = new ErasureMarks('another secret of 32 characters!', 'gera');
    await expect(importFiles(changed, other)).rejects.toThrow('is not the one under which persons were erased');
    await expect(migrate(city.databaseUrl, null, undefined, other)).rejects.toThrow('is not the one');
    await importFiles(changed, marks);
    await expect(importFiles(changed, other)).rejects.toThrow('is not the one');
    await expect(forgetStaff(city.dataSource, 'gera', other, 'gera:staff:4712')).rejects.toThrow('is not the one');
    expect(await city.dataSource.query('SELECT key FROM staff')).toEqual([{ key: '4712' }]);
  });

  it('CITY-301 a full disk leaves no half of a mark, and nobody is forgotten until there is space', async () => {
    const file = new ErasedFile(path.join(folder, 'erased.txt'));
    await writeFile(file.path, fillUp('', 100));
    const before = await readFile(file.path, 'utf8');
    const settings = { CITY_ID: 'gera', DATABASE_URL: city.databaseUrl, CITY_ERASED_FILE: file.path };
    const forgetting = onFullDisk(['--', 'subgraphs/city/main.ts', 'forget', ID], {
      ...settings,
      CITY_ERASURE_KEY: 'a secret of at least 32 characters',
    });
    expect(await forgetting).toEqual({
      code: 1,
      err: `CITY_ERASED_FILE: ${file.path} cannot be written (EFBIG): it may not become that large.\n`,
    });
    expect((await readFile(file.path, 'utf8')) === before).toBe(true);
    expect(await city.dataSource.query('SELECT key FROM staff WHERE key = $1', [KEY])).toEqual([{ key: KEY }]);

    // As an editor leaves it that ends no last line.
    await writeFile(file.path, before.trimEnd());
    expect(await forgetStaff(city.dataSource, 'gera', marks, ID, file)).toMatchObject({ record: true });
    expect(await file.read()).toHaveLength(4);
  });

  it('does not keep what would tell who was erased', async () => {
    await forget(ID);
    const kept = await city.dataSource.query<{ mark: Buffer }[]>('SELECT mark FROM erased_staff');
    const has = (mark: Buffer): boolean => kept.some((row) => row.mark.equals(mark));
    // Its key, the key in any spelling, the name, the e-mail address.
    expect(kept).toHaveLength(4);
    expect(has(marks.ofStaff(KEY))).toBe(true);
    expect(has(new ErasureMarks('another secret of 32 characters!', 'gera').ofStaff(KEY))).toBe(false);
    expect(has(new ErasureMarks('a secret of at least 32 characters', 'jena').ofStaff(KEY))).toBe(false);
  });

  it('names the texts of others that may still name the person', async () => {
    await city.insert('programme', { key: 'p2', title: 'Sprechstunde', summary: 'Ansprechpartnerin: Frau WANZAR.' });
    await city.insert('need', { key: 'n1', title: 'Vom Wanzarplatz aus' });
    await city.insert('topic', { key: 't2', labels: { de: 'Bei sandra.wanzar@gera.example' } });
    expect((await forget(ID)).mentions).toEqual([
      { table: 'topic', key: 't2' },
      { table: 'programme', key: 'p2' },
    ]);
  });

  it('looks through every table that has texts', async () => {
    const tables = await city.dataSource.query<{ name: string }[]>(
      `SELECT DISTINCT table_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name NOT IN ('city', 'migrations')
         AND column_name IN ('name', 'title', 'summary', 'labels', 'text', 'indicator', 'funder')`,
    );
    expect(TEXTS.map(({ table }) => table).sort()).toEqual(tables.map(({ name }) => name).sort());
  });

  it('erases what the disclosure log has of a person whose record is gone, and can be run again', async () => {
    await city.dataSource.query('DELETE FROM staff WHERE key = $1', [KEY]);
    expect(await forget(ID)).toMatchObject({ record: false, disclosures: 1 });
    expect(await forget(ID)).toMatchObject({ record: false, disclosures: 0 });
    expect(await rowsWith(/P-4711-w/)).toEqual([]);
    const withoutStaff = { 'programmes.csv': 'key,title,visibility\n', 'experiences.csv': 'key,staff,topic,role\n' };
    const again = { 'staff.csv': 'key,kind,name,visibility\np-4711-W,PERSON,S. W.,PUBLIC\n' };
    expect(await importFiles({ ...files, ...again, ...withoutStaff }, marks)).toMatchObject({
      leftOut: { heldBack: ['staff.csv line 2 (p-4711-W)'] },
    });
  });

  it.each([
    ['jena:staff:P-4711-w', '"jena:staff:P-4711-w" is not an id of gera: expected one such as gera:staff:12.'],
    [
      'gera:programme:plan',
      '"gera:programme:plan" is not about staff, but a programme: expected one such as gera:staff:12.',
    ],
    [KEY, '"P-4711-w" is not an id: expected one such as gera:staff:12.'],
    ["gera:staff:'; DROP", 'is not an id'],
    ['gera:staff:none', 'The city holds nothing on gera:staff:none.'],
  ])('refuses %s and changes nothing', async (id, message) => {
    const before = await city.dataSource.query('SELECT count(*) FROM staff');
    await expect(forget(id)).rejects.toThrow(message);
    await expect(exportStaff(city.dataSource, 'gera', id)).rejects.toThrow(message);
    expect(await city.dataSource.query('SELECT count(*) FROM staff')).toEqual(before);
    expect(await city.dataSource.query('SELECT * FROM erased_staff')).toEqual([]);
  });
});

describe('after a backup from before an erasure was restored', () => {
  let file: ErasedFile;

  beforeEach(async () => {
    file = new ErasedFile(path.join(folder, 'erased.txt'));
    await migrate(city.databaseUrl, null, file);
    await forgetStaff(city.dataSource, 'gera', marks, ID, file);
    await restore();
  });

  /** What the city had before anybody was erased, in the place of what it has. */
  async function restore(texts: Readonly<Record<string, string>> = files): Promise<void> {
    await emptyTables(city.dataSource);
    await importFiles(texts);
  }

  const serve = async () => {
    const server = await serveCity(city.databaseUrl, { erasedFile: file.path });
    await server.close();
  };
  const again = (decisions: { others?: readonly string[]; erased?: readonly string[] } = {}) =>
    forgetAgain(city.dataSource, 'gera', marks, file, {
      others: new Set(decisions.others),
      erased: decisions.erased ?? [],
    });
  const keys = async () =>
    (await city.dataSource.query<{ key: string }[]>('SELECT key FROM staff ORDER BY key')).map(({ key }) => key);

  it('IMP-011 nothing runs that would show the person again, until the city has forgotten again', async () => {
    const refusal =
      /^The database lacks 4 of the 4 marks of erased persons in .*erased\.txt: .* Run "city forget --again" first\.$/;
    await expect(serve()).rejects.toThrow(refusal);
    await expect(migrate(city.databaseUrl, null, file)).rejects.toThrow(refusal);
    const changed = { ...files, 'topics.csv': 'key,label_de\nhousing,Wohnraum\n' };
    await expect(importFiles(changed, marks, true, file)).rejects.toThrow(refusal);
    await expect(forgetStaff(city.dataSource, 'gera', marks, 'gera:staff:4712', file)).rejects.toThrow(refusal);
    expect(await keys()).toEqual(['4712', KEY]);

    expect(await again()).toEqual({ marks: 4, staff: [ID] });
    expect(await rowsWith(/wanzar|sandra|P-4711-w/i)).toEqual([]);
    await serve();
    await migrate(city.databaseUrl, null, file);
    expect(await importFiles(changed, marks, true, file)).toMatchObject({ leftOut: { staff: 1 } });
    expect(await keys()).toEqual(['4712']);
    expect(await again()).toEqual({ marks: 0, staff: [] });
  });

  it('CITY-313 the planner forgets again, too, also of who is alone in a table', async () => {
    await city.dataSource.query("DELETE FROM staff WHERE key = '4712'");
    await city.dataSource.query('ANALYZE');
    expect(await rowsWith(/pg_stats .*wanzar/i)).not.toEqual([]);
    await again();
    expect(await rowsWith(/wanzar|sandra|P-4711-w/i)).toEqual([]);
  });

  it('IMP-012 somebody says who is meant where only the name is the same', async () => {
    await restore({
      ...files,
      'staff.csv': 'key,kind,name,visibility\nN1,PERSON,"Wanzar, Sandra",PUBLIC\n4712,PERSON,Ben Olt,PUBLIC\n',
      'programmes.csv': files['programmes.csv'].replace(KEY, 'N1'),
      'experiences.csv': files['experiences.csv'].replace(KEY, 'N1'),
    });
    const undecided = 'These records look like an erased person under another key: gera:staff:N1.';
    await expect(again()).rejects.toThrow(undecided);
    await expect(serve()).rejects.toThrow('The database lacks 4');
    expect(await again({ others: ['N1'] })).toEqual({ marks: 4, staff: [] });
    await expect(again()).rejects.toThrow(undecided);
    expect(await again({ erased: ['N1'] })).toEqual({ marks: 0, staff: ['gera:staff:N1'] });
    expect(await keys()).toEqual(['4712']);
  });

  it('IMP-013 a file that is lost or damaged is said, and is made only of all that the database has', async () => {
    const whole = await readFile(file.path, 'utf8');
    await again();
    await writeFile(file.path, whole.slice(0, -3));
    await expect(serve()).rejects.toThrow(/^Line 6 of CITY_ERASED_FILE, .*, is no mark: expected 64 and 16/);
    await rm(file.path);
    await expect(serve()).rejects.toThrow(/cannot be read \(ENOENT\)\. Bring it back/);
    await migrate(city.databaseUrl, null, file);
    expect((await readFile(file.path, 'utf8')).split('\n').sort()).toEqual(whole.split('\n').sort());
    await serve();
  });

  it('IMP-014 marks of another secret are refused', async () => {
    const other = new ErasureMarks('another secret of 32 characters!', 'gera');
    const decisions = { others: new Set<string>(), erased: [] };
    await expect(forgetAgain(city.dataSource, 'gera', other, file, decisions)).rejects.toThrow('is not the one');
    expect(await keys()).toEqual(['4712', KEY]);
  });
});

describe('exporting a person', () => {
  it('gives the record, the experiences, the programmes, and who was told of it', async () => {
    const held = await exportStaff(city.dataSource, 'gera', ID);
    expect(JSON.parse(JSON.stringify(held))).toMatchObject({
      id: ID,
      city: 'gera',
      record: {
        name: 'Sandra Wanzar',
        email: 'sandra.wanzar@gera.example',
        visibility: 'PUBLIC',
        additional: [{ name: 'room', value: 'Zimmer von Wanzar' }],
      },
      experiences: [{ key: 'e1', topic: 'housing', programme: 'plan', summary: 'Frau Wanzar leitete die Runde' }],
      programmes: [{ key: 'plan', title: 'Wohnraumplan' }],
      disclosures: [{ at: '2026-01-02T03:04:05.000Z', organisation: 'jena', viewer: 'pseudonym', extent: 'RECORD' }],
      mentions: [],
    });
    expect(JSON.stringify(held)).not.toContain('Ben Olt');
  });

  it('has every column that a person has, so that a new one is not forgotten', async () => {
    const columns = await city.dataSource.query<{ name: string }[]>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = 'staff'::regclass AND attnum > 0
         AND NOT attisdropped AND attgenerated = ''`,
    );
    const { record } = await exportStaff(city.dataSource, 'gera', ID);
    expect(Object.keys(record!).sort()).toEqual(columns.map(({ name }) => name).sort());
  });
});
