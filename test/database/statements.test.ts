import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildASTSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  parse,
} from 'graphql';
import type { GraphQLField, GraphQLObjectType } from 'graphql';
import type { CityContext } from '../../subgraphs/city/answer/context';
import { buildCitySchema } from '../../subgraphs/city/schema/buildCitySchema';
import { countStatements } from './countStatements';
import { openTestCity } from './openTestCity';
import type { Answer, TestCity } from './openTestCity';

/**
 * Every field of the contract that leads to other objects is found in the contract itself and asked for few and for many
 * parents. So a field added tomorrow is tested today: it fails until there is data that it leads to, and it fails when it
 * asks the database once for each row.
 */
const FEW = 2;
const MANY = 12;

const contract = buildASTSchema(parse(readFileSync(join(__dirname, '../../schema/city.graphql'), 'utf8')), {
  assumeValidSDL: true,
});
type Field = GraphQLField<unknown, unknown>;

const objectTypes = Object.values(contract.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__') && type.name !== 'Query',
);
const entities = ['Staff', 'Programme', 'Exchange', 'Topic', 'Need', 'Offer', 'City'];
const fieldsOf = (type: GraphQLObjectType): Field[] => Object.values(type.getFields());
const leadsToObjects = (field: Field): boolean => !isLeafType(getNamedType(field.type));
const objectOf = (field: Field): GraphQLObjectType => {
  const type = getNamedType(field.type);
  if (isInterfaceType(type) || !isObjectType(type)) throw new Error(`${field.name} leads to no object type.`);
  return type;
};
const scalarsOf = (type: GraphQLObjectType): string =>
  fieldsOf(type)
    .filter((field) => !leadsToObjects(field))
    .map(({ name }) => name)
    .join(' ');

/** Fields that lead from an entity to a type, in the fewest steps. */
function wayTo(wanted: GraphQLObjectType): readonly string[] {
  const ways = entities.map((name) => ({ type: contract.getType(name) as GraphQLObjectType, way: [name] }));
  for (const { type, way } of ways) {
    if (type === wanted) return way;
    for (const field of fieldsOf(type).filter(leadsToObjects)) {
      if (!ways.some((other) => other.type === objectOf(field))) {
        ways.push({ type: objectOf(field), way: [...way, field.name] });
      }
    }
  }
  throw new Error(`Nothing leads to ${wanted.name}.`);
}

/** Types that only searches lead to, which are asked in one statement below. */
const ofSearches = new Set([
  'RecordChanges',
  'Summary',
  'ConceptCount',
  'StaffHits',
  'StaffHit',
  'ProgrammeHits',
  'ProgrammeHit',
  'ExchangeHits',
  'ExchangeHit',
  'OfferHits',
  'OfferHit',
  'NeedHits',
  'NeedHit',
  'HitFacets',
  'FacetCount',
]);

const relations = objectTypes
  .filter(({ name }) => !ofSearches.has(name))
  .flatMap((type) =>
    fieldsOf(type)
      .filter(leadsToObjects)
      .map((field) => ({ path: `${type.name}.${field.name}`, type, field })),
  );

interface Question {
  readonly query: string;
  readonly entity: string;
}

/** Asks for a field of a type that as many records lead to as are asked for; a city's lists, of which there is one city, have as many. */
function questionFor(type: GraphQLObjectType, field: string, selection: string): Question {
  const [entity = '', ...way] = wayTo(type);
  const page = entity === 'City' ? '(first: $parents)' : '';
  const asked = [...way, `asked: ${field}`].reduceRight(
    (inner, name, step) => `${name}${step === 0 ? page : ''} { ${inner} }`,
    selection,
  );
  const variables = `$references: [_Any!]!${page === '' ? '' : ', $parents: Int'}`;
  return {
    query: `query (${variables}) { _entities(representations: $references) { ... on ${entity} { ${asked} } } }`,
    entity,
  };
}

let city: TestCity;

beforeAll(async () => {
  city = await openTestCity('gera');
  await city.insert('city', { id: 'gera' });
  await fill();
});
afterAll(() => city.close());

/** Of everything as many as parents at most, each with two of everything that it leads to. */
async function fill(): Promise<void> {
  const keys = Array.from({ length: MANY }, (_, index) => String(index));
  const insert = (table: string, row: (key: string) => object) =>
    city.insert(table, ...keys.map((key) => ({ ...row(key) })));
  const link = (table: string, owner: string, item: string) =>
    city.insert(
      table,
      ...keys.flatMap((key, index) =>
        [key, keys[(index + 1) % MANY]].map((other) => ({ [`${owner}_key`]: key, [`${item}_key`]: other })),
      ),
    );
  const parts = (table: string, owner: string, row: object) =>
    city.insert(table, ...keys.flatMap((key) => [1, 2].map((ordinal) => ({ [`${owner}_key`]: key, ordinal, ...row }))));
  const additional = [{ name: 'a', label: 'A', value: '1' }];
  await insert('topic', (key) => ({ key }));
  await insert('topic_mapping', (key) => ({ topic_key: key, concept_id: 'concept:housing', match: 'EXACT_MATCH' }));
  await insert('staff', (key) => ({ key, email: 'post@example.org', additional }));
  const contact = { contact_email: 'post@example.org' };
  await insert('programme', (key) => ({
    key,
    additional,
    ...contact,
    currency: 'EUR',
    costs_total: 1000,
    reach_value: 1,
    reach_unit: 'households',
    legal_basis: [{ title: 'A law', url: null }],
  }));
  await parts('programme_translation', 'programme', { language: 'nl', title: 'T' });
  await parts('programme_funding', 'programme', { kind: 'OWN' });
  await parts('programme_lesson', 'programme', { kind: 'WORKED', text: 'L' });
  await parts('programme_result', 'programme', { indicator: 'I', evidence_url: 'https://example.org/' });
  await link('programme_topic', 'programme', 'topic');
  await link('programme_staff', 'programme', 'staff');
  await parts('programme_partner', 'programme', { name: 'P', kind: 'OTHER' });
  await parts('programme_document', 'programme', { title: 'D', url: 'https://example.org/' });
  await insert('experience', (key) => ({ key, staff_key: key, topic_key: key, programme_key: key }));
  await insert('exchange', (key) => ({ key, ...contact }));
  await parts('exchange_translation', 'exchange', { language: 'nl', title: 'T' });
  await parts('exchange_result', 'exchange', { indicator: 'I', evidence_url: 'https://example.org/' });
  await link('exchange_topic', 'exchange', 'topic');
  await link('exchange_programme', 'exchange', 'programme');
  await parts('exchange_partner', 'exchange', { name: 'P', kind: 'OTHER' });
  await insert('need', (key) => ({ key, ...contact }));
  await parts('need_translation', 'need', { language: 'nl', title: 'T' });
  await link('need_topic', 'need', 'topic');
  await insert('offer', (key) => ({ key, ...contact, programme_key: key }));
  await parts('offer_translation', 'offer', { language: 'nl', title: 'T' });
  await link('offer_topic', 'offer', 'topic');
}

async function ask({ query, entity }: Question, parents: number): Promise<Answer> {
  const references = Array.from({ length: entity === 'City' ? 1 : parents }, (_, key) => ({
    __typename: entity,
    id: entity === 'City' ? 'gera' : `gera:${entity.toLowerCase()}:${key}`,
  }));
  return city.data(query, { references, ...(entity === 'City' && { parents }) });
}

const cost = (question: Question, parents: number): Promise<number> => countStatements(() => ask(question, parents));

/** All objects in an answer that stand under this name. */
function found(answer: Answer, name: string): Answer[] {
  if (Array.isArray(answer)) return answer.flatMap((item) => found(item, name));
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.entries(answer).flatMap(([key, value]) => (key === name ? [value].flat() : found(value, name)));
}

describe('a field that leads to other objects', () => {
  it('stands in the contract', () => {
    expect(relations.length).toBeGreaterThan(40);
    expect(relations.flatMap(({ field }) => field.args.filter(isRequiredArgument))).toEqual([]);
  });

  it.each(relations)('$path costs the same for few and for many', async ({ type, field }) => {
    const question = questionFor(type, field.name, `__typename ${scalarsOf(objectOf(field))}`);
    const few = await cost(question, FEW);
    expect(await cost(question, MANY)).toBe(few);
    // One for the records, one or two for each step of the way, and one for what is counted.
    expect(few).toBeLessThanOrEqual(2 * wayTo(type).length + 3);
    expect(found(await ask(question, FEW), 'asked').filter((item) => item !== null)).not.toEqual([]);
  });

  it('would be told if it asked for each row', async () => {
    const { topics } = (
      (await buildCitySchema()).getType('Programme') as GraphQLObjectType<{ key: string }, CityContext>
    ).getFields();
    const { resolve } = topics!;
    topics!.resolve = ({ key }, _args, { dataSource }) =>
      dataSource.query('SELECT topic.* FROM programme_topic JOIN topic ON key = topic_key WHERE programme_key = $1', [
        key,
      ]);
    try {
      const question = questionFor(contract.getType('Programme') as GraphQLObjectType, 'topics', 'id');
      expect((await cost(question, MANY)) - (await cost(question, FEW))).toBe(MANY - FEW);
    } finally {
      topics!.resolve = resolve;
    }
  });
});

describe('a search', () => {
  const term = '[{ terms: [{ concept: "concept:housing", weight: 1000 }] }]';

  it.each(['staffHits', 'programmeHits', 'exchangeHits', 'offerHits', 'needHits'])(
    '%s takes one statement',
    async (name) => {
      const hits = contract.getQueryType()!.getFields()[name]!;
      const hit = objectOf(fieldsOf(objectOf(hits)).find(leadsToObjects)!);
      for (const asked of [`concepts: ${term}`, 'text: "something someone visit"', `concepts: ${term}, text: "x"`]) {
        const query = `{ ${name}(${asked}, day: "2026-03-15", first: 100) { total hits { ${scalarsOf(hit)} } } }`;
        expect(await countStatements(() => city.data(query))).toBe(1);
      }
    },
  );

  const facets = fieldsOf(contract.getType('HitFacets') as GraphQLObjectType).map(({ name }) => name);
  it.each(['staffHits', 'programmeHits', 'exchangeHits', 'offerHits', 'needHits'])(
    '%s takes no more for the facets that are asked for',
    async (name) => {
      const counted = facets.map((facet) => `${facet} { value count }`).join(' ');
      const query = `{ ${name}(concepts: ${term}, day: "2026-03-15", first: 100) { total facets { ${counted} } } }`;
      expect(await countStatements(() => city.data(query))).toBe(1);
    },
  );

  it('is prepared by a summary, which takes one for its counts and one for the records of others', async () => {
    const counts = scalarsOf(contract.getType('ConceptCount') as GraphQLObjectType);
    const summary = scalarsOf(contract.getType('Summary') as GraphQLObjectType);
    const query = `{ summary { ${summary} public { ${counts} } network { ${counts} } } }`;
    expect(await countStatements(() => city.data(query))).toBe(2);
  });

  it('about what was made after programmes of others takes one, however many they are', async () => {
    const of = Array.from({ length: 200 }, (_, number) => `suhl:programme:${number}`);
    const query = `query ($of: [ID!]!) { adaptations(of: $of, first: 100) { id adaptedFrom } }`;
    expect(await countStatements(() => city.data(query, { of }))).toBe(1);
  });

  it('about what changed takes one for when nothing is under way, and one for what changed then', async () => {
    const query = `query ($since: DateTime!) {
      recordChanges(kinds: [STAFF, PROGRAMME, TOPIC, EXCHANGE, NEED, OFFER], since: $since, first: 101) { changes { id } until }
    }`;
    expect(await countStatements(() => city.data(query, { since: new Date().toISOString() }))).toBe(2);
  });

  it('is all that a query can be', () => {
    expect(Object.keys(contract.getQueryType()!.getFields()).sort()).toEqual([
      'adaptations',
      'exchangeHits',
      'needHits',
      'offerHits',
      'programmeHits',
      'recordChanges',
      'staffHits',
      'summary',
    ]);
  });
});

describe('a question in depth', () => {
  it('costs no more for many than for few', async () => {
    const deep = `
      topics { label mappings { concept { id } } staff(first: 2) { totalCount nodes { name } } }
      staff { name experiences { topic { label } programme { title partners { name } } } }
      documents { title }`;
    const question = questionFor(contract.getType('Staff') as GraphQLObjectType, 'programmes', deep);
    const few = await cost(question, FEW);
    expect(await cost(question, MANY)).toBeLessThanOrEqual(few);
    expect(few).toBeLessThan(20);
  });
});
