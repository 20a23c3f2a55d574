import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, validate } from 'graphql';
import { EXPERTS_EACH } from '../NetworkPlan';
import type { NetworkPlan } from '../NetworkPlan';
import { SimulatedCities } from './SimulatedCities';

const sdl = readFileSync(path.join(__dirname, '../../../../schema/city.graphql'), 'utf8');
const contract = buildSubgraphSchema(parse(sdl));
const plan: NetworkPlan = {
  cities: 2_000,
  seed: 7,
  concepts: Array.from({ length: 250 }, (_, place) => `concept:invented-${place}`),
};

function ask(cities: SimulatedCities, city: number, query: string, variables: Record<string, unknown> = {}) {
  expect(validate(contract, parse(query))).toEqual([]);
  // Each test reads the shape that it asked for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  return (JSON.parse(cities.answer(city, { query, variables })) as { readonly data: any }).data;
}

const groups = (...concepts: string[]) => [{ terms: concepts.map((concept) => ({ concept, weight: 1000 })) }];

test('a city finds as many records as its summary counts, and pages lead through all of them', () => {
  const cities = new SimulatedCities(plan, sdl);
  const { summary } = ask(
    cities,
    3,
    '{ summary { version public { concept staff programmes exchanges offers needs } } }',
  );
  expect(summary.public.length).toBeGreaterThan(60);
  expect(summary.public.length).toBeLessThan(100);
  for (const { concept, ...counts } of summary.public) {
    const query = `query ($concepts: [ConceptGroup!], $day: PartialDate!) {
      staff: staffHits(concepts: $concepts, day: $day, first: 1) { total hits { id score } }
      programmes: programmeHits(concepts: $concepts, day: $day, first: 1) { total }
      exchanges: exchangeHits(concepts: $concepts, day: $day, first: 1) { total }
      offers: offerHits(concepts: $concepts, day: $day, first: 1) { total }
      needs: needHits(concepts: $concepts, day: $day, first: 1) { total }
    }`;
    const found = ask(cities, 3, query, { concepts: groups(concept), day: '2026-03-15' });
    for (const [kind, count] of Object.entries(counts)) expect(found[kind].total).toBe(count);
    if (counts.staff < 2) continue;
    const [first] = found.staff.hits;
    const next = `query ($concepts: [ConceptGroup!], $after: HitPosition) {
      staffHits(concepts: $concepts, day: "2026-03-15", first: 100, after: $after) { total hits { id score } }
    }`;
    const { staffHits } = ask(cities, 3, next, { concepts: groups(concept), after: first });
    expect(staffHits.total).toBe(counts.staff);
    expect(staffHits.hits).toHaveLength(counts.staff - 1);
    expect(staffHits.hits[0].score).toBeLessThanOrEqual(first.score);
  }
});

test('a change gives every city another version, and leaves who knows of the concepts that are searched for', () => {
  const cities = new SimulatedCities(plan, sdl);
  const query = '{ summary { version public { concept staff } } }';
  const before = ask(cities, 0, query).summary;
  expect(cities.told).toBe(1);
  cities.change();
  expect(cities.told).toBe(0);
  const after = ask(cities, 0, query).summary;
  expect(after.version).not.toBe(before.version);
  expect(after.public).not.toEqual(before.public);
  const searched = { concept: 'concept:known-to-20', staff: EXPERTS_EACH };
  expect(before.public).toContainEqual(searched);
  expect(after.public).toContainEqual(searched);
});

test('facets count all matches, and a record is found by its id at its owner alone', () => {
  const cities = new SimulatedCities(plan, sdl);
  const query = `{ staffHits(concepts: [{ terms: [{ concept: "concept:known-to-1", weight: 1000 }] }], day: "2026", first: 1) {
    hits { id } facets { concepts { value count } languages { value count } statuses { value } }
  } }`;
  const { staffHits } = ask(cities, 0, query);
  expect(staffHits.facets).toEqual({
    concepts: [{ value: 'concept:known-to-1', count: EXPERTS_EACH }],
    languages: [{ value: 'de', count: EXPERTS_EACH }],
    statuses: [],
  });
  const [{ id }] = staffHits.hits;
  const entities =
    'query ($ids: [_Any!]!) { _entities(representations: $ids) { __typename ... on Staff { id name } } }';
  const ids = [id, `${id}0`].map((asked) => ({ __typename: 'Staff', id: asked }));
  expect(ask(cities, 0, entities, { ids })._entities).toEqual([
    { __typename: 'Staff', id, name: `known-to-1-${String(id).slice(-1)} of city-00001` },
    null,
  ]);
  expect(ask(cities, 1, entities, { ids })._entities).toEqual([null, null]);
});

test('the first hits bring the records that they name', () => {
  const cities = new SimulatedCities(plan, sdl);
  const query = `query ($among: Int!) {
    staffHits(concepts: [{ terms: [{ concept: "concept:known-to-1", weight: 1000 }] }], day: "2026-03-15", first: 3) {
      hits { id topic record: staff(among: $among) { id name } topicRecord(among: $among) { id } }
    }
  }`;
  const [first, second, third] = ask(cities, 0, query, { among: 2 }).staffHits.hits;
  expect(first).toMatchObject({ record: { id: first.id }, topicRecord: { id: first.topic } });
  expect(second.record.name).toBe(`known-to-1-${String(second.id).slice(-1)} of city-00001`);
  expect(third).toMatchObject({ record: null, topicRecord: null });
});
