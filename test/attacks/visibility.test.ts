import { SignJWT } from 'jose';
import { MEMBER, payloadFor, TestKey } from '../../subgraphs/city/auth/test/TestKey';
import type { Answer } from '../database/openTestCity';
import type { GuardedCity, HttpAnswer } from './startGuardedCity';
import { languages, MEMBERS_ONLY, NEVER_LEAVES, sections, startGuardedCity } from './startGuardedCity';
import { serveCity } from '../database/serveCity';

// Attacks on what a city keeps to itself, by a stranger and by a member, through the city's real server and a real
// PostgreSQL. The ids are permanent: a new attack takes the next number, and none is ever used again.

let city: GuardedCity;
beforeAll(async () => {
  city = await startGuardedCity();
});
afterAll(() => city.close());

interface Attacker {
  readonly name: string;
  ask(query: string, variables?: object): Promise<HttpAnswer>;
  /** Keys of what the attacker may see. */
  readonly sees: readonly string[];
  readonly mustNotSee: RegExp;
}
const stranger: Attacker = {
  name: 'a stranger',
  ask: (query, variables) => city.asStranger(query, variables),
  sees: ['public'],
  mustNotSee: new RegExp(`${MEMBERS_ONLY}|${NEVER_LEAVES}|:network"|:internal"`, 'i'),
};
const member: Attacker = {
  name: 'a member',
  ask: (query, variables) => city.asMember(query, variables),
  sees: ['network', 'public'],
  mustNotSee: new RegExp(`${NEVER_LEAVES}|:internal"`, 'i'),
};

/** Has an attack made by a stranger and by a member; what is asked may name no hidden record in the answer. */
function attack(id: string, what: string, run: (attacker: Attacker) => Promise<void>): void {
  test.each([stranger, member])(`${id} ${what}: $name`, run);
}

/** Asks, and holds the whole answer against what the attacker must not see. */
async function askSafely(attacker: Attacker, query: string, variables?: object): Promise<Answer> {
  const { status, text, json } = await attacker.ask(query, variables);
  expect(status).toBe(200);
  expect(text).not.toMatch(attacker.mustNotSee);
  return json;
}

const inCity = (fields: string): string =>
  `{ _entities(representations: [{ __typename: "City", id: "gera" }]) { ... on City { ${fields} } } }`;
const keysOf = (records: readonly { readonly id: string }[]): string[] =>
  records.map(({ id }) => id.split(':')[2] ?? '').sort();

const kinds = [
  { type: 'Staff', id: 'staff', list: 'staff', heading: 'name' },
  { type: 'Programme', id: 'programme', list: 'programmes', heading: 'title' },
  { type: 'Exchange', id: 'exchange', list: 'exchanges', heading: 'title' },
  { type: 'Need', id: 'need', list: 'needs', heading: 'title' },
  { type: 'Offer', id: 'offer', list: 'offers', heading: 'title' },
] as const;
const searches = ['staffHits', 'programmeHits', 'exchangeHits', 'offerHits', 'needHits'] as const;

const byConcept = 'concepts: [{ terms: [{ concept: "concept:housing", weight: 1000 }] }], day: "2026-01-01"';
const byText = (text: string): string => `text: ${JSON.stringify(text)}, day: "2026-01-01"`;

describe('Reading', () => {
  attack('VIS-001', 'lists every kind of record', async (attacker) => {
    const { data } = await askSafely(
      attacker,
      inCity(kinds.map(({ list, heading }) => `${list} { nodes { id ${heading} } edges { node { id } } }`).join(' ')),
    );
    for (const { list } of kinds) {
      expect(keysOf(data._entities[0][list].nodes)).toEqual(attacker.sees);
      expect(data._entities[0][list].edges).toHaveLength(attacker.sees.length);
    }
  });

  attack('VIS-002', 'asks under many aliases', async (attacker) => {
    const aliases = Array.from({ length: 50 }, (_, i) => `a${i}: staff(first: ${i + 1}) { nodes { name } totalCount }`);
    const { data } = await askSafely(attacker, inCity(aliases.join(' ')));
    for (const list of Object.values<Answer>(data._entities[0])) expect(list.totalCount).toBe(attacker.sees.length);
  });

  attack('VIS-003', 'hides fields in fragments and conditions', async (attacker) => {
    const { data } = await askSafely(
      attacker,
      `query ($yes: Boolean!, $no: Boolean!) {
        _entities(representations: [{ __typename: "City", id: "gera" }]) { ...A @include(if: $yes) }
      }
      fragment A on City { staff { ...B @skip(if: $no) } }
      fragment B on StaffConnection { nodes { ...C ... on Node { id ... on Staff { name contact { email phone url } } } } }
      fragment C on Staff { ... on Staff { ... on Staff { role department source additional { label value } } } }`,
      { yes: true, no: false },
    );
    expect(keysOf(data._entities[0].staff.nodes)).toEqual(attacker.sees);
  });

  attack('VIS-004', 'guesses ids of every kind', async (attacker) => {
    for (const { type, id } of kinds) {
      const representations = sections.map((section) => ({
        __typename: type,
        id: `gera:${id}:${section.toLowerCase()}`,
      }));
      const { data, errors } = await askSafely(
        attacker,
        'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Node { id } } }',
        { representations },
      );
      expect(errors).toBeUndefined();
      expect(data._entities.map((entity: Answer) => entity !== null)).toEqual(
        sections.map((section) => attacker.sees.includes(section.toLowerCase())),
      );
    }
  });

  attack('VIS-005', 'compares the answer for a hidden id with that for an unknown one', async (attacker) => {
    const read = (key: string): Promise<HttpAnswer> =>
      attacker.ask(
        `{ _entities(representations: [{ __typename: "Staff", id: "gera:staff:${key}" }]) { ... on Staff { id name experiences { summary } programmes { title } } } }`,
      );
    const hidden = attacker === stranger ? 'network' : 'internal';
    expect(await read(hidden)).toEqual(await read('unknown'));
  });

  attack('VIS-006', 'guesses ids in other cases, with spaces, or of another type', async (attacker) => {
    const ids = [
      'gera:staff:INTERNAL',
      'gera:staff:internal ',
      'GERA:staff:internal',
      'gera:programme:internal',
      'internal',
    ];
    const { data } = await askSafely(
      attacker,
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Staff { name } ... on Node { id } } }',
      { r: ids.map((id) => ({ __typename: 'Staff', id, name: 'x', visibility: 'INTERNAL' })) },
    );
    expect(data._entities).toEqual(ids.map(() => null));
  });

  attack('VIS-007', 'goes through every relation, there and back again', async (attacker) => {
    const { data } = await askSafely(
      attacker,
      inCity(`
        programmes { nodes { title summary staff { id name programmes { id staff { id } } } partners { name } additional { value } } }
        staff { nodes { name programmes { id title } experiences { summary programme { id title staff { id } } } } }
        exchanges { nodes { title summary programmes { id staff { id } } } }
        needs { nodes { topics { staff { nodes { id } } } } } offers { nodes { topics { programmes { nodes { id } } } } }`),
    );
    const [{ programmes, staff, exchanges }] = data._entities;
    for (const programme of programmes.nodes) expect(keysOf(programme.staff)).toEqual(attacker.sees);
    for (const person of staff.nodes) expect(keysOf(person.programmes)).toEqual(attacker.sees);
    for (const exchange of exchanges.nodes) expect(keysOf(exchange.programmes)).toEqual(attacker.sees);
  });

  attack('VIS-008', 'looks for a hidden programme in the experience of visible staff', async (attacker) => {
    const { data } = await askSafely(attacker, inCity('staff { nodes { experiences { programme { id } } } }'));
    for (const { experiences } of data._entities[0].staff.nodes) {
      const found = experiences
        .map(({ programme }: Answer) => programme)
        .filter((programme: Answer) => programme !== null);
      expect(keysOf(found)).toEqual(attacker.sees);
      // The work itself is its staff's, and theirs to see.
      expect(experiences).toHaveLength(3);
    }
  });

  attack('VIS-009', 'lists the staff and programmes of a topic', async (attacker) => {
    const { data } = await askSafely(
      attacker,
      inCity('topics { nodes { staff { totalCount nodes { id } } programmes { totalCount nodes { id } } } }'),
    );
    for (const { staff, programmes } of data._entities[0].topics.nodes) {
      expect([keysOf(staff.nodes), staff.totalCount]).toEqual([attacker.sees, attacker.sees.length]);
      expect([keysOf(programmes.nodes), programmes.totalCount]).toEqual([attacker.sees, attacker.sees.length]);
    }
  });
});

describe('Counting', () => {
  attack('VIS-010', 'counts every list', async (attacker) => {
    const { data } = await askSafely(attacker, inCity(kinds.map(({ list }) => `${list} { totalCount }`).join(' ')));
    for (const { list } of kinds) expect(data._entities[0][list].totalCount).toBe(attacker.sees.length);
  });

  attack('VIS-011', 'counts what a filter leaves', async (attacker) => {
    const { data } = await askSafely(
      attacker,
      inCity(`active: programmes(filter: { statuses: [ACTIVE] }) { totalCount }
        planned: programmes(filter: { statuses: [PLANNED] }) { totalCount nodes { id } pageInfo { hasNextPage } }`),
    );
    const [{ active, planned }] = data._entities;
    expect([active.totalCount, planned.totalCount]).toEqual([1, attacker.sees.length - 1]);
  });

  attack('VIS-012', 'counts hits by concept, without reading one', async (attacker) => {
    const { data } = await askSafely(
      attacker,
      `{ ${searches.map((search) => `${search}(${byConcept}, first: 1) { total }`).join(' ')} }`,
    );
    for (const search of searches) expect(data[search].total).toBe(attacker.sees.length);
  });

  test('VIS-013 looks for INTERNAL records in the summary, which tells the hub of both other sections', async () => {
    const SUMMARY = `{ summary { version
      public { concept staff programmes exchanges } network { concept staff programmes exchanges } } }`;
    const before = await city.asStranger(SUMMARY);
    const one = { concept: 'concept:housing', staff: 1, programmes: 1, exchanges: 1 };
    expect(before.json.data.summary).toMatchObject({ public: [one], network: [one] });
    await city.database.insert('staff', { key: 'spy', name: NEVER_LEAVES, visibility: 'INTERNAL' });
    await city.database.insert('experience', { key: 'spy', staff_key: 'spy', topic_key: 't' });
    expect((await city.asStranger(SUMMARY)).text).toBe(before.text);
    expect((await city.asMember(SUMMARY)).text).toBe(before.text);
  });
});

describe('Searching', () => {
  const hidden = { [stranger.name]: MEMBERS_ONLY, [member.name]: NEVER_LEAVES };
  const search = (attacker: Attacker, args: string): Promise<Answer> =>
    askSafely(attacker, `{ ${searches.map((name) => `${name}(${args}) { total hits { id topic } }`).join(' ')} }`);
  const nothing = Object.fromEntries(searches.map((name) => [name, { total: 0, hits: [] }]));

  attack('VIS-014', 'searches by a hidden name', async (attacker) => {
    for (const text of [hidden[attacker.name]!, `Ada ${hidden[attacker.name]!}`, `${hidden[attacker.name]!} report`]) {
      expect((await search(attacker, `${byText(text)}, first: 9`)).data).toEqual(nothing);
    }
  });

  attack(
    'VIS-015',
    'searches by the beginning of a hidden name, with typos, in capitals, with wildcards',
    async (attacker) => {
      const name = hidden[attacker.name]!;
      for (const text of [
        name.slice(0, 6),
        name.replace('s', 'z'),
        name.toUpperCase(),
        `${name.slice(0, 4)}*`,
        `${name.slice(0, 4)}%`,
      ]) {
        expect((await search(attacker, `${byText(text)}, first: 9`)).data).toEqual(nothing);
      }
    },
  );

  attack('VIS-016', 'searches by the words of hidden work', async (attacker) => {
    const text = byText(`${hidden[attacker.name]!} work`);
    expect((await search(attacker, `${text}, first: 9`)).data).toEqual(nothing);
  });

  attack('VIS-017', 'searches by concept and hidden name at once', async (attacker) => {
    const args = `${byConcept}, text: "${hidden[attacker.name]!}", first: 9`;
    expect((await search(attacker, args)).data).toEqual(nothing);
  });

  attack('VIS-018', 'writes SQL into a text, an id and a cursor', async (attacker) => {
    const sql = `' OR visibility = 'INTERNAL' OR '' = '`;
    const { data } = await search(attacker, `${byText(`ada ${sql}`)}, first: 9`);
    expect(data.staffHits.total).toBe(0);
    await search(attacker, `${byConcept}, after: { score: 1000, id: ${JSON.stringify(sql)} }, first: 9`);
    const { data: found } = await askSafely(
      attacker,
      'query ($id: String) { _entities(representations: [{ __typename: "Staff", id: $id }]) { ... on Staff { name } } }',
      { id: `gera:staff:${sql}` },
    );
    expect(found._entities).toEqual([null]);
  });
});

describe('Dividing matches', () => {
  const FACETS =
    'facets { concepts { value count } statuses { value count } languages { value count } roles { value count } }';
  const divided = searches.filter((name) => name !== 'offerHits');
  const divide = async (attacker: Attacker, args: string): Promise<Answer> =>
    (await askSafely(attacker, `{ ${divided.map((name) => `${name}(${args}) { ${FACETS} }`).join(' ')} }`)).data;
  const nothing = { facets: { concepts: [], statuses: [], languages: [], roles: [] } };

  attack('VIS-046', 'counts facets by concept', async (attacker) => {
    const count = attacker.sees.length;
    const { staffHits, programmeHits, exchangeHits } = await divide(attacker, `${byConcept}, first: 1`);
    expect(staffHits.facets).toEqual({
      concepts: [{ value: 'concept:housing', count }],
      statuses: [],
      languages: [{ value: 'de', count: 1 }, ...(attacker === member ? [{ value: 'sv', count: 1 }] : [])],
      roles: [{ value: 'LED', count }],
    });
    expect(programmeHits.facets).toMatchObject({
      concepts: [{ value: 'concept:housing', count }],
      statuses: [{ value: 'ACTIVE', count: 1 }, ...(attacker === member ? [{ value: 'PLANNED', count: 1 }] : [])],
    });
    expect(exchangeHits.facets.concepts).toEqual([{ value: 'concept:housing', count }]);
  });

  attack('VIS-047', 'counts facets from behind every position, under many aliases', async (attacker) => {
    const pages = ['internal', 'network', 'a', 'z'].map(
      (key, i) =>
        `p${i}: staffHits(${byConcept}, first: 1, after: { score: ${i}, id: "gera:staff:${key}" }) { ${FACETS} }`,
    );
    const { data } = await askSafely(attacker, `{ ${pages.join(' ')} }`);
    const { staffHits } = await divide(attacker, `${byConcept}, first: 9`);
    for (const page of Object.values(data)) expect(page).toEqual(staffHits);
  });

  attack('VIS-048', 'counts facets by a hidden name, with and without a concept', async (attacker) => {
    const hidden = attacker === stranger ? MEMBERS_ONLY : NEVER_LEAVES;
    for (const args of [byText(hidden), `${byConcept}, text: "${hidden}"`, byText(hidden.replace('s', 'z'))]) {
      const found = await divide(attacker, `${args}, first: 9`);
      for (const name of divided) expect(found[name]).toEqual(nothing);
    }
  });

  attack('VIS-049', 'counts facets of what a filter leaves that only hidden records pass', async (attacker) => {
    const language = languages[attacker === stranger ? 'NETWORK' : 'INTERNAL'];
    const { data } = await askSafely(
      attacker,
      `{ staffHits(${byConcept}, first: 9, filter: { languages: ["${language}"] }) { total ${FACETS} }
         programmeHits(${byConcept}, first: 9, filter: { statuses: [PLANNED] }) { total ${FACETS} } }`,
    );
    expect(data.staffHits).toEqual({ total: 0, ...nothing });
    expect(data.programmeHits.total).toBe(attacker.sees.length - 1);
  });

  attack('VIS-050', 'counts facets by a concept of hidden work alone', async (attacker) => {
    const { dataSource } = city.database;
    await city.database.insert('topic', { key: 'covert' });
    await city.database.insert('topic_mapping', {
      ...{ topic_key: 'covert', concept_id: 'concept:covert', match: 'EXACT_MATCH' },
    });
    await city.database.insert('experience', { key: 'covert', staff_key: 'internal', topic_key: 'covert' });
    await city.database.insert('programme_topic', { programme_key: 'internal', topic_key: 'covert' });
    try {
      const { text } = await attacker.ask(
        `{ ${divided.map((name) => `${name}(${byConcept}, first: 9) { ${FACETS} }`).join(' ')} }`,
      );
      expect(text).not.toMatch(/covert/);
      const asked = 'concepts: [{ terms: [{ concept: "concept:covert", weight: 1000 }] }], day: "2026-01-01", first: 9';
      const found = await divide(attacker, asked);
      for (const name of divided) expect(found[name]).toEqual(nothing);
    } finally {
      await dataSource.query(`DELETE FROM topic WHERE key = 'covert'`);
    }
  });
});

describe('Searching offers and needs', () => {
  attack('VIS-051', 'searches them in every way, by concept and by hidden words', async (attacker) => {
    const hidden = attacker === stranger ? MEMBERS_ONLY : NEVER_LEAVES;
    const { data } = await askSafely(
      attacker,
      `{ all: offerHits(${byConcept}, first: 9) { total hits { id } }
         kinds: offerHits(${byConcept}, first: 9, filter: { kinds: [VISIT, WORK_SHADOWING, TALK, ADVICE] }) { total }
         named: offerHits(${byText(`Offer ${hidden}`)}, first: 9) { total }
         told: offerHits(${byText(`${hidden} offered`)}, first: 9) { total }
         needs: needHits(${byConcept}, first: 9) { total hits { id } facets { concepts { count } } }
         wanted: needHits(${byText(`${hidden} wanted`)}, first: 9) { total } }`,
    );
    for (const { hits, total } of [data.all, data.needs]) {
      expect([keysOf(hits), total]).toEqual([attacker.sees, attacker.sees.length]);
    }
    expect(data.kinds.total).toBe(attacker.sees.length);
    expect(data.needs.facets.concepts).toEqual([{ count: attacker.sees.length }]);
    expect([data.named.total, data.told.total, data.wanted.total]).toEqual([0, 0, 0]);
  });

  attack('VIS-052', 'forges positions between them', async (attacker) => {
    for (const id of ['gera:offer:internal', 'gera:offer:internak', 'gera:offer:a', 'gera:offer:networj']) {
      const { text, json } = await attacker.ask(
        `{ offerHits(${byConcept}, first: 9, after: { score: 1000, id: "${id}" }) { total hits { id } }
           needHits(${byConcept}, first: 9, after: { score: 1000, id: "${id.replace('offer', 'need')}" }) { total hits { id } } }`,
      );
      expect(text).not.toMatch(attacker.mustNotSee);
      for (const { total } of Object.values<Answer>(json.data)) expect(total).toBe(attacker.sees.length);
    }
  });

  test('VIS-053 looks for INTERNAL ones in the summary', async () => {
    const SUMMARY = '{ summary { version public { concept offers needs } network { concept offers needs } } }';
    const before = await city.asStranger(SUMMARY);
    const one = { concept: 'concept:housing', offers: 1, needs: 1 };
    expect(before.json.data.summary).toMatchObject({ public: [one], network: [one] });
    await city.database.insert('offer', { key: 'spy', title: NEVER_LEAVES, visibility: 'INTERNAL' });
    await city.database.insert('offer_topic', { offer_key: 'spy', topic_key: 't' });
    await city.database.insert('need', { key: 'spy', title: NEVER_LEAVES, visibility: 'INTERNAL' });
    await city.database.insert('need_topic', { need_key: 'spy', topic_key: 't' });
    expect((await city.asStranger(SUMMARY)).text).toBe(before.text);
    expect((await city.asMember(SUMMARY)).text).toBe(before.text);
  });

  attack('VIS-054', 'leaves the city no time to answer', async (attacker) => {
    const viewer = attacker === stranger ? { anonymous: true } : MEMBER;
    const token = `Bearer ${await city.key.sign(payloadFor('gera', { viewer }))}`;
    const query = `{ offerHits(${byConcept}, first: 9) { total hits { id } } ${inCity('staff { nodes { name } }').slice(1)}`;
    const { status, text } = await city.send(token, { query }, { 'x-request-timeout-ms': '0' });
    expect(status).toBe(503);
    expect(text).not.toMatch(/SELECT|gera:|Open|housing/);
    expect(text).not.toMatch(attacker.mustNotSee);
  });
});

describe('Records with hits', () => {
  const within = [
    {
      search: 'staffHits',
      field: 'staff',
      heading: 'name',
      led: ['programmes { title }', 'experiences { programme { title } }'],
    },
    { search: 'programmeHits', field: 'programme', heading: 'title', led: ['staff { name }', 'exchanges { title }'] },
    {
      search: 'exchangeHits',
      field: 'exchange',
      heading: 'title',
      led: ['programmes { title }', 'programmes { staff { name } }'],
    },
    {
      search: 'offerHits',
      field: 'offer',
      heading: 'title',
      led: ['city { staff { nodes { name } } }', 'topics { staff { totalCount } }'],
    },
    {
      search: 'needHits',
      field: 'need',
      heading: 'title',
      led: ['city { staff { nodes { name } } }', 'topics { staff { totalCount } }'],
    },
  ] as const;
  const HIDDEN = new RegExp(`${MEMBERS_ONLY}|${NEVER_LEAVES}|:network"|:internal"`, 'i');

  /** What comes with hits, by their kinds: `null` for a hit whose record does not come. */
  async function records(attacker: Attacker, fields: (kind: (typeof within)[number]) => string): Promise<Answer> {
    const { status, text, json } = await attacker.ask(
      `{ ${within.map((kind) => `${kind.search}(${byConcept}, first: 9) { hits { ${fields(kind)} } }`).join(' ')} }`,
    );
    expect([status, json.errors]).toEqual([200, undefined]);
    return { text, data: json.data };
  }
  const keysThatCame = (hits: Answer): string[] => keysOf(hits.flatMap(({ record }: Answer) => record ?? []));

  attack('VIS-055', 'asks for the record of every hit', async (attacker) => {
    const { text, data } = await records(
      attacker,
      ({ field, heading }) => `record: ${field}(among: 9) { id ${heading} }`,
    );
    expect(text).not.toMatch(HIDDEN);
    for (const { search } of within) expect([search, keysThatCame(data[search].hits)]).toEqual([search, ['public']]);
  });

  attack('VIS-056', 'asks for the records that are for members', async (attacker) => {
    const { text, data } = await records(
      attacker,
      ({ field, heading, led }) => `record: ${field}(among: 9, network: true) { id ${heading} ${led.join(' ')} }`,
    );
    expect(text).not.toMatch(attacker.mustNotSee);
    for (const { search } of within) expect([search, keysThatCame(data[search].hits)]).toEqual([search, attacker.sees]);
  });

  attack('VIS-057', 'goes through a record that everybody may see to what is for members', async (attacker) => {
    for (const way of [0, 1] as const) {
      const { text, data } = await records(
        attacker,
        ({ field, led }) =>
          `record: ${field}(among: 9, network: false) { id ... @include(if: true) { way: __typename ${led[way]} } }`,
      );
      expect(text).not.toMatch(HIDDEN);
      for (const { search } of within) {
        expect([search, keysThatCame(data[search].hits)]).toEqual([search, attacker === stranger ? ['public'] : []]);
      }
    }
  });

  attack('VIS-058', 'asks for one record plainly, and through fragments for what it leads to', async (attacker) => {
    const { text, json } = await attacker.ask(
      `query ($no: Boolean = false) { staffHits(${byConcept}, first: 9) { hits { ...Plain ...Led @skip(if: $no) } } }
       fragment Plain on StaffHit { staff(among: 9) { id } alone: staff(among: 9) { id programmes @include(if: $no) { title } } }
       fragment Led on StaffHit { staff(among: 9) { ... on Node { id ... on Staff { ...Deep } } } }
       fragment Deep on Staff { programmes { topics { label } staff { programmes { title } } } }`,
    );
    expect(text).not.toMatch(HIDDEN);
    const came = (key: string): string[] => keysOf(json.data.staffHits.hits.flatMap((hit: Answer) => hit[key] ?? []));
    expect([came('staff'), came('alone')]).toEqual([attacker === stranger ? ['public'] : [], ['public']]);
  });

  attack('VIS-059', 'asks for the topic of a hit that hidden records alone have', async (attacker) => {
    const { dataSource } = city.database;
    await city.database.insert('topic', { key: 'covert' });
    await city.database.insert('topic_mapping', {
      ...{ topic_key: 'covert', concept_id: 'concept:covert', match: 'EXACT_MATCH' },
    });
    await city.database.insert(
      'experience',
      { key: 'covert-network', staff_key: 'network', topic_key: 'covert' },
      { key: 'covert-internal', staff_key: 'internal', topic_key: 'covert' },
    );
    try {
      const covert =
        'concepts: [{ terms: [{ concept: "concept:covert", weight: 1000 }] }], day: "2026-01-01", first: 9';
      const topics = async (network: boolean): Promise<Answer> =>
        (await attacker.ask(`{ staffHits(${covert}) { hits { topicRecord(among: 9, network: ${network}) { id } } } }`))
          .json.data.staffHits.hits;
      const hits = attacker === stranger ? 0 : 1;
      expect(await topics(false)).toEqual(Array.from({ length: hits }, () => ({ topicRecord: null })));
      expect(await topics(true)).toEqual(
        Array.from({ length: hits }, () => ({ topicRecord: { id: 'gera:topic:covert' } })),
      );
    } finally {
      await dataSource.query(`DELETE FROM topic WHERE key = 'covert'`);
    }
  });

  attack('VIS-060', 'asks for more records than there are, for none and for fewer than none', async (attacker) => {
    for (const [among, came] of [
      [2147483647, ['public']],
      [0, []],
      [-1, []],
    ] as const) {
      const { text, data } = await records(attacker, ({ field }) => `record: ${field}(among: ${among}) { id }`);
      expect(text).not.toMatch(HIDDEN);
      for (const { search } of within) expect(keysThatCame(data[search].hits)).toEqual(came);
    }
  });

  attack('VIS-061', 'asks a city for them that gives none', async (attacker) => {
    const trust = { kind: 'signed', jwks: city.jwks, issuer: 'hanse-hub' } as const;
    const server = await serveCity(city.database.databaseUrl, { trust, recordsWithHits: false });
    try {
      const token = await city.key.sign(
        payloadFor('gera', { viewer: attacker === stranger ? { anonymous: true } : MEMBER }),
      );
      const response = await fetch(server.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({
          query: `{ staffHits(${byConcept}, first: 9) { hits { staff(among: 9, network: true) { id } topicRecord(among: 9, network: true) { id } } } }`,
        }),
      });
      const { data } = await response.json();
      expect(data.staffHits.hits).toEqual(attacker.sees.map(() => ({ staff: null, topicRecord: null })));
    } finally {
      await server.close();
    }
  });
});

describe('Sorting and paging', () => {
  attack('VIS-019', 'turns the pages of every list one by one', async (attacker) => {
    for (const { list } of kinds) {
      const keys: string[] = [];
      let after: string | null = null;
      for (let page = 0; page < 4; page += 1) {
        const answer: Answer = await askSafely(
          attacker,
          `query ($after: String) { _entities(representations: [{ __typename: "City", id: "gera" }]) { ... on City {
            ${list}(first: 1, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } } } }`,
          { after },
        );
        const { nodes, pageInfo } = answer.data._entities[0][list];
        keys.push(...keysOf(nodes));
        after = pageInfo.endCursor;
        if (after !== null) expect(Buffer.from(after, 'base64url').toString()).not.toMatch(attacker.mustNotSee);
        if (pageInfo.hasNextPage === false) break;
      }
      expect(keys.sort()).toEqual(attacker.sees);
    }
  });

  attack('VIS-020', 'forges a cursor right before a hidden record', async (attacker) => {
    const sort = `ada ${NEVER_LEAVES.toLowerCase()}`;
    const after = Buffer.from(JSON.stringify(['gera', 'staff', 'gera', sort, 'a'])).toString('base64url');
    const answer = await attacker.ask(inCity(`staff(first: 1, after: "${after}") { nodes { id name } }`));
    expect(answer.json.errors[0].extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'after' });
    expect(answer.text).not.toMatch(attacker.mustNotSee);
  });

  attack('VIS-021', 'forges positions between hits', async (attacker) => {
    const totals = new Set<number>();
    for (const id of [
      'gera:staff:internal',
      'gera:staff:internak',
      'gera:staff:a',
      'gera:staff:network',
      'gera:staff:networj',
    ]) {
      const { status, text, json } = await attacker.ask(
        `{ staffHits(${byConcept}, first: 9, after: { score: 1000, id: "${id}" }) { total hits { id } } }`,
      );
      expect(status).toBe(200);
      expect(text).not.toMatch(attacker.mustNotSee);
      totals.add(json.data.staffHits.total);
    }
    expect([...totals]).toEqual([attacker.sees.length]);
  });
});

describe('Errors', () => {
  attack('VIS-022', 'provokes errors about hidden records and about unknown ones', async (attacker) => {
    const provoke = async (key: string): Promise<unknown> => {
      const { text, json } = await attacker.ask(
        `{ _entities(representations: [{ __typename: "Staff", id: "gera:staff:${key}" }]) { ... on Staff { name } } a: staffHits(${byConcept}, first: 0) { total } }`,
      );
      expect(text).not.toMatch(attacker.mustNotSee);
      return json;
    };
    expect(await provoke('internal')).toEqual(await provoke('nowhere1'));
  });

  attack('VIS-023', 'asks for fields, types and arguments that tell of visibility', async (attacker) => {
    for (const query of [
      inCity('staff { nodes { name visibility } }'),
      inCity('staff(filter: { visibility: INTERNAL }) { totalCount }'),
      `{ staffHits(${byConcept}, first: 9, sections: [INTERNAL]) { total } }`,
      '{ disclosure { subject } }',
    ]) {
      const { status, text } = await attacker.ask(query);
      expect(status).toBe(400);
      expect(text).not.toMatch(attacker.mustNotSee);
    }
  });

  attack('VIS-024', 'breaks the server in the middle of an answer', async (attacker) => {
    await city.database.dataSource.query('ALTER TABLE experience RENAME TO gone');
    try {
      const { text } = await attacker.ask(
        inCity('staff { nodes { id experiences { summary } } } programmes { nodes { title } }'),
      );
      expect(text).not.toMatch(attacker.mustNotSee);
      expect(text).not.toMatch(/relation|SELECT|127\.0\.0\.1/);
    } finally {
      await city.database.dataSource.query('ALTER TABLE gone RENAME TO experience');
    }
  });
});

describe('Claiming to be somebody else', () => {
  const EVERYBODY = inCity('staff { nodes { id name } }');
  const bearer = async (claims: object, header = {}): Promise<string> =>
    `Bearer ${await city.key.sign(payloadFor('gera', { ...claims }), header)}`;
  const seconds = Math.floor(Date.now() / 1_000);

  /** Nothing at all comes of it, not even what everybody may see. */
  async function expectRefused(token: string | null, headers = {}): Promise<void> {
    const { status, json } = await city.send(token, { query: EVERYBODY }, headers);
    expect(status).toBe(401);
    expect(json).toEqual({ errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }] });
  }

  test('VIS-025 brings no token', () => expectRefused(null));

  test('VIS-026 brings something that is no token', async () => {
    const token = (await bearer({})).slice('Bearer '.length);
    for (const value of [
      '',
      'Bearer',
      'Bearer ',
      'Bearer x',
      'Bearer a.b.c',
      `Basic ${token}`,
      token,
      `Bearer ${token} x`,
    ]) {
      await expectRefused(value);
    }
  });

  test('VIS-027 brings a token in another place', async () => {
    const token = (await bearer({ viewer: MEMBER })).slice('Bearer '.length);
    await expectRefused(null, { cookie: `token=${token}` });
    await expectRefused(null, { 'x-authorization': `Bearer ${token}` });
    const body = { query: EVERYBODY, extensions: { authorization: `Bearer ${token}` } };
    expect((await city.send(null, body)).status).toBe(401);
    const response = await fetch(`${city.url}?access_token=${token}`, { method: 'POST' });
    expect(response.status).toBe(401);
  });

  test('VIS-028 brings an expired token', async () => {
    await expectRefused(await bearer({ iat: seconds - 100, exp: seconds - 40, viewer: MEMBER }));
  });

  test("VIS-029 passes on another city's token", async () => {
    await expectRefused(`Bearer ${await city.key.sign(payloadFor('velbert', { viewer: MEMBER }))}`);
    await expectRefused(await bearer({ aud: ['velbert', 'gera'], viewer: MEMBER }));
  });

  test('VIS-030 brings a token without a signature', async () => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const payload = part(payloadFor('gera', { viewer: MEMBER }));
    for (const alg of ['none', 'None', 'NONE', ''])
      await expectRefused(`Bearer ${part({ alg, typ: 'JWT' })}.${payload}.`);
    const [head = ''] = (await city.key.sign({})).split('.');
    await expectRefused(`Bearer ${head}.${payload}.`);
  });

  test('VIS-031 signs with the public key as a secret', async () => {
    const token = await new SignJWT(payloadFor('gera', { viewer: MEMBER }))
      .setProtectedHeader({ alg: 'HS256', kid: 'hub', typ: 'JWT' })
      .sign(Buffer.from(JSON.stringify(city.key.publicJwk)));
    await expectRefused(`Bearer ${token}`);
  });

  test("VIS-032 signs with a key of its own, under the name of the hub's, or bringing it along", async () => {
    const own = await TestKey.create('hub');
    const payload = payloadFor('gera', { viewer: MEMBER });
    await expectRefused(`Bearer ${await own.sign(payload)}`);
    await expectRefused(`Bearer ${await own.sign(payload, { jwk: own.publicJwk })}`);
    await expectRefused(`Bearer ${await own.sign(payload, { kid: 'own', jku: 'http://127.0.0.1:1/jwks.json' })}`);
  });

  test('VIS-033 comes from another issuer', async () => {
    await expectRefused(await bearer({ iss: 'another-hub', viewer: MEMBER }));
    await expectRefused(await bearer({ iss: ['hanse-hub'], viewer: MEMBER }));
  });

  test('VIS-034 makes a token that lives longer than a minute, or for ever', async () => {
    await expectRefused(await bearer({ exp: seconds + 3_600, viewer: MEMBER }));
    await expectRefused(await bearer({ exp: undefined, viewer: MEMBER }));
    await expectRefused(await bearer({ iat: seconds + 3_000, exp: seconds + 3_060, viewer: MEMBER }));
  });

  test('VIS-035 makes claims that are malformed', async () => {
    for (const viewer of [
      undefined,
      null,
      'member',
      [],
      {},
      { anonymous: 'no' },
      { anonymous: false, organisation: 1 },
    ]) {
      await expectRefused(await bearer({ viewer }));
    }
  });

  test('VIS-036 claims to see more than a member', async () => {
    const sectionsClaimed = { sections: [...sections], visibility: 'INTERNAL', roles: ['admin'] };
    for (const viewer of [
      { ...MEMBER, ...sectionsClaimed },
      { ...MEMBER, organisation: 'gera' },
      { ...MEMBER, organisation: 'hub', subject: 'INTERNAL' },
    ]) {
      const { status, text } = await city.send(await bearer({ viewer, ...sectionsClaimed }), { query: EVERYBODY });
      expect(status).toBe(200);
      expect(text).not.toMatch(member.mustNotSee);
    }
  });

  test('VIS-037 says beside an anonymous token that it is a member', async () => {
    const token = await bearer({});
    for (const name of ['x-viewer', 'x-hanse-viewer']) {
      const body = { query: EVERYBODY, variables: { viewer: MEMBER }, extensions: { viewer: MEMBER } };
      expect((await city.send(token, body, { [name]: JSON.stringify(MEMBER) })).text).not.toMatch(stranger.mustNotSee);
    }
    const both = { anonymous: true, organisation: 'velbert', subject: 'p-7' };
    expect((await city.send(await bearer({ viewer: both }), { query: EVERYBODY })).text).not.toMatch(
      stranger.mustNotSee,
    );
  });

  test('VIS-038 takes other ways to the same server', async () => {
    const { origin } = new URL(city.url);
    for (const path of [
      '/',
      '/graphql/',
      '//graphql',
      '/health/../graphql',
      '/health/%2e%2e/graphql',
      '/metrics/graphql',
      '/GraphQL',
    ]) {
      for (const method of ['POST', 'GET', 'PUT', 'OPTIONS']) {
        const response = await fetch(`${origin}${path}`, {
          method,
          headers: { 'content-type': 'application/json' },
          ...(method === 'POST' && { body: JSON.stringify({ query: EVERYBODY }) }),
        });
        expect([path, method, response.status]).toEqual([path, method, 401]);
      }
    }
  });
});

describe('Living beside members', () => {
  test('VIS-039 asks while a member asks the same', async () => {
    const query = inCity('staff { totalCount nodes { name } }');
    const answers = await Promise.all(
      Array.from({ length: 40 }, async (_, i) => (i % 2 === 0 ? city.asStranger(query) : city.asMember(query))),
    );
    answers.forEach(({ json, text }, i) => {
      expect(json.data._entities[0].staff.totalCount).toBe(i % 2 === 0 ? 1 : 2);
      expect(text).not.toMatch(i % 2 === 0 ? stranger.mustNotSee : member.mustNotSee);
    });
  });

  test('VIS-040 keeps on asking for a record that the city has withdrawn', async () => {
    await city.database.insert('staff', { key: 'brief', name: 'Ada Brief', visibility: 'PUBLIC' });
    const query =
      '{ _entities(representations: [{ __typename: "Staff", id: "gera:staff:brief" }]) { ... on Staff { name } } }';
    expect((await city.asStranger(query)).json.data._entities).toEqual([{ name: 'Ada Brief' }]);
    await city.database.dataSource.query(`UPDATE staff SET visibility = 'INTERNAL' WHERE key = 'brief'`);
    expect((await city.asStranger(query)).json.data._entities).toEqual([null]);
    expect((await city.asMember(query)).json.data._entities).toEqual([null]);
  });
});
