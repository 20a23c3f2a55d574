import { migrate } from '../../subgraphs/city/database/migrate';
import { IndexNeeds1797500000000 } from '../../subgraphs/city/database/migrations/IndexNeeds1797500000000';
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
  await city.insert('need', { key: 'shelter', title: 'Wer plant Notunterkünfte?', status: 'OPEN' });
  await city.insert('need', { key: 'plan', title: 'Vorbilder', summary: 'Pläne für eine Notunterkunft' });
  await city.insert('need', { key: 'found', title: 'Erfahrung mit der Kita', status: 'MET' });
  await city.insert('need', { key: 'members', title: 'Notunterkunft', status: 'OPEN', visibility: 'NETWORK' });
  await city.insert('need', { key: 'secret', title: 'Notunterkunft', status: 'OPEN', visibility: 'INTERNAL' });
  const link = (need_key: string, ...topics: string[]) =>
    city.insert('need_topic', ...topics.map((topic_key) => ({ need_key, topic_key })));
  await link('shelter', 'wohnen', 'bauen');
  await link('plan', 'bauen', 'kita');
  await link('found', 'kita', 'wohnen');
  await link('members', 'wohnen');
  await link('secret', 'wohnen');
});
afterAll(() => city.close());

const group = (...concepts: string[]) => ({
  terms: concepts.map((concept) => ({ concept: `concept:${concept}`, weight: 1000 })),
});

async function search(question: Record<string, unknown>): Promise<{ total: number; hits: Answer[]; facets: Answer }> {
  const query = `query ($concepts: [ConceptGroup!], $text: String, $filter: NeedHitFilter, $first: Int!, $after: HitPosition) {
    needHits(concepts: $concepts, text: $text, filter: $filter, day: "2026-03-15", first: $first, after: $after) {
      total hits { id score status concept mapping text topic }
      facets { concepts { value count } needStatuses { value count } statuses { value } }
    }
  }`;
  return (await city.data(query, { first: 10, ...question })).needHits;
}

const found = async (question: Record<string, unknown>): Promise<string[]> =>
  (await search(question)).hits.map(({ id }) => id);

describe('needs', () => {
  it('are found by concept, those that are open before one that is met, and one that does not say counts as open', async () => {
    const { total, hits } = await search({ concepts: [group('housing')] });
    expect(total).toBe(3);
    const byConcept = { concept: 'concept:housing', text: null };
    expect(hits).toEqual([
      {
        ...{ id: 'gera:need:shelter', score: 1000, status: 'OPEN', mapping: 'EXACT_MATCH', ...byConcept },
        topic: 'gera:topic:wohnen',
      },
      {
        ...{ id: 'gera:need:found', score: 840, status: 'MET', mapping: 'EXACT_MATCH', ...byConcept },
        topic: 'gera:topic:wohnen',
      },
      {
        ...{ id: 'gera:need:plan', score: 600, status: null, mapping: 'NARROW_MATCH', ...byConcept },
        topic: 'gera:topic:bauen',
      },
    ]);
    expect(await found({ concepts: [group('housing'), group('kita')] })).toEqual(['gera:need:plan', 'gera:need:found']);
  });

  it('are found by the words of title and summary, inflected or misspelt', async () => {
    expect((await search({ text: 'Notunterkunft' })).hits).toMatchObject([
      { id: 'gera:need:shelter', score: 680, concept: null, mapping: null, text: 600, topic: null },
      { id: 'gera:need:plan', score: 520, text: 400 },
    ]);
    expect(await found({ text: 'vorbilder' })).toEqual(['gera:need:plan']);
    expect(await found({ text: 'Erfahrungg' })).toEqual(['gera:need:found']);
    expect(await found({ concepts: [group('kita')], text: 'Plan' })).toEqual(['gera:need:plan']);
  });

  it('are filtered by where they stand and by when they were changed, divided, and paged', async () => {
    const concepts = [group('housing', 'kita')];
    await city.dataSource.query(`UPDATE need SET updated_at = '2026-05-01Z' WHERE key = 'shelter'`);
    expect(await found({ concepts, filter: { statuses: ['OPEN'] } })).toEqual(['gera:need:shelter']);
    expect(await found({ concepts, filter: { statuses: [] } })).toHaveLength(3);
    expect(await found({ concepts, filter: { updatedSince: '2026-05-01T00:00:00Z' } })).toEqual(['gera:need:shelter']);
    expect(await found({ concepts, filter: { updatedSince: '2026-05-01T00:00:01Z' } })).toEqual([]);
    const { total, hits, facets } = await search({ concepts, first: 1 });
    expect([total, hits.length]).toEqual([3, 1]);
    const count = (value: string, times: number) => ({ value, count: times });
    expect(facets).toEqual({
      concepts: [count('concept:housing', 3), count('concept:kita', 2)],
      needStatuses: [count('MET', 1), count('OPEN', 1)],
      statuses: [],
    });
    const after = { score: hits[0].score, id: hits[0].id };
    expect(await found({ concepts, after })).toEqual(['gera:need:plan', 'gera:need:found']);
  });

  it('are found by their words of today', async () => {
    await city.insert('need', { key: 'new', title: 'Sprechstunde' });
    expect(await found({ text: 'Sprechstunde' })).toEqual(['gera:need:new']);
    await city.dataSource.query(`UPDATE need SET title = 'Hospitation' WHERE key = 'new'`);
    expect(await found({ text: 'Sprechstunde' })).toEqual([]);
    expect(await found({ text: 'Hospitation' })).toEqual(['gera:need:new']);
    await city.dataSource.query(`DELETE FROM need WHERE key = 'new'`);
    expect(await found({ text: 'Hospitation' })).toEqual([]);
  });
});

test('the index of needs goes with its migration and comes back with it, needs and all', async () => {
  await undoMigrations(city.dataSource, IndexNeeds1797500000000);
  expect(await city.dataSource.query(`SELECT to_regclass('need_text') AS found`)).toEqual([{ found: null }]);
  await migrate(city.databaseUrl);
  expect(await found({ text: 'Notunterkunft' })).toEqual(['gera:need:shelter', 'gera:need:plan']);
});
