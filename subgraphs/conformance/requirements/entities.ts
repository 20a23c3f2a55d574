import type { CityUnderCheck } from '../CityUnderCheck';
import { NotMetError, NoEvidenceError } from '../checkErrors';
import { readList, readSome } from '../records/readList';
import type { Reference } from '../records/readReferences';
import { readReferences, sampleReferences } from '../records/readReferences';
import type { RecordKind } from '../records/RecordKind';
import { exchange, need, offer, programme, recordKinds, staff, topic } from '../records/RecordKind';
import type { Requirement } from '../Requirement';

/** Keys that no city gives to a record. */
const unknownKey = (number: number): string => `conformance-kit.none-${number}`;

function unknownReferences(city: CityUnderCheck, count: number): Reference[] {
  return Array.from({ length: count }, (_, number) => {
    const kind = recordKinds[number % recordKinds.length] ?? staff;
    return { __typename: kind.typename, id: `${city.cityId}:${kind.idType}:${unknownKey(number)}` };
  });
}

/** Asks for what is not there: each reference must be null, and none an error. */
async function expectNulls(city: CityUnderCheck, references: readonly Reference[]): Promise<void> {
  const { status, data, errors } = await city.ask(
    'query Nothing($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }',
    { variables: { representations: references } },
  );
  const [error] = errors;
  if (error !== undefined) throw new NotMetError(`answered an error: "${error.message}"`);
  const entities: unknown = data?._entities;
  if (!Array.isArray(entities)) throw new NotMetError(`HTTP ${status} without entities`);
  const at = entities.findIndex((entity) => entity !== null);
  if (at !== -1)
    throw new NotMetError(`answered a ${references[at]?.__typename ?? ''} for ${JSON.stringify(references[at]?.id)}`);
  if (entities.length !== references.length) {
    throw new NotMetError(`gave ${entities.length} answers to ${references.length} references`);
  }
}

async function inBulk(city: CityUnderCheck, count: number): Promise<string> {
  const known = await sampleReferences(city, count);
  // The unknown stand between the known, so that a city cannot answer from a list it has at hand.
  const references = [...known, ...unknownReferences(city, count - known.length)].sort((a, b) =>
    String(a.id) < String(b.id) ? -1 : 1,
  );
  const startedAt = Date.now();
  const answered = await readReferences(city, references);
  if (answered.length !== count) throw new NotMetError(`gave ${answered.length} answers to ${count} references`);
  const there = answered.filter((entity) => entity !== null).length;
  if (there < known.length) throw new NotMetError(`answered ${there} of ${known.length} records that it has`);
  return `${known.length} of its records among ${count} references, in ${Date.now() - startedAt} ms`;
}

function resolves(id: Requirement['id'], kind: RecordKind): Requirement {
  return {
    id,
    level: 'MUST',
    title: `answer a reference to its ${kind.typename} with that ${kind.typename}`,
    async check(city) {
      const records = (await readSome(city, kind)).slice(0, 20);
      const references = records.map((record) => ({ __typename: kind.typename, id: record.id }));
      const answered = await readReferences(city, references);
      for (const [at, reference] of references.entries()) {
        const typename = answered[at]?.__typename;
        if (typename === undefined)
          throw new NotMetError(`${reference.id} is in City.${kind.list}, but null by reference`);
        if (typename !== kind.typename) throw new NotMetError(`${reference.id} is a ${typename} by reference`);
      }
      return `${references.length} of City.${kind.list}`;
    },
  };
}

export const entities: readonly Requirement[] = [
  {
    id: 'CITY-010',
    level: 'MUST',
    title: 'answer references in the order in which they were asked',
    async check(city) {
      const sample = await sampleReferences(city, 60);
      for (const references of [sample, [...sample].reverse()]) {
        const position = new Map(references.map(({ id }, at) => [id, at]));
        for (const [at, entity] of (await readReferences(city, references)).entries()) {
          const asked = entity === null ? undefined : position.get(entity.id);
          if (asked !== undefined && asked !== at) {
            throw new NotMetError(`reference ${asked + 1} was answered at place ${at + 1}`);
          }
        }
      }
      return `${sample.length} references, forward and backward`;
    },
  },
  {
    id: 'CITY-011',
    level: 'MUST',
    title: 'answer a reference as often as it was asked',
    async check(city) {
      const [one, other] = await sampleReferences(city, 2);
      if (one === undefined || other === undefined) throw new NoEvidenceError('the city lists fewer than two records');
      const references = [one, other, one, one];
      // In which order is for CITY-010 to judge.
      const ids = (await readReferences(city, references)).map((entity) => entity?.id ?? 'null');
      if (ids.length !== references.length || ids.filter((id) => id === one.id).length !== 3) {
        throw new NotMetError(`answered ${ids.join(', ')}`);
      }
      return 'one record asked three times, with another between';
    },
  },
  {
    id: 'CITY-012',
    level: 'MUST',
    title: 'answer null for an unknown id',
    async check(city) {
      const references = unknownReferences(city, 12);
      await expectNulls(city, references);
      return `${references.length} null`;
    },
  },
  {
    id: 'CITY-013',
    level: 'MUST',
    title: "answer null for another city's id",
    async check(city) {
      const own = await sampleReferences(city, 12);
      const foreign = own.map((reference) => ({
        ...reference,
        id: String(reference.id).replace(city.cityId, `${city.cityId}-neighbour`),
      }));
      await expectNulls(city, foreign);
      return `${foreign.length} null, for keys that the city itself has`;
    },
  },
  {
    id: 'CITY-014',
    level: 'MUST',
    title: 'answer null for an id that has not the form of its type',
    async check(city) {
      const { records } = await readList(city, staff);
      const id = records[0]?.id ?? `${city.cityId}:staff:1`;
      const [, , key = ''] = id.split(':');
      const references = [
        { __typename: 'Programme', id },
        { __typename: 'Staff', id: key },
        { __typename: 'Staff', id: '' },
        { __typename: 'Staff', id: `${city.cityId}:staff` },
        { __typename: 'Staff', id: `${city.cityId}:staff:` },
        { __typename: 'Staff', id: `${id}:` },
        { __typename: 'Staff', id: ` ${id}` },
        { __typename: 'Staff', id: id.toUpperCase().replace(key.toUpperCase(), key) },
        { __typename: 'Staff', id: `${city.cityId}:staff:' OR '1'='1` },
        { __typename: 'Staff', id: `${city.cityId}:staff:\0` },
        { __typename: 'Staff', id: `${city.cityId}:staff:${'x'.repeat(10_000)}` },
        { __typename: 'Staff', id: 7 },
        { __typename: 'Staff', id: null },
        { __typename: 'Staff', id: [id] },
      ];
      await expectNulls(city, references);
      return `${references.length} null`;
    },
  },
  {
    id: 'CITY-015',
    level: 'MUST',
    title: 'answer 100 references in one request',
    check: (city) => inBulk(city, 100),
  },
  {
    id: 'CITY-016',
    level: 'MUST',
    title: 'answer 1,000 references in one request',
    check: (city) => inBulk(city, 1000),
  },
  {
    id: 'CITY-017',
    level: 'MUST',
    title: 'answer `City` for its own slug, and for no other',
    async check(city) {
      const others = [`${city.cityId}-neighbour`, '', city.cityId.toUpperCase(), `${city.cityId}:staff:1`];
      const references = [city.cityId, ...others].map((id) => ({ __typename: 'City', id }));
      const [own, ...rest] = await readReferences(city, references);
      if (own == null) throw new NotMetError(`answered null for ${city.cityId}`);
      const at = rest.findIndex((entity) => entity !== null);
      if (at !== -1) throw new NotMetError(`answered a City for ${JSON.stringify(others[at])}`);
      return `${city.cityId}, and null for ${others.length} others`;
    },
  },
  {
    id: 'CITY-018',
    level: 'MUST',
    title: 'answer with no other ids than those asked',
    async check(city) {
      const references = await sampleReferences(city, 60);
      const asked = new Set(references.map(({ id }) => id));
      const foreign = (await readReferences(city, references)).find(
        (entity) => entity !== null && !asked.has(entity.id),
      );
      if (foreign != null) throw new NotMetError(`answered ${foreign.id}, which was not asked for`);
      return `${references.length} ids`;
    },
  },
  resolves('CITY-021', staff),
  resolves('CITY-022', programme),
  resolves('CITY-023', exchange),
  resolves('CITY-024', topic),
  resolves('CITY-025', need),
  resolves('CITY-026', offer),
];
