import type { Answer, TestCity } from './openTestCity';
import { openTestCity } from './openTestCity';

let city: TestCity;

/** One record of each kind for each visibility, all linked with each other through one topic. */
beforeAll(async () => {
  city = await openTestCity('gera');
  await city.insert('city', { id: 'gera' });
  await city.insert('topic', { key: 't' });
  await city.insert('topic_mapping', { topic_key: 't', concept_id: 'concept:housing', match: 'EXACT_MATCH' });
  const sections = ['PUBLIC', 'NETWORK', 'INTERNAL'];
  for (const visibility of sections) {
    const key = visibility.toLowerCase();
    await city.insert('staff', { key, name: `staff ${key}`, visibility });
    await city.insert('programme', { key, title: `programme ${key}`, visibility });
    await city.insert('programme_topic', { programme_key: key, topic_key: 't' });
    await city.insert('exchange', { key, title: `exchange ${key}`, visibility });
    await city.insert('exchange_topic', { exchange_key: key, topic_key: 't' });
    await city.insert('need', { key, title: `need ${key}`, visibility });
    await city.insert('offer', { key, title: `offer ${key}`, visibility });
  }
  for (const one of sections.map((section) => section.toLowerCase())) {
    for (const other of sections.map((section) => section.toLowerCase())) {
      await city.insert('experience', { key: `${one}-${other}`, staff_key: one, topic_key: 't', programme_key: other });
      await city.insert('programme_staff', { programme_key: one, staff_key: other });
      await city.insert('exchange_programme', { exchange_key: one, programme_key: other });
    }
  }
});
afterAll(() => city.close());

describe('a record that is not public', () => {
  it('appears in no list, relation, count or search', async () => {
    const answer = await city.data(`
      fragment People on StaffConnection { totalCount nodes { name programmes { title } experiences { programme { title } } } }
      fragment Plans on ProgrammeConnection { totalCount nodes { title staff { name } } }
      {
        _entities(representations: [{ __typename: "City", id: "gera" }]) { ... on City {
          staff { ...People } programmes { ...Plans }
          topics { nodes { staff { ...People } programmes { ...Plans } } }
          exchanges { totalCount nodes { title programmes { title } } }
          needs { totalCount nodes { title } } offers { totalCount nodes { title } }
        } }
        byConcept: staffHits(concepts: [{ terms: [{ concept: "concept:housing", weight: 1000 }] }], day: "2026-01-01", first: 9) { total hits { id } }
        byText: staffHits(text: "staff", day: "2026-01-01", first: 9) { total hits { id } }
        planByConcept: programmeHits(concepts: [{ terms: [{ concept: "concept:housing", weight: 1000 }] }], day: "2026-01-01", first: 9) { total hits { id } }
        planByText: programmeHits(text: "programme", day: "2026-01-01", first: 9) { total hits { id } }
        visitByConcept: exchangeHits(concepts: [{ terms: [{ concept: "concept:housing", weight: 1000 }] }], day: "2026-01-01", first: 9) { total hits { id } }
        visitByText: exchangeHits(text: "exchange", day: "2026-01-01", first: 9) { total hits { id } }
      }`);

    const { _entities, ...searches } = answer;
    expect(JSON.stringify(answer)).not.toMatch(/network|internal/);
    expect(JSON.stringify(answer)).toContain('staff public');
    expect([...JSON.stringify(_entities).matchAll(/"totalCount":(\d+)/g)].map(([, count]) => count)).toEqual(
      Array.from({ length: 7 }, () => '1'),
    );
    expect(Object.values(searches).map(({ total, hits }: Answer) => [total, hits.length])).toEqual(
      Array.from({ length: 6 }, () => [1, 1]),
    );
  });

  it('leaves an experience without its programme when only the programme is hidden', async () => {
    const { _entities } = await city.data(
      '{ _entities(representations: [{ __typename: "Staff", id: "gera:staff:public" }]) { ... on Staff { experiences { programme { title } } } } }',
    );
    expect(_entities[0].experiences.map(({ programme }: Answer) => programme?.title ?? null)).toEqual([
      null,
      null,
      'programme public',
    ]);
  });

  it('is counted for members when it is for the network, and never when it is internal', async () => {
    const { summary } = await city.data(
      '{ summary { public { concept staff programmes exchanges } network { concept staff programmes exchanges } } }',
    );
    const one = { concept: 'concept:housing', staff: 1, programmes: 1, exchanges: 1 };
    expect(summary).toEqual({ public: [one], network: [one] });
  });
});
