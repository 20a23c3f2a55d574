import { pino } from 'pino';
import { startRetention } from '../../subgraphs/city/disclosure/startRetention';
import { MEMBER, payloadFor } from '../../subgraphs/city/auth/test/TestKey';
import type { GuardedCity } from '../attacks/startGuardedCity';
import { startGuardedCity } from '../attacks/startGuardedCity';
import { countStatements } from './countStatements';

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
    'SELECT organisation, subject, staff_key, extent FROM disclosure ORDER BY staff_key, extent',
  );
const logged = (staff_key: string, extent: 'HIT' | 'RECORD'): LogRow => ({
  organisation: 'velbert',
  subject: 'p-7',
  staff_key,
  extent,
});

const staff = (fields: string): string =>
  `{ _entities(representations: [{ __typename: "City", id: "gera" }]) { ... on City { staff { ${fields} } } } }`;
const HITS = `{ staffHits(concepts: [{ terms: [{ concept: "concept:housing", weight: 1000 }] }], day: "2026-01-01", first: 9)
  { total hits { id score role } } }`;

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
  });

  it('finds personal records wherever they stand in an answer', async () => {
    await city.asMember(`{ _entities(representations: [{ __typename: "Programme", id: "gera:programme:public" }]) {
      ... on Programme { staff { contact { email } } } } }`);
    expect(await log()).toEqual([logged('network', 'RECORD'), logged('public', 'RECORD')]);
  });

  it.each([
    ['ids alone', staff('totalCount nodes { id __typename city { id } }')],
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
    const idsOnly = staff('nodes { id }');
    expect(await countStatements(() => city.asMember(idsOnly))).toBe(
      await countStatements(() => city.asStranger(idsOnly)),
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
      expect((await city.asMember(staff('nodes { id }'))).json.data._entities[0].staff.nodes).toHaveLength(3);
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
