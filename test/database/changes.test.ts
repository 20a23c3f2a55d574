import fc from 'fast-check';
import { graphql } from 'graphql';
import type { ExecutionResult } from 'graphql';
import { createCityContext } from '../../subgraphs/city/answer/context';
import { createDataSource } from '../../subgraphs/city/database/createDataSource';
import { ErasureMarks } from '../../subgraphs/city/erasure/ErasureMarks';
import { forgetStaff } from '../../subgraphs/city/erasure/forgetStaff';
import { importFolder } from '../../subgraphs/city/import/importSource';
import { Publication } from '../../subgraphs/city/publication/Publication';
import { buildCitySchema } from '../../subgraphs/city/schema/buildCitySchema';
import { emptyTables } from './emptyTables';
import { folderOf } from './folderOf';
import type { Files } from './folderOf';
import { openTestCity } from './openTestCity';
import type { Answer, TestCity } from './openTestCity';

const marks = new ErasureMarks('s'.repeat(64), 'gera');
const STRANGER = { anonymous: true } as const;
const MEMBER = { anonymous: false, organisation: 'suhl', subject: 'p-1' } as const;
type Viewer = typeof STRANGER | typeof MEMBER;

let city: TestCity;
beforeAll(async () => {
  city = await openTestCity('gera');
});
afterAll(async () => {
  await city.close();
});
beforeEach(() => emptyTables(city.dataSource));

const KINDS = ['STAFF', 'PROGRAMME', 'TOPIC', 'EXCHANGE', 'NEED', 'OFFER'];
const QUERY = `query ($kinds: [RecordType!]!, $since: DateTime!, $first: Int!, $after: ChangePosition, $concepts: [ConceptGroup!], $text: String) {
  changes: recordChanges(kinds: $kinds, since: $since, first: $first, after: $after, concepts: $concepts, text: $text) { changes { id kind at } until }
}`;

async function ask(variables: object, viewer: Viewer = STRANGER): Promise<ExecutionResult<Answer>> {
  return graphql({
    schema: await buildCitySchema(),
    source: QUERY,
    variableValues: { kinds: KINDS, first: 101, ...variables },
    contextValue: createCityContext('gera', city.dataSource, viewer),
  });
}

interface Told {
  readonly changes: readonly { readonly id: string; readonly kind: string; readonly at: string }[];
  readonly until: string;
}

/** What changed since a moment, in pages of three. */
async function changesSince(since: string, viewer: Viewer = STRANGER, asked: object = {}): Promise<Told> {
  const changes: Told['changes'][number][] = [];
  for (;;) {
    const last = changes.at(-1);
    const { data, errors } = await ask(
      { since, first: 3, after: last && { at: last.at, id: last.id }, ...asked },
      viewer,
    );
    expect(errors).toBeUndefined();
    changes.push(...data.changes.changes);
    if (data.changes.changes.length < 3) return { changes, until: data.changes.until };
  }
}

const told = ({ changes }: Told): readonly string[] => changes.map(({ id, kind }) => `${kind} ${id}`);

async function importFiles(files: Files): Promise<void> {
  const allowed = { removal: 100, change: 100, widening: 100 };
  await importFolder(city.dataSource, 'gera', await folderOf(files), { replace: true, allowed, erasureMarks: marks });
}

const needs = (...rows: readonly string[]) => ({
  'city.yaml': 'id: gera\nname: Gera\nlanguage: de\n',
  'needs.csv': ['key,title,topics,visibility,updated_at', ...rows].join('\n'),
});

const anHourAgo = (): string => new Date(Date.now() - 3_600_000).toISOString();

describe('what changed', () => {
  it('is what an import brought, whatever dates its source gives', async () => {
    await importFiles(needs('a,A,,PUBLIC,2024-01-01', 'b,B,,PUBLIC,2024-01-01'));
    const first = await changesSince(anHourAgo());
    expect(told(first)).toEqual(['ADDED gera:need:a', 'ADDED gera:need:b']);
    await importFiles(needs('a,Other,,PUBLIC,2019-01-01', 'c,C,,PUBLIC,2018-01-01'));
    const next = await changesSince(first.until);
    expect(told(next)).toEqual(['CHANGED gera:need:a', 'REMOVED gera:need:b', 'ADDED gera:need:c']);
    expect(told(await changesSince(next.until))).toEqual([]);
  });

  it('is for each viewer what became of what that viewer sees', async () => {
    await importFiles(needs('a,A,,PUBLIC,', 'b,B,,NETWORK,', 'c,C,,INTERNAL,'));
    const [strangers, members] = [await changesSince(anHourAgo()), await changesSince(anHourAgo(), MEMBER)];
    expect(told(strangers)).toEqual(['ADDED gera:need:a']);
    expect(told(members)).toEqual(['ADDED gera:need:a', 'ADDED gera:need:b']);
    await importFiles(needs('a,A,,NETWORK,', 'b,B,,PUBLIC,', 'c,D,,INTERNAL,'));
    expect(told(await changesSince(strangers.until))).toEqual(['REMOVED gera:need:a', 'ADDED gera:need:b']);
    expect(told(await changesSince(members.until, MEMBER))).toEqual(['CHANGED gera:need:a', 'CHANGED gera:need:b']);
  });

  it('is told of the kinds that are asked for', async () => {
    await importFiles({
      ...needs('a,A,wohnen,PUBLIC,'),
      'topics.csv': 'key,label_de\nwohnen,Wohnen\nunused,Unbenutzt\n',
    });
    for (const [kinds, expected] of [
      [['TOPIC'], ['gera:topic:wohnen']],
      [['NEED', 'STAFF'], ['gera:need:a']],
      [[], []],
    ]) {
      const { data, errors } = await ask({ since: anHourAgo(), kinds });
      expect(errors).toBeUndefined();
      expect(data.changes.changes.map(({ id }: Answer) => id)).toEqual(expected);
    }
  });

  it('is an id alone of a person who was forgotten', async () => {
    const staff = (...rows: readonly string[]) => ({
      ...needs(),
      'staff.csv': ['key,kind,name,visibility', ...rows].join('\n'),
    });
    await importFiles(staff('anna,PERSON,Anna Beispiel,PUBLIC', 'amt,UNIT,Amt,PUBLIC'));
    const { until } = await changesSince(anHourAgo());
    await forgetStaff(city.dataSource, 'gera', marks, 'gera:staff:anna');
    expect(told(await changesSince(until))).toEqual(['REMOVED gera:staff:anna']);
  });

  it('is not new where nobody knows since when it was there', async () => {
    await importFiles(needs('a,A,,PUBLIC,'));
    await city.dataSource.query('UPDATE need SET public_since = NULL');
    expect(told(await changesSince(anHourAgo()))).toEqual(['CHANGED gera:need:a']);
  });
});

describe('until when that is all', () => {
  /** Publishes a need, and does something before others can see it. */
  async function publishingSlowly(meanwhile: () => Promise<void>): Promise<Date> {
    const other = await createDataSource(city.databaseUrl).initialize();
    try {
      return await other.transaction(async (manager) => {
        await manager.query('LOCK TABLE city IN SHARE ROW EXCLUSIVE MODE');
        const publication = await Publication.open(manager);
        await manager.query(
          `INSERT INTO need (key, title, sort_title, visibility, updated_at, published_at) VALUES ('late', 'Late', 'late', 'PUBLIC', now(), $1)`,
          [publication.at],
        );
        await publication.close();
        await meanwhile();
        return publication.at;
      });
    } finally {
      await other.destroy();
    }
  }

  it('is now, or before it, where nothing is under way', async () => {
    await importFiles(needs('a,A,,PUBLIC,'));
    const before = Date.now();
    const { until } = await changesSince(anHourAgo());
    expect(Date.parse(until)).toBeLessThanOrEqual(Date.now());
    expect(Date.parse(until)).toBeGreaterThanOrEqual(before - 1_000);
  });

  it('is before whatever somebody writes whose time was taken, and who is not done', async () => {
    await importFiles(needs('a,A,,PUBLIC,'));
    let seen: Told | undefined;
    const at = await publishingSlowly(async () => {
      seen = await changesSince(anHourAgo());
    });
    expect(told(seen!)).toEqual(['ADDED gera:need:a']);
    expect(Date.parse(seen!.until)).toBeLessThan(at.getTime());
    expect(told(await changesSince(seen!.until))).toEqual(['ADDED gera:need:late']);
  });

  it('is the last publication where the clock was put back since', async () => {
    await importFiles(needs('a,A,,PUBLIC,'));
    await city.dataSource.query(`UPDATE city SET published_at = '2100-01-01T00:00:00Z'`);
    expect((await changesSince(anHourAgo())).until).toBe('2100-01-01T00:00:00.000Z');
  });
});

describe('it is refused', () => {
  const dayAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

  it.each([
    ['since', { since: dayAgo(91) }],
    ['since', { since: dayAgo(1), after: { at: dayAgo(91) } }],
    ['first', { since: dayAgo(1), first: 0 }],
    ['first', { since: dayAgo(1), first: 102 }],
    ['after', { since: dayAgo(1), after: { at: dayAgo(1), id: 'suhl:need:1' } }],
    ['after', { since: dayAgo(1), after: { at: dayAgo(1), id: 'gera' } }],
    ['text', { since: dayAgo(1), text: ' ?!' }],
    ['text', { since: dayAgo(1), text: 'a'.repeat(1_001) }],
  ])('to tell with %s out of bounds', async (argument, variables) => {
    expect((await ask(variables)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });

  it('to tell what changed before the city knew', async () => {
    await importFiles(needs('a,A,,PUBLIC,'));
    await city.dataSource.query(`UPDATE city SET changes_since = now() - interval '30 minutes'`);
    expect((await ask({ since: anHourAgo() })).errors).toMatchObject([{ extensions: { argument: 'since' } }]);
    expect((await ask({ since: new Date(Date.now() - 60_000).toISOString() })).errors).toBeUndefined();
  });
});

it.each([
  [
    `SELECT FROM programme WHERE (published_at, key) > (now(), 'a'::record_key) ORDER BY published_at, key LIMIT 10`,
    'programme_published_at_key_idx',
  ],
  [
    `SELECT FROM tombstone
     WHERE section = 'PUBLIC' AND (gone_at, type COLLATE "C", key) > (now(), 'need', 'a'::record_key)
     ORDER BY gone_at, type COLLATE "C", key LIMIT 10`,
    'tombstone_section_gone_at_type_key_idx',
  ],
])('is found by an index, in its order', async (statement, index) => {
  await city.dataSource.query('SET enable_seqscan = off');
  const plan = JSON.stringify(await city.dataSource.query(`EXPLAIN ${statement}`));
  expect(plan).toContain(index);
  expect(plan).toContain('Index Cond: ');
  expect(plan).not.toContain('Sort');
});

it('a member who was told of a person, and not of who is gone, is in the log', async () => {
  await importFiles({
    ...needs(),
    'staff.csv':
      'key,kind,name,visibility\nanna,PERSON,Anna Beispiel,PUBLIC\nbert,PERSON,Bert,NETWORK\namt,UNIT,Amt,PUBLIC\n',
  });
  await forgetStaff(city.dataSource, 'gera', marks, 'gera:staff:bert');
  const contextValue = createCityContext('gera', city.dataSource, MEMBER);
  const variableValues = { kinds: KINDS, first: 101, since: anHourAgo() };
  await graphql({ schema: await buildCitySchema(), source: QUERY, variableValues, contextValue });
  expect(contextValue.disclosures?.records).toEqual([{ staffKey: 'anna', extent: 'ID' }]);
});

// Whatever is imported, in whatever order: who reads on is told exactly what changed, once.

interface Item {
  readonly title: number;
  readonly topic: string | null;
  readonly visibility: 'PUBLIC' | 'NETWORK' | 'INTERNAL';
  readonly year: number;
}
type Source = Readonly<Record<string, Item | undefined>>;

const KEYS = ['a', 'b', 'c', 'd'];
const item: fc.Arbitrary<Item> = fc.record({
  title: fc.integer({ min: 0, max: 1 }),
  topic: fc.constantFrom(null, 'x', 'y'),
  visibility: fc.constantFrom('PUBLIC', 'NETWORK', 'INTERNAL'),
  // Often long before what was imported last.
  year: fc.integer({ min: 1990, max: 2024 }),
});
const source: fc.Arbitrary<Source> = fc.record(
  Object.fromEntries(KEYS.map((key) => [key, fc.option(item, { nil: undefined, freq: 2 })])),
);

const filesOf = (items: Source) => ({
  ...needs(
    ...Object.entries(items).flatMap(([key, one]) =>
      one === undefined
        ? []
        : [`${key},Title ${one.title},${one.topic ?? ''},${one.visibility},${one.year}-01-01T00:00:00Z`],
    ),
  ),
  'topics.csv': 'key,label_de,updated_at\nx,Eins,2000-01-01T00:00:00Z\ny,Zwei,2000-01-01T00:00:00Z\n',
});

const SEES = { strangers: ['PUBLIC'], members: ['PUBLIC', 'NETWORK'] } as const;
type Reader = keyof typeof SEES;

const isSeen = (reader: Reader, one: Item | undefined): boolean =>
  one !== undefined && (SEES[reader] as readonly string[]).includes(one.visibility);
const isUsed = (reader: Reader, topic: string, items: Source): boolean =>
  Object.values(items).some((one) => one?.topic === topic && isSeen(reader, one));

/** What a reader is to be told of each record that something became of, after one import upon another. */
function note(reader: Reader, before: Source, after: Source, known: Map<string, string>): void {
  const tell = (id: string, was: boolean, is: boolean, changed: boolean): void => {
    if (was && !is) known.set(id, 'REMOVED');
    else if (!was && is) known.set(id, 'ADDED');
    else if (is && changed) known.set(id, known.get(id) === 'ADDED' ? 'ADDED' : 'CHANGED');
  };
  for (const key of KEYS) {
    const changed = JSON.stringify(before[key]) !== JSON.stringify(after[key]);
    tell(`gera:need:${key}`, isSeen(reader, before[key]), isSeen(reader, after[key]), changed);
  }
  for (const topic of ['x', 'y']) {
    // A topic that further people see is one that changed, as with every record.
    const widened = (Object.keys(SEES) as Reader[]).some(
      (any) => !isUsed(any, topic, before) && isUsed(any, topic, after),
    );
    tell(`gera:topic:${topic}`, isUsed(reader, topic, before), isUsed(reader, topic, after), widened);
  }
}

it('is exactly what changed, for strangers and for members, with imports between that come late with old dates', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ items: source, reads: fc.boolean() }), { minLength: 2, maxLength: 6 }),
      async (imports) => {
        await emptyTables(city.dataSource);
        const since = { strangers: anHourAgo(), members: anHourAgo() };
        const expected = { strangers: new Map<string, string>(), members: new Map<string, string>() };
        let before: Source = {};
        for (const [index, { items, reads }] of imports.entries()) {
          await importFiles(filesOf(items));
          for (const reader of ['strangers', 'members'] as const) {
            note(reader, before, items, expected[reader]);
            if (!reads && index < imports.length - 1) continue;
            const found = await changesSince(since[reader], reader === 'members' ? MEMBER : STRANGER);
            expect([...found.changes].map(({ id, kind }) => `${id} ${kind}`).sort()).toEqual(
              [...expected[reader]].map(([id, kind]) => `${id} ${kind}`).sort(),
            );
            since[reader] = found.until;
            expected[reader].clear();
          }
          before = items;
        }
      },
    ),
    { numRuns: 6 },
  );
}, 60_000);

// By concept: who passes over the ids that are not in the copy has in it what is on the concept.

const anyOf = (...concepts: readonly string[]) => ({
  terms: concepts.map((concept) => ({ concept, weight: 1000 })),
});
const onConcept = (reader: Reader, items: Source): string[] =>
  KEYS.filter((key) => items[key]?.topic === 'x' && isSeen(reader, items[key])).map((key) => `gera:need:${key}`);

it('by concept keeps a copy of what is on it, whatever is imported, and changes its subject', async () => {
  const concepts = [anyOf('concept:one', 'concept:other')];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ items: source, reads: fc.boolean() }), { minLength: 2, maxLength: 6 }),
      async (imports) => {
        await emptyTables(city.dataSource);
        const since = { strangers: anHourAgo(), members: anHourAgo() };
        const copies = { strangers: new Set<string>(), members: new Set<string>() };
        for (const [index, { items, reads }] of imports.entries()) {
          await importFiles({
            ...filesOf(items),
            'topics.csv':
              'key,label_de,narrow_match,updated_at\nx,Eins,concept:one,2000-01-01T00:00:00Z\ny,Zwei,concept:two,2000-01-01T00:00:00Z\n',
          });
          for (const reader of ['strangers', 'members'] as const) {
            if (!reads && index < imports.length - 1) continue;
            const viewer = reader === 'members' ? MEMBER : STRANGER;
            const found = await changesSince(since[reader], viewer, { concepts, kinds: ['NEED'] });
            for (const { id, kind } of found.changes) {
              if (kind === 'REMOVED') copies[reader].delete(id);
              else copies[reader].add(id);
            }
            expect([...copies[reader]].sort()).toEqual(onConcept(reader, items));
            since[reader] = found.until;
          }
        }
      },
    ),
    { numRuns: 6 },
  );
}, 60_000);

it('by concept does not tell of what came and is on none, and takes back what changed and may have been on one', async () => {
  const mapped = { 'topics.csv': 'key,label_de,exact_match\nx,Eins,concept:one\ny,Zwei,concept:two\n' };
  const asked = { concepts: [anyOf('concept:one')] };
  await importFiles({ ...needs('a,A,x,PUBLIC,', 'b,B,y,PUBLIC,', 'c,C,,PUBLIC,', 'd,D,x|y,PUBLIC,'), ...mapped });
  const first = await changesSince(anHourAgo(), STRANGER, asked);
  expect(told(first)).toEqual(['ADDED gera:need:a', 'ADDED gera:need:d', 'ADDED gera:topic:x']);
  // Whoever has read as far as `a` and not on has it, and is told that it went when it changes before the rest is read.
  const { at, id } = first.changes[0]!;
  await importFiles({ ...needs('a,A,y,PUBLIC,', 'b,B2,y,PUBLIC,', 'c,C,,PUBLIC,', 'd,D,x|y,PUBLIC,'), ...mapped });
  const { data } = await ask({ since: anHourAgo(), ...asked, after: { at, id } });
  expect(told(data.changes)).toEqual([
    'ADDED gera:need:d',
    'ADDED gera:topic:x',
    'REMOVED gera:need:a',
    'REMOVED gera:need:b',
  ]);
  expect(told(await changesSince(first.until, STRANGER, asked))).toEqual([
    'REMOVED gera:need:a',
    'REMOVED gera:need:b',
  ]);
});

it('by text is what contains the words, in whatever form, and takes back what does so no longer', async () => {
  const mapped = { 'topics.csv': 'key,label_de,exact_match\nx,Schulwege,concept:one\n' };
  const asked = { text: 'Schulweg' };
  const first = needs(
    'a,Sichere Schulwege,x,PUBLIC,',
    'b,Radwege,x,PUBLIC,',
    'c,Ein Schulweg,,PUBLIC,',
    'd,Schulweg,,NETWORK,',
  );
  await importFiles({ ...first, ...mapped });
  const { changes, until } = await changesSince(anHourAgo(), STRANGER, asked);
  expect(changes.map(({ id, kind }) => `${kind} ${id}`)).toEqual(['ADDED gera:need:a', 'ADDED gera:need:c']);
  const both = await changesSince(anHourAgo(), STRANGER, { ...asked, concepts: [anyOf('concept:one')] });
  expect(told(both)).toEqual(['ADDED gera:need:a']);

  const next = needs(
    'a,Sichere Wege,x,PUBLIC,',
    'b,Schulweg mit Rad,x,PUBLIC,',
    'c,Ein Schulweg,,PUBLIC,',
    'd,Schulweg,,PUBLIC,',
  );
  await importFiles({ ...next, ...mapped });
  expect(told(await changesSince(until, STRANGER, asked))).toEqual([
    'REMOVED gera:need:a',
    'CHANGED gera:need:b',
    'ADDED gera:need:d',
  ]);
});
