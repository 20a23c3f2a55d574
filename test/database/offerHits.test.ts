import { migrate } from '../../subgraphs/city/database/migrate';
import { IndexOffers1795500000000 } from '../../subgraphs/city/database/migrations/IndexOffers1795500000000';
import { openTestCity } from './openTestCity';
import type { Answer, TestCity } from './openTestCity';
import { undoMigrations } from './undoMigrations';

let city: TestCity;

beforeAll(async () => {
  city = await openTestCity('gera');
  await city.insert('city', { id: 'gera', language: 'de' });
  await city.insert('topic', { key: 'wohnen' }, { key: 'bauen' }, { key: 'kita' });
  await city.insert(
    'topic_mapping',
    { topic_key: 'wohnen', concept_id: 'concept:housing', match: 'EXACT_MATCH' },
    { topic_key: 'bauen', concept_id: 'concept:housing', match: 'NARROW_MATCH' },
    { topic_key: 'kita', concept_id: 'concept:kita', match: 'CLOSE_MATCH' },
  );
  await city.insert('offer', { key: 'visit', kind: 'VISIT', title: 'Führung durch die Notunterkunft' });
  await city.insert('offer', { key: 'talk', title: 'Vortrag', summary: 'Wie wir Notunterkünfte planen' });
  await city.insert('offer', { key: 'advice', kind: 'ADVICE', title: 'Beratung zur Kita' });
  await city.insert('offer', { key: 'members', title: 'Notunterkunft', visibility: 'NETWORK' });
  await city.insert('offer', { key: 'secret', title: 'Notunterkunft', visibility: 'INTERNAL' });
  const link = (offer_key: string, ...topics: string[]) =>
    city.insert('offer_topic', ...topics.map((topic_key) => ({ offer_key, topic_key })));
  await link('visit', 'wohnen', 'bauen');
  await link('talk', 'bauen', 'kita');
  await link('advice', 'kita');
  await link('members', 'wohnen');
  await link('secret', 'wohnen');
});
afterAll(() => city.close());

const group = (...concepts: string[]) => ({
  terms: concepts.map((concept) => ({ concept: `concept:${concept}`, weight: 1000 })),
});

async function search(question: Record<string, unknown>): Promise<{ total: number; hits: Answer[] }> {
  const query = `query ($concepts: [ConceptGroup!], $text: String, $filter: OfferHitFilter, $first: Int!, $after: HitPosition) {
    offerHits(concepts: $concepts, text: $text, filter: $filter, day: "2026-03-15", first: $first, after: $after) {
      total hits { id score concept mapping text topic }
    }
  }`;
  return (await city.data(query, { first: 10, ...question })).offerHits;
}

const found = async (question: Record<string, unknown>): Promise<string[]> =>
  (await search(question)).hits.map(({ id }) => id);

describe('offers', () => {
  it('are found by concept, by the best of their topics, with how well it matches for a score', async () => {
    expect(await search({ concepts: [group('housing')] })).toEqual({
      total: 2,
      hits: [
        {
          ...{ id: 'gera:offer:visit', score: 1000, concept: 'concept:housing', mapping: 'EXACT_MATCH' },
          ...{ text: null, topic: 'gera:topic:wohnen' },
        },
        {
          ...{ id: 'gera:offer:talk', score: 500, concept: 'concept:housing', mapping: 'NARROW_MATCH' },
          ...{ text: null, topic: 'gera:topic:bauen' },
        },
      ],
    });
    expect(await found({ concepts: [group('housing'), group('kita')] })).toEqual(['gera:offer:talk']);
    expect((await search({ concepts: [{ terms: [{ concept: 'concept:kita', weight: 800 }] }] })).hits).toMatchObject([
      { id: 'gera:offer:advice', score: 680 },
      { id: 'gera:offer:talk', score: 680 },
    ]);
  });

  it('are found by the words of title and summary, inflected or misspelt', async () => {
    expect(await search({ text: 'Notunterkunft' })).toEqual({
      total: 2,
      hits: [
        { id: 'gera:offer:visit', score: 600, concept: null, mapping: null, text: 600, topic: null },
        { id: 'gera:offer:talk', score: 400, concept: null, mapping: null, text: 400, topic: null },
      ],
    });
    expect(await found({ text: 'fuhrung' })).toEqual(['gera:offer:visit']);
    expect(await found({ text: 'Notunterkumft' })).toEqual(['gera:offer:visit']);
    expect(await found({ concepts: [group('kita')], text: 'vortrag' })).toEqual(['gera:offer:talk']);
  });

  it('are filtered by kind, and paged', async () => {
    const concepts = [group('housing', 'kita')];
    expect(await found({ concepts, filter: { kinds: ['VISIT', 'ADVICE'] } })).toEqual([
      'gera:offer:visit',
      'gera:offer:advice',
    ]);
    expect(await found({ concepts, filter: { kinds: [] } })).toHaveLength(3);
    const { total, hits } = await search({ concepts, first: 1 });
    expect([total, hits.length]).toEqual([3, 1]);
    const after = { score: hits[0].score, id: hits[0].id };
    expect(await found({ concepts, after })).toEqual(['gera:offer:advice', 'gera:offer:talk']);
  });

  it('are filtered by language and by when they were changed, and divided by concept and language', async () => {
    await city.dataSource.query(`
      UPDATE offer SET languages = '{de-AT,en}', updated_at = '2026-05-01Z' WHERE key = 'visit';
      UPDATE offer SET languages = '{de,de}' WHERE key = 'talk'`);
    const concepts = [group('housing', 'kita')];
    expect(await found({ concepts, filter: { languages: ['de'] } })).toEqual(['gera:offer:visit', 'gera:offer:talk']);
    expect(await found({ concepts, filter: { languages: ['EN'] } })).toEqual(['gera:offer:visit']);
    expect(await found({ concepts, filter: { updatedSince: '2026-05-01T00:00:00Z' } })).toEqual(['gera:offer:visit']);
    expect(await found({ concepts, filter: { updatedSince: '2026-05-01T00:00:01Z' } })).toEqual([]);
    const { offerHits } = await city.data(
      `query ($concepts: [ConceptGroup!]) {
        offerHits(concepts: $concepts, day: "2026-03-15", first: 1) {
          facets { concepts { value count } languages { value count } years { value } }
        }
      }`,
      { concepts },
    );
    const count = (value: string, times: number) => ({ value, count: times });
    expect(offerHits.facets).toEqual({
      concepts: [count('concept:housing', 2), count('concept:kita', 2)],
      languages: [count('de', 1), count('de-AT', 1), count('en', 1)],
      years: [],
    });
  });

  it('are found by their words of today', async () => {
    await city.insert('offer', { key: 'new', title: 'Sprechstunde' });
    expect(await found({ text: 'Sprechstunde' })).toEqual(['gera:offer:new']);
    await city.dataSource.query(`UPDATE offer SET title = 'Hospitation' WHERE key = 'new'`);
    expect(await found({ text: 'Sprechstunde' })).toEqual([]);
    expect(await found({ text: 'Hospitation' })).toEqual(['gera:offer:new']);
    await city.dataSource.query(`DELETE FROM offer WHERE key = 'new'`);
    expect(await found({ text: 'Hospitation' })).toEqual([]);
  });
});

test('the index of offers goes with its migration and comes back with it, offers and all', async () => {
  await undoMigrations(city.dataSource, IndexOffers1795500000000);
  expect(await city.dataSource.query(`SELECT to_regclass('offer_text') AS found`)).toEqual([{ found: null }]);
  await migrate(city.databaseUrl);
  expect(await found({ text: 'Notunterkunft' })).toEqual(['gera:offer:visit', 'gera:offer:talk']);
});
