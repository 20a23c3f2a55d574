import { join } from 'node:path';
import { ErasureMarks } from '../../subgraphs/city/erasure/ErasureMarks';
import { forgetStaff } from '../../subgraphs/city/erasure/forgetStaff';
import { importFolder } from '../../subgraphs/city/import/importSource';
import { acceptMappings } from '../../subgraphs/city/suggest/acceptMappings';
import { emptyTables } from './emptyTables';
import { folderOf } from './folderOf';
import type { Files } from './folderOf';
import { openTestCity } from './openTestCity';
import type { TestCity } from './openTestCity';

const gera: Files = {
  'city.yaml': 'id: gera\nname: Gera\nlanguage: de\n',
  'topics.csv': 'key,label_de,exact_match\nwohnen,Wohnen,concept:housing\nkita,Kita,concept:childcare\n',
  'staff.csv':
    'key,kind,name,visibility,updated_at\nanna,PERSON,Anna Beispiel,PUBLIC,2024-01-01\namt,UNIT,Amt,NETWORK,2024-01-01\n',
  'programmes.csv':
    'key,title,topics,staff,visibility,updated_at\nplan,Plan,wohnen,anna,PUBLIC,2024-01-01\nrest,Rest,wohnen,,PUBLIC,2024-01-01\n',
  'experiences.csv': 'key,staff,topic,role\ne1,anna,kita,LED\n',
  'lessons.csv': 'programme,kind,text\nplan,WORKED,Besuche\n',
  'needs.csv': 'key,title,topics,visibility\nrat,Rat,wohnen,NETWORK\n',
};

const marks = new ErasureMarks('s'.repeat(64), 'gera');

let city: TestCity;

beforeAll(async () => {
  city = await openTestCity('gera');
});
afterAll(async () => {
  await city.close();
});
beforeEach(async () => {
  await emptyTables(city.dataSource);
  await importFiles(gera);
});

async function importFiles(files: Files): Promise<void> {
  await importFolder(city.dataSource, 'gera', await folderOf(files), {
    replace: true,
    allowed: { removal: 100, change: 100, widening: 100 },
    erasureMarks: marks,
  });
}

const importWith = async (changes: Files): Promise<void> => importFiles({ ...gera, ...changes });

/** The publication of the city, and of each of its records. */
async function published(): Promise<Record<string, number>> {
  const rows = await city.dataSource.query<{ name: string; at: Date | null }[]>(
    ['topic', 'staff', 'programme', 'need']
      .map((table) => `SELECT '${table} ' || key AS name, published_at AS at FROM ${table}`)
      .concat(`SELECT 'city', published_at FROM city`)
      .join(' UNION ALL '),
  );
  return Object.fromEntries(rows.map(({ name, at }) => [name, at?.getTime() ?? 0]));
}

/** Which records have another time of publication than before, once something was done. */
async function stampedBy(action: () => Promise<unknown>): Promise<readonly string[]> {
  const before = await published();
  await action();
  const after = await published();
  expect(after['city']).toBeGreaterThan(before['city']!);
  const stamped = Object.keys(after).filter((name) => name !== 'city' && after[name] !== before[name]);
  for (const name of stamped) expect([name, after[name]]).toEqual([name, after['city']]);
  return stamped.sort();
}

async function tombstones(): Promise<readonly string[]> {
  const rows = await city.dataSource.query<{ name: string }[]>(
    `SELECT concat_ws(' ', type, tombstone.key, section) AS name FROM tombstone WHERE NOT returned ORDER BY name`,
  );
  return rows.map(({ name }) => name);
}

describe('the time at which a record can be read', () => {
  it('is one for all that an import adds', async () => {
    expect(new Set(Object.values(await published())).size).toBe(1);
  });

  it.each<[what: string, changes: Files, stamped: string[]]>([
    ['a record', { 'needs.csv': 'key,title,topics,visibility\nrat,Hilfe,wohnen,NETWORK\n' }, ['need rat']],
    ['the visibility', { 'needs.csv': 'key,title,topics,visibility\nrat,Rat,wohnen,PUBLIC\n' }, ['need rat']],
    [
      'a mapping',
      { 'topics.csv': 'key,label_de,exact_match\nwohnen,Wohnen,concept:homelessness\nkita,Kita,concept:childcare\n' },
      ['topic wohnen'],
    ],
    [
      'a part of a record whose updated_at its source keeps',
      { 'lessons.csv': 'programme,kind,text\nplan,WORKED,Anrufe\n' },
      ['programme plan'],
    ],
    ['an experience', { 'experiences.csv': 'key,staff,topic,role\ne1,anna,kita,WORKED\n' }, ['staff anna']],
    ['nothing but the language of the city', { 'city.yaml': 'id: gera\nname: Gera\nlanguage: en\n' }, []],
    [
      'whose an experience is',
      { 'experiences.csv': 'key,staff,topic,role\ne1,amt,kita,LED\n' },
      ['staff amt', 'staff anna'],
    ],
  ])('changes with %s', async (_, changes, stamped) => {
    expect(await stampedBy(() => importWith(changes))).toEqual(stamped);
  });

  it('is new for a topic that comes into sight', async () => {
    const unused = { 'experiences.csv': 'key,staff,topic,role\n' };
    await importWith(unused);
    expect(await stampedBy(() => importWith({}))).toEqual(['staff anna', 'topic kita']);
  });

  it('grows from import to import when the clock is put back', async () => {
    await city.dataSource.query(`UPDATE city SET published_at = now() + interval '1 hour'`);
    const need = { 'needs.csv': 'key,title,topics,visibility\nrat,Hilfe,wohnen,NETWORK\n' };
    expect(await stampedBy(() => importWith(need))).toEqual(['need rat']);
    expect((await published())['need rat']).toBeGreaterThan(Date.now() + 3_000_000);
  });

  it('is that of the next import for what none has stamped yet', async () => {
    await city.dataSource.query('UPDATE staff SET published_at = NULL; UPDATE programme SET published_at = NULL');
    const need = { 'needs.csv': 'key,title,topics,visibility\nrat,Hilfe,wohnen,NETWORK\n' };
    expect(await stampedBy(() => importWith(need))).toEqual([
      'need rat',
      'programme plan',
      'programme rest',
      'staff amt',
      'staff anna',
    ]);
  });

  it('changes with a mapping that a person accepts', async () => {
    const folder = await folderOf({
      'accepted.csv': 'topic,concept,match,accept\nwohnen,concept:homelessness,CLOSE_MATCH,yes\n',
    });
    expect(await stampedBy(() => acceptMappings(city.dataSource, 'gera', join(folder, 'accepted.csv')))).toEqual([
      'topic wohnen',
    ]);
  });
});

describe('a tombstone', () => {
  it.each<[what: string, changes: Files, left: string[]]>([
    [
      'is left by a record that goes, for each section that saw it',
      {
        'programmes.csv': 'key,title,topics,staff,visibility,updated_at\nplan,Plan,wohnen,anna,PUBLIC,2024-01-01\n',
        'needs.csv': 'key,title,topics,visibility\n',
      },
      ['need rat NETWORK', 'programme rest NETWORK', 'programme rest PUBLIC'],
    ],
    [
      'is left for those who see a record no longer',
      {
        'staff.csv':
          'key,kind,name,visibility,updated_at\nanna,PERSON,Anna Beispiel,NETWORK,2024-01-01\namt,UNIT,Amt,INTERNAL,2024-01-01\n',
      },
      ['staff amt NETWORK', 'staff anna PUBLIC', 'topic kita PUBLIC'],
    ],
    [
      'is left by a topic that no record has any more',
      { 'experiences.csv': 'key,staff,topic,role\n' },
      ['topic kita NETWORK', 'topic kita PUBLIC'],
    ],
  ])('%s, until it is seen again', async (_, changes, left) => {
    await importWith(changes);
    expect(await tombstones()).toEqual(left);
    await importWith({});
    expect(await tombstones()).toEqual([]);
  });

  it('is left by no record that more people see', async () => {
    await importWith({ 'needs.csv': 'key,title,topics,visibility\nrat,Rat,wohnen,PUBLIC\n' });
    expect(await tombstones()).toEqual([]);
  });

  it('has the time at which the city published the change', async () => {
    await importWith({ 'needs.csv': 'key,title,topics,visibility\n' });
    const [row] = await city.dataSource.query<{ same: boolean }[]>(
      'SELECT gone_at = published_at AS same FROM tombstone, city',
    );
    expect(row).toEqual({ same: true });
  });

  it('goes after ninety days, with an import that has nothing new as well', async () => {
    await importWith({ 'needs.csv': 'key,title,topics,visibility\n' });
    await city.dataSource.query(`UPDATE tombstone SET gone_at = now() - interval '89 days'`);
    await importWith({ 'needs.csv': 'key,title,topics,visibility\n' });
    expect(await tombstones()).toEqual(['need rat NETWORK']);
    await city.dataSource.query(`UPDATE tombstone SET gone_at = now() - interval '91 days'`);
    await importWith({ 'needs.csv': 'key,title,topics,visibility\n' });
    expect(await tombstones()).toEqual([]);
  });

  it('is all that a person leaves who is forgotten, and what was seen through the person alone', async () => {
    expect(await stampedBy(() => forgetStaff(city.dataSource, 'gera', marks, 'gera:staff:anna'))).toEqual([
      'programme plan',
    ]);
    expect(await tombstones()).toEqual([
      'staff anna NETWORK',
      'staff anna PUBLIC',
      'topic kita NETWORK',
      'topic kita PUBLIC',
    ]);
    await importWith({});
    expect(await tombstones()).toEqual([
      'staff anna NETWORK',
      'staff anna PUBLIC',
      'topic kita NETWORK',
      'topic kita PUBLIC',
    ]);
  });
});
