import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import type { CityOperation } from '../../subgraphs/contract/AskCity';
import type { MappingKind } from '../../subgraphs/contract/enums';
import { scoreExperience } from '../../subgraphs/search/hits/score';
import { CONTRACT } from '../../subgraphs/composing/test/startFakeCity';

/** What a GraphQL server answers, as a test may change it. */
export interface GraphqlAnswer {
  // Each fault knows the operation that it spoils.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  data: any;
  errors?: { message: string; path?: readonly (string | number)[]; extensions?: object }[];
}

interface HitsArguments {
  readonly concepts: readonly { readonly terms: readonly { readonly concept: string; readonly weight: number }[] }[];
  readonly day: string;
  readonly first: number;
}

const CONCEPT = 'concept:housing-plan';
const UNITS = [1, 2];
const NO_FACETS = { concepts: [], statuses: [], languages: [], roles: [] };
const NONE = { total: 0, hits: [], facets: NO_FACETS };
const lastYear = new Date().getUTCFullYear() - 1;

const schema = buildSubgraphSchema({
  typeDefs: parse(CONTRACT),
  resolvers: {
    Query: {
      summary: () => ({
        version: '1',
        asOf: '2026-01-01T00:00:00Z',
        public: [{ concept: CONCEPT, staff: UNITS.length, programmes: 0, exchanges: 0, offers: 0 }],
        network: [],
      }),
      staffHits: (_: unknown, args: HitsArguments, cityId: unknown) => findHits(cityId as string, args),
      ...Object.fromEntries(
        ['programmeHits', 'exchangeHits', 'offerHits', 'needHits'].map((name) => [name, () => NONE]),
      ),
    },
    Staff: { __resolveReference: ({ id }: { id: string }, cityId: unknown) => findUnit(id, cityId as string) },
  },
});

/**
 * The answer of an invented city that keeps the contract and has what `inventedCity(cityId, 2)` has: two units that led
 * work on housing plans. Its counts, hits and staff alone; no more is asked of it here.
 */
export async function answerTruly(cityId: string, { query, variables }: CityOperation): Promise<GraphqlAnswer> {
  if (query.includes('_service')) return { data: { _service: { sdl: CONTRACT } } };
  const result = await graphql({ schema, source: query, variableValues: variables, contextValue: cityId });
  return JSON.parse(JSON.stringify(result)) as GraphqlAnswer;
}

function findHits(cityId: string, { concepts, day, first }: HitsArguments): object {
  const asked = concepts.flatMap(({ terms }) => terms).find(({ concept }) => concept === CONCEPT);
  const hits = asked ? UNITS.map((unit) => toHit(cityId, unit, asked.weight, day)) : [];
  const all = (value: string): readonly object[] => (hits.length > 0 ? [{ value, count: hits.length }] : []);
  const facets = { ...NO_FACETS, concepts: all(CONCEPT), languages: all('en'), roles: all('LED') };
  return { total: hits.length, hits: hits.slice(0, first), facets };
}

const featuresOf = (unit: number) =>
  ({ role: 'LED', since: String(lastYear - unit), until: String(lastYear - unit) }) as const;

function toHit(cityId: string, unit: number, weight: number, day: string): object {
  const features = featuresOf(unit);
  return {
    ...features,
    id: `${cityId}:staff:unit-${unit}`,
    score: scoreExperience(weight, features, day),
    concept: CONCEPT,
    mapping: 'EXACT_MATCH' satisfies MappingKind,
    topic: `${cityId}:topic:plans`,
  };
}

function findUnit(id: string, cityId: string): object | null {
  const unit = UNITS.find((candidate) => id === `${cityId}:staff:unit-${candidate}`);
  if (unit === undefined) return null;
  const name = `${cityId.charAt(0).toUpperCase()}${cityId.slice(1)} unit ${unit}`;
  const mappings = [{ match: 'EXACT_MATCH' satisfies MappingKind, concept: { id: CONCEPT } }];
  const topic = { id: `${cityId}:topic:plans`, label: 'Our plans', mappings };
  const lists = { languages: ['en'], additional: [], experiences: [{ ...featuresOf(unit), topic }], programmes: [] };
  return { id, kind: 'UNIT', name, ...lists, updatedAt: '2026-01-01T00:00:00Z', city: { id: cityId } };
}
