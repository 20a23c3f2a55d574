import { pino } from 'pino';
import { MEMBER, payloadFor } from '../../subgraphs/city/auth/test/TestKey';
import { startRetention } from '../../subgraphs/city/disclosure/disclosureLog';
import { ErasureMarks } from '../../subgraphs/city/erasure/ErasureMarks';
import { exportStaff } from '../../subgraphs/city/erasure/exportStaff';
import { forgetStaff } from '../../subgraphs/city/erasure/forgetStaff';
import { startGuardedCity } from '../attacks/startGuardedCity';
import type { GuardedCity } from '../attacks/startGuardedCity';
import { countStatements } from './countStatements';
import type { Answer } from './openTestCity';
import { serveCity } from './serveCity';

let city: GuardedCity;
beforeAll(async () => {
  city = await startGuardedCity();
  await city.database.insert('staff', { key: 'unit', kind: 'UNIT', name: 'Housing office', visibility: 'PUBLIC' });
  await city.database.insert('experience', { key: 'unit', staff_key: 'unit', topic_key: 't' });
});
beforeEach(() => city.database.dataSource.query('TRUNCATE disclosure'));
afterAll(() => city.close());

interface LogRow {
  readonly organisation: string;
  readonly subject: string;
  readonly staff_key: string;
  readonly extent: string;
}
const log = (): Promise<LogRow[]> =>
  city.database.dataSource.query<LogRow[]>(
    `SELECT organisation, subject, staff_key, extent FROM disclosure WHERE extent <> 'COUNT' ORDER BY staff_key, extent`,
  );
interface CountRow {
  readonly concepts: readonly string[];
  readonly filter: object;
  readonly total: number;
  readonly facets: boolean;
  readonly staff_keys: readonly string[] | null;
}
const counts = (): Promise<CountRow[]> =>
  city.database.dataSource.query<CountRow[]>(
    `SELECT concepts, filter, total, facets, staff_keys FROM disclosure WHERE extent = 'COUNT' AND organisation = 'velbert'
     ORDER BY id`,
  );
const logged = (staff_key: string, extent: 'ID' | 'HIT' | 'RECORD'): LogRow => ({
  organisation: 'velbert',
  subject: 'p-7',
  staff_key,
  extent,
});

const staff = (fields: string): string =>
  `{ _entities(representations: [{ __typename: "City", id: "gera" }]) { ... on City { staff { ${fields} } } } }`;
const hits = (fields: string, more = ''): string =>
  `{ staffHits(concepts: [{ terms: [
      { concept: "concept:housing", weight: 1000 }, { concept: "concept:social-housing", weight: 800 }
    ] }], day: "2026-01-01", first: 9 ${more}) { ${fields} } }`;
const HITS = hits('total hits { id score role }');
const entities = (typename: string, id: string, fields: string): string =>
  `{ _entities(representations: [{ __typename: "${typename}", id: "gera:${id}" }]) { ... on ${typename} { ${fields} } } }`;

describe('The disclosure log', () => {
  it('says to which organisation and viewer each personal record went, once for an answer, and what is no person is left out', async () => {
    const { json } = await city.asMember(
      staff('nodes { id name role } edges { node { name experiences { summary } } }'),
    );
    expect(json.data._entities[0].staff.nodes).toHaveLength(3);
    expect(await log()).toEqual([logged('network', 'RECORD'), logged('public', 'RECORD')]);
  });

  it('says when, and in which request', async () => {
    const token = await city.key.sign(payloadFor('gera', { viewer: MEMBER }));
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const before = new Date();
    await city.send(
      `Bearer ${token}`,
      { query: staff('nodes { name }') },
      {
        traceparent: `00-${traceId}-00f067aa0ba902b7-00`,
      },
    );
    const [row] = await city.database.dataSource.query<{ at: Date; request_id: string }[]>(
      'SELECT at, request_id FROM disclosure',
    );
    expect(row?.request_id).toBe(traceId);
    expect(row?.at.getTime()).toBeGreaterThanOrEqual(before.getTime() - 1_000);
    expect(row?.at.getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
  });

  it('tells hits from records', async () => {
    await city.asMember(HITS);
    expect(await log()).toEqual([logged('network', 'HIT'), logged('public', 'HIT')]);
    expect(await counts()).toEqual([
      { concepts: ['concept:housing'], filter: {}, total: 3, facets: false, staff_keys: ['network', 'public'] },
    ]);
  });

  it('finds personal records wherever they stand in an answer', async () => {
    await city.asMember(`{ _entities(representations: [{ __typename: "Programme", id: "gera:programme:public" }]) {
      ... on Programme { staff { contact { email } } } } }`);
    expect(await log()).toEqual([logged('network', 'RECORD'), logged('public', 'RECORD')]);
  });

  it.each([
    ['DIS-001', 'ids', staff('nodes { id }')],
    ['DIS-002', 'nothing but how many stand on a page', staff('nodes { __typename }')],
    ['DIS-003', 'cursors', staff('edges { cursor }')],
    ['DIS-004', 'where a page ends', staff('pageInfo { endCursor hasNextPage }')],
    ['DIS-005', 'whether a page is the last', staff('pageInfo { hasNextPage }')],
    [
      'DIS-006',
      'the staff of a programme, without a field',
      entities('Programme', 'programme:public', 'staff { __typename }'),
    ],
    ['DIS-007', 'the cursors of the staff on a topic', entities('Topic', 'topic:t', 'staff { edges { cursor } }')],
  ])('%s names the persons of whom a member is told by %s', async (_id, _what, query) => {
    const { json } = await city.asMember(query);
    expect(json.errors).toBeUndefined();
    expect(await log()).toEqual([logged('network', 'ID'), logged('public', 'ID')]);
  });

  it('DIS-008 names a person whom a member asks for by the id, to see whether there is one', async () => {
    await city.asMember(entities('Staff', 'staff:network', '__typename'));
    await city.asMember(entities('Staff', 'staff:internal', '__typename'));
    await city.asMember(entities('Staff', 'staff:nobody', '__typename'));
    await city.asMember(entities('Staff', 'staff:unit', '__typename'));
    expect(await log()).toEqual([logged('network', 'ID')]);
  });

  it('DIS-009 names the persons on the page alone', async () => {
    const first = staff('pageInfo { endCursor }').replace('staff {', 'staff(first: 1) {');
    await city.asMember(first);
    expect(await log()).toEqual([logged('network', 'ID')]);
  });

  it('DIS-010 names hits of which nothing but the id is asked for', async () => {
    await city.asMember(hits('hits { id }'));
    expect(await log()).toEqual([logged('network', 'HIT'), logged('public', 'HIT')]);
    expect(await counts()).toEqual([]);
  });

  it('DIS-055 names as records those that come with hits, whether they are shown or not, and those in them', async () => {
    await city.asMember(hits('hits { staff(among: 9) { name } }'));
    expect(await log()).toEqual([logged('network', 'HIT'), logged('public', 'RECORD')]);
    await city.database.dataSource.query('TRUNCATE disclosure');
    await city.asMember(hits('hits { staff(among: 9, network: true) { name } }'));
    expect(await log()).toEqual([logged('network', 'RECORD'), logged('public', 'RECORD')]);
    await city.database.dataSource.query('TRUNCATE disclosure');
    await city.asMember(
      hits('hits { programme(among: 9, network: true) { staff { name } } }').replace('staffHits', 'programmeHits'),
    );
    expect(await log()).toEqual([logged('network', 'RECORD'), logged('public', 'RECORD')]);
  });

  it('DIS-056 names nobody who was only looked at, to find that a record does not come with its hit', async () => {
    const { json } = await city.asMember(
      hits('hits { programme(among: 9) { staff { name } } }').replace('staffHits', 'programmeHits'),
    );
    expect(json.data.programmeHits.hits).toEqual([{ programme: null }, { programme: null }]);
    expect(await log()).toEqual([]);
  });

  it.each([
    [
      'what is about no person',
      '{ _entities(representations: [{ __typename: "Programme", id: "gera:programme:public" }]) { ... on Programme { title } } }',
    ],
    [
      'a hidden record',
      '{ _entities(representations: [{ __typename: "Staff", id: "gera:staff:internal" }]) { ... on Staff { name } } }',
    ],
    ['a summary', '{ summary { version public { staff } } }'],
  ])('has nothing to say of %s', async (_, query) => {
    expect((await city.asMember(query)).status).toBe(200);
    expect(await log()).toEqual([]);
  });

  it('has nothing to say of strangers, who see what everybody may see', async () => {
    await city.asStranger(staff('nodes { name }'));
    await city.asStranger(HITS);
    expect(await log()).toEqual([]);
  });

  it('costs one statement for an answer, and none where there is nothing to log', async () => {
    const read = staff('nodes { name experiences { summary } }');
    await city.asMember(read);
    const stranger = await countStatements(() => city.asStranger(read));
    const member = await countStatements(() => city.asMember(read));
    expect(member - stranger).toBe(1);
    const counted = staff('totalCount nodes { id }');
    expect(
      (await countStatements(() => city.asMember(counted))) - (await countStatements(() => city.asStranger(counted))),
    ).toBe(1);
    const impersonal = '{ summary { version } }';
    expect(await countStatements(() => city.asMember(impersonal))).toBe(
      await countStatements(() => city.asStranger(impersonal)),
    );
  });

  it('withholds from a member what it cannot log, and nothing else', async () => {
    await city.database.dataSource.query('ALTER TABLE disclosure RENAME TO gone');
    try {
      const { status, json } = await city.asMember(staff('nodes { name }'));
      expect(status).toBe(500);
      expect(json).toEqual({
        errors: [
          {
            message: 'The answer is withheld, because the city could not log it.',
            extensions: { code: 'INTERNAL_SERVER_ERROR' },
          },
        ],
      });
      expect((await city.asMember(staff('totalCount'))).status).toBe(500);
      expect((await city.asMember('{ summary { version } }')).status).toBe(200);
      expect((await city.asStranger(staff('nodes { name }'))).status).toBe(200);
    } finally {
      await city.database.dataSource.query('ALTER TABLE gone RENAME TO disclosure');
    }
  });

  it('forgets what is older than it is to be kept, at the start', async () => {
    const { dataSource } = city.database;
    await dataSource.query(
      `INSERT INTO disclosure (at, organisation, subject, staff_key, extent, request_id)
       SELECT now() - make_interval(days => days), 'velbert', 'p-7', 'old-' || days, 'RECORD', ''
       FROM unnest(ARRAY[0, 29, 31, 400]) AS days`,
    );
    await startRetention(dataSource, 30, pino({ level: 'silent' })).stop();
    expect((await log()).map(({ staff_key }) => staff_key)).toEqual(['old-0', 'old-29']);
  });
});

describe('A question that is answered in counts', () => {
  it('DIS-011 is a row that names the few who match, also where a position behind the last hit hides them', async () => {
    const behind = 'after: { score: 0, id: "gera:staff:zzz" }, filter: { kinds: [PERSON] }';
    const { json } = await city.asMember(
      hits('total hits { id } facets { concepts { count } roles { value } languages { value count } }', behind),
    );
    expect(json.data.staffHits).toMatchObject({ total: 2, hits: [], facets: { concepts: [{ count: 2 }] } });
    expect(await log()).toEqual([]);
    expect(await counts()).toEqual([
      {
        concepts: ['concept:housing'],
        filter: { kinds: ['PERSON'] },
        total: 2,
        facets: true,
        staff_keys: ['network', 'public'],
      },
    ]);
  });

  it('DIS-012 is a row for a text, which may be a name and is not written down', async () => {
    await city.asMember('{ staffHits(text: "Membersonly", day: "2026-01-01", first: 1) { total } }');
    expect(await counts()).toEqual([
      { concepts: [], filter: { text: true }, total: 1, facets: false, staff_keys: ['network'] },
    ]);
    const [row] = await city.database.dataSource.query<object[]>('SELECT * FROM disclosure');
    expect(JSON.stringify(row)).not.toMatch(/membersonly/i);
  });

  it.each([
    ['DIS-013', staff('totalCount'), {}],
    [
      'DIS-014',
      staff('totalCount').replace('staff {', 'staff(filter: { languages: ["sv", "de"] }) {'),
      { languages: ['sv', 'de'] },
    ],
    ['DIS-015', entities('Topic', 'topic:t', 'staff(first: 1) { totalCount }'), { topic: 'gera:topic:t' }],
  ])('%s is a row for how long a list is, with what made it shorter', async (_id, query, filter) => {
    const { json } = await city.asMember(query);
    expect(json.errors).toBeUndefined();
    const [row, ...others] = await counts();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ concepts: [], filter, facets: false, staff_keys: ['network', 'public'] });
  });

  it('DIS-016 names nobody where more than 20 match, and 20 where as many do', async () => {
    const keys = Array.from({ length: 21 }, (_, index) => `many-${String(index).padStart(2, '0')}`);
    await city.database.insert('staff', ...keys.map((key) => ({ key, languages: ['mt'], visibility: 'NETWORK' })));
    try {
      const maltese = staff('totalCount').replace('staff {', 'staff(filter: { languages: ["mt"] }) {');
      await city.asMember(maltese);
      await city.database.dataSource.query("DELETE FROM staff WHERE key = 'many-20'");
      await city.asMember(maltese);
      expect((await counts()).map(({ total, staff_keys }) => [total, staff_keys])).toEqual([
        [21, null],
        [20, keys.slice(0, 20)],
      ]);
    } finally {
      await city.database.dataSource.query("DELETE FROM staff WHERE key LIKE 'many-%'");
    }
  });

  it('DIS-017 is in what a person is given who asks what is held, and is left without those who are forgotten', async () => {
    const { dataSource } = city.database;
    await city.database.insert('staff', { key: 'leaving', name: 'Bo Leaving', languages: ['mt'] });
    await city.asMember(staff('totalCount').replace('staff {', 'staff(filter: { languages: ["mt", "sv"] }) {'));
    const { disclosures } = await exportStaff(dataSource, 'gera', 'gera:staff:leaving');
    expect(disclosures).toMatchObject([
      { organisation: 'velbert', viewer: 'p-7', extent: 'COUNT', total: 2, filter: { languages: ['mt', 'sv'] } },
    ]);
    const erasure = await forgetStaff(
      dataSource,
      'gera',
      new ErasureMarks('k'.repeat(32), 'gera'),
      'gera:staff:leaving',
    );
    expect(erasure).toMatchObject({ record: true, disclosures: 1 });
    expect(await counts()).toMatchObject([{ total: 2, staff_keys: ['network'] }]);
  });

  it('DIS-018 is found by the person through an index', async () => {
    const plan = await city.database.dataSource.transaction(async (manager) => {
      await manager.query('SET LOCAL enable_seqscan = off');
      return manager.query<object[]>(`EXPLAIN SELECT * FROM disclosure WHERE staff_keys @> ARRAY['network']`);
    });
    expect(JSON.stringify(plan)).toContain('disclosure_staff_keys_idx');
  });

  it('is nothing that is logged for strangers', async () => {
    await city.asStranger(staff('totalCount'));
    await city.asStranger(hits('total facets { roles { count } }'));
    expect(await counts()).toEqual([]);
  });
});

describe('A cursor of a list', () => {
  const page = (fields: string, args: string): string => staff(fields).replace('staff {', `staff(${args}) {`);
  const endOf = async (query: string): Promise<string> =>
    (await city.asMember(query)).json.data._entities[0].staff.pageInfo.endCursor as string;
  const end = (): Promise<string> => endOf(page('pageInfo { endCursor }', 'first: 1'));
  const namesAfter = async (after: string) => {
    const { json } = await city.asMember(page('nodes { name }', `after: ${JSON.stringify(after)}`));
    return json.errors?.[0].extensions ?? json.data._entities[0].staff.nodes.map(({ name }: { name: string }) => name);
  };
  const REFUSED = { code: 'BAD_USER_INPUT', argument: 'after' };

  it('DIS-019 leads on, and tells nothing of the person at whom it points', async () => {
    const cursor = await end();
    expect(await namesAfter(cursor)).toEqual(['Ada Open', 'Housing office']);
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/ada|members|network|staff|gera/i);
    // The person that has another name of as many letters, and one with a letter less, have cursors as long.
    expect(await endOf(page('pageInfo { endCursor }', 'first: 2'))).toHaveLength(cursor.length);
  });

  it('DIS-020 is refused where it is forged, of version 0.1, of another list or of another city', async () => {
    const cursor = await end();
    const swapped = cursor.startsWith('A') ? 'B' : 'A';
    const old = (...parts: string[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const ofTopic = await city.asMember(entities('Topic', 'topic:t', 'staff(first: 1) { pageInfo { endCursor } }'));
    const foreign = [
      `${swapped}${cursor.slice(1)}`,
      cursor.slice(0, -1),
      `${cursor}=`,
      old('gera', 'staff', 'gera', 'ada membersonly', 'network'),
      old('ada', 'network'),
      ofTopic.json.data._entities[0].staff.pageInfo.endCursor as string,
    ];
    for (const after of foreign) expect(await namesAfter(after)).toMatchObject(REFUSED);
  });

  it('DIS-021 is taken by every server with the same secret, also after a new one came, and by no other', async () => {
    const [one, other] = ['1'.repeat(32), '2'.repeat(32)];
    const serve = async <T>(cursorKeys: readonly string[], use: (ask: (args: string) => Promise<T>) => Promise<T>) => {
      const server = await serveCity(city.database.databaseUrl, { cursorKeys });
      const ask = async (args: string): Promise<T> => {
        const response = await fetch(server.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: page('pageInfo { endCursor } nodes { name }', args) }),
        });
        return (await response.json()) as T;
      };
      return use(ask).finally(() => server.close());
    };
    const cursor: string = await serve([one], async (ask) => {
      const answer = await ask('first: 1');
      return (answer as Answer).data._entities[0].staff.pageInfo.endCursor;
    });
    const after = `after: "${cursor}"`;
    for (const keys of [[one], [other, one]]) {
      const answer: Answer = await serve(keys, (ask) => ask(after));
      expect(answer.data._entities[0].staff.nodes).toEqual([{ name: 'Housing office' }]);
    }
    const answer: Answer = await serve([other], (ask) => ask(after));
    expect(answer.errors[0].extensions).toMatchObject(REFUSED);
  });
});
