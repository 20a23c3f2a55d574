import { emptyTables } from './emptyTables';
import type { Answer, TestCity } from './openTestCity';
import { openTestCity } from './openTestCity';

let city: TestCity;

beforeAll(async () => {
  city = await openTestCity('gera');
});
afterAll(() => city.close());
beforeEach(() => emptyTables(city.dataSource));

const cityFields = (fields: string) =>
  `{ _entities(representations: [{ __typename: "City", id: "gera" }]) { ... on City { ${fields} } } }`;

async function ofCity(fields: string): Promise<Answer> {
  return (await city.data(cityFields(fields)))._entities[0];
}

describe('a record', () => {
  it('gives all that the city knows of it', async () => {
    await city.insert('city', { id: 'gera' });
    await city.insert('topic', { key: 'b', labels: { de: 'B' } }, { key: 'a', labels: { de: 'A' } });
    await city.insert('topic_mapping', { topic_key: 'a', concept_id: 'concept:housing', match: 'EXACT_MATCH' });
    await city.insert('topic_mapping', { topic_key: 'a', concept_id: 'concept:care', match: 'NARROW_MATCH' });
    await city.insert('staff', {
      key: 'w',
      name: 'Sozialamt',
      kind: 'UNIT',
      role: 'Amt',
      department: 'Soziales',
      languages: ['de', 'nl'],
      email: 'post@example.org',
      source: 'A report',
      additional: [{ name: 'room', label: 'Room', value: '12' }],
    });
    await city.insert('programme', {
      key: 'p',
      title: 'Plan',
      status: 'ACTIVE',
      starts_on: '2023',
      good_practice: true,
      open_to_visitors: false,
    });
    await city.insert('programme_topic', { programme_key: 'p', topic_key: 'b' });
    await city.insert('programme_topic', { programme_key: 'p', topic_key: 'a' });
    await city.insert('programme_staff', { programme_key: 'p', staff_key: 'w' });
    await city.insert('programme_partner', { programme_key: 'p', ordinal: 2, name: 'Second', kind: 'OTHER' });
    await city.insert('programme_partner', { programme_key: 'p', ordinal: 1, name: 'First', kind: 'FUNDER' });
    await city.insert('experience', {
      key: 'x',
      staff_key: 'w',
      topic_key: 'a',
      programme_key: 'p',
      role: 'WORKED',
      since: '2023-10',
      summary: 'Work',
    });

    expect(
      await ofCity(`staff { nodes {
        id kind name role department languages contact { email phone url } source updatedAt city { id }
        additional { name label value }
        experiences { topic { id mappings { concept { id } match } } programme { id } role since until summary source }
        programmes {
          title status startsOn endsOn goodPractice openToVisitors partners { name kind url } topics { id } staff { id }
        }
      } }`),
    ).toEqual({
      staff: {
        nodes: [
          {
            id: 'gera:staff:w',
            kind: 'UNIT',
            name: 'Sozialamt',
            role: 'Amt',
            department: 'Soziales',
            languages: ['de', 'nl'],
            contact: { email: 'post@example.org', phone: null, url: null },
            source: 'A report',
            updatedAt: '2026-01-02T03:04:05.000Z',
            city: { id: 'gera' },
            additional: [{ name: 'room', label: 'Room', value: '12' }],
            experiences: [
              {
                topic: {
                  id: 'gera:topic:a',
                  mappings: [
                    { concept: { id: 'concept:care' }, match: 'NARROW_MATCH' },
                    { concept: { id: 'concept:housing' }, match: 'EXACT_MATCH' },
                  ],
                },
                programme: { id: 'gera:programme:p' },
                role: 'WORKED',
                since: '2023-10',
                until: null,
                summary: 'Work',
                source: null,
              },
            ],
            programmes: [
              {
                title: 'Plan',
                status: 'ACTIVE',
                startsOn: '2023',
                endsOn: null,
                goodPractice: true,
                openToVisitors: false,
                partners: [
                  { name: 'First', kind: 'FUNDER', url: null },
                  { name: 'Second', kind: 'OTHER', url: null },
                ],
                topics: [{ id: 'gera:topic:a' }, { id: 'gera:topic:b' }],
                staff: [{ id: 'gera:staff:w' }],
              },
            ],
          },
        ],
      },
    });
  });

  it('labels a topic in the language asked for, else in that of the city', async () => {
    await city.insert('city', { id: 'gera', language: 'nl' });
    await city.insert('topic', { key: 't', labels: { de: 'Wohnen', nl: 'Wonen' } });
    await city.insert('need', { key: 'n' });
    await city.insert('need_topic', { need_key: 'n', topic_key: 't' });
    expect(await ofCity('topics { nodes { de: label(lang: "de-AT") fr: label(lang: "fr") own: label } }')).toEqual({
      topics: { nodes: [{ de: 'Wohnen', fr: 'Wonen', own: 'Wonen' }] },
    });
  });

  it('has no contact when the city publishes none', async () => {
    await city.insert('staff', { key: 's' });
    expect(await ofCity('staff { nodes { contact { email } } }')).toEqual({ staff: { nodes: [{ contact: null }] } });
  });

  it('lists experience with the latest first', async () => {
    await city.insert('topic', { key: 't' });
    await city.insert('staff', { key: 's' });
    const times = [
      { key: 'undated' },
      { key: 'ended-2020', since: '2010', until: '2020' },
      { key: 'runs-since-2015', since: '2015' },
      { key: 'ended-2020-05', since: '2019', until: '2020-05' },
      { key: 'runs-since-2021', since: '2021-03' },
      { key: 'ended-2020-later-begun', since: '2018', until: '2020-12-31' },
    ];
    for (const time of times) {
      await city.insert('experience', { staff_key: 's', topic_key: 't', summary: time.key, ...time });
    }
    const { staff } = await ofCity('staff { nodes { experiences { summary } } }');
    expect(staff.nodes[0].experiences.map(({ summary }: Answer) => summary)).toEqual([
      'runs-since-2021',
      'runs-since-2015',
      'ended-2020-later-begun',
      'ended-2020',
      'ended-2020-05',
      'undated',
    ]);
  });
});

describe('a list', () => {
  const names = ['Zoe', 'Örtel', 'ada', 'Ada', 'Öz', 'Ada', 'van Dam'];
  /** Case and diacritics do not count; equal names follow their keys. */
  const sorted = ['ada', 'Ada', 'Ada', 'Örtel', 'Öz', 'van Dam', 'Zoe'];

  beforeEach(async () => {
    await city.insert('staff', ...names.map((name, index) => ({ key: `k${index}`, name })));
    await city.insert('topic', { key: 't' });
    await city.insert(
      'experience',
      ...names.map((_, index) => ({ key: `x${index}`, staff_key: `k${index}`, topic_key: 't' })),
    );
    await city.insert('experience', { key: 'again', staff_key: 'k0', topic_key: 't' });
  });

  async function walk(read: (args: string) => Promise<Answer>, first: number): Promise<Answer[]> {
    const pages: Answer[] = [];
    let after = '';
    do {
      const page = await read(`(first: ${first}${after})`);
      pages.push(page);
      after = `, after: "${page.pageInfo.endCursor}"`;
    } while (pages.at(-1).pageInfo.hasNextPage);
    return pages;
  }

  const fields =
    'nodes { name } edges { cursor node { id } } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

  it.each([1, 2, 3, 7, 100])('of a city, walked in pages of %i, is the one long list', async (first) => {
    const pages = await walk(async (args) => (await ofCity(`staff${args} { ${fields} }`)).staff, first);
    expect(pages.flatMap(({ nodes }) => nodes.map(({ name }: Answer) => name))).toEqual(sorted);
    expect(pages.map(({ totalCount }) => totalCount)).toEqual(pages.map(() => 7));
    expect(pages.map(({ pageInfo }) => pageInfo.hasPreviousPage)).toEqual(pages.map((_, index) => index > 0));
    expect(pages.at(0).pageInfo.startCursor).toBe(pages.at(0).edges[0].cursor);
  });

  it.each([1, 3, 100])('of a topic, walked in pages of %i, names everybody once', async (first) => {
    const read = async (args: string) =>
      (await ofCity(`topics { nodes { staff${args} { ${fields} } } }`)).topics.nodes[0].staff;
    const pages = await walk(read, first);
    expect(pages.flatMap(({ nodes }) => nodes.map(({ name }: Answer) => name))).toEqual(sorted);
  });

  it('of exchanges has the latest first, the undated last, and pages in that order', async () => {
    const dates = { a: '2019', b: null, c: '2021-05', d: '2021', e: '2021-05', f: null };
    await city.insert('exchange', ...Object.entries(dates).map(([key, starts_on]) => ({ key, starts_on, title: key })));
    for (const first of [1, 2, 4, 6]) {
      const pages = await walk(
        async (args) =>
          (await ofCity(`exchanges${args} { nodes { title } ${fields.replace('nodes { name }', '')} }`)).exchanges,
        first,
      );
      expect(pages.flatMap(({ nodes }) => nodes.map(({ title }: Answer) => title))).toEqual([
        'c',
        'e',
        'd',
        'a',
        'b',
        'f',
      ]);
    }
  });

  it('that is empty has a page without cursors', async () => {
    expect(
      await ofCity('needs { nodes { id } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }'),
    ).toEqual({
      needs: {
        nodes: [],
        totalCount: 0,
        pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
      },
    });
  });

  it.each([0, -1, 101])('refuses first: %i', async (first) => {
    const { errors } = await city.ask(cityFields(`staff(first: ${first}) { nodes { id } }`));
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'first' });
  });

  it('refuses a cursor of another list and a broken one', async () => {
    const { topics, staff } = await ofCity(
      'staff { pageInfo { endCursor } } topics { pageInfo { endCursor } nodes { staff { pageInfo { endCursor } } } }',
    );
    const foreign = [
      topics.pageInfo.endCursor,
      topics.nodes[0].staff.pageInfo.endCursor,
      staff.pageInfo.endCursor.slice(0, -6),
      Buffer.from(JSON.stringify(['jena', 'staff', 'jena', 'a', 'b'])).toString('base64url'),
      Buffer.from(JSON.stringify(['gera', 'staff', 'gera', 'a\0', 'b'])).toString('base64url'),
      Buffer.from(JSON.stringify(['gera', 'staff', 'gera', 1, 2])).toString('base64url'),
      'nonsense',
      '',
    ];
    for (const after of foreign) {
      const { errors } = await city.ask(cityFields(`staff(after: "${after}") { nodes { id } }`));
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
    }
  });
});
