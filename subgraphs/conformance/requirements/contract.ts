import type { CityUnderCheck } from '../CityUnderCheck';
import { readContract, readOwnFields, selectAll } from '../readContract';
import { isServed, readSdl, serviceShape } from '../readServed';
import { servedVersion } from '../servedVersion';
import { NotMetError, NoEvidenceError } from '../checkErrors';
import { anyOf } from '../hits/askHits';
import { readMappedConcepts } from '../hits/findConcepts';
import { hitKinds, needHitKind, offerHitKind } from '../hits/HitKind';
import type { HitKind } from '../hits/HitKind';
import { readList } from '../records/readList';
import { recordKinds } from '../records/RecordKind';
import type { Requirement } from '../Requirement';

/** All searches that a city has: that among needs came with contract 1.1. */
export async function searchesOf(city: CityUnderCheck): Promise<readonly HitKind[]> {
  return [...hitKinds, offerHitKind, ...((await isServed(city, 'Query.needHits')) ? [needHitKind] : [])];
}

async function readOwnSchema(city: CityUnderCheck): Promise<ReturnType<typeof readOwnFields>> {
  const sdl = await readSdl(city);
  try {
    return readOwnFields(sdl);
  } catch {
    throw new NoEvidenceError("the city's schema cannot be read, see CITY-002");
  }
}

/** Asks, and takes any error for a fault: what is asked here is what the contract promises. */
async function expectAnswer(city: CityUnderCheck, query: string, variables: Record<string, unknown>): Promise<void> {
  const { status, data, errors } = await city.ask(query, { variables });
  const [error] = errors;
  if (error !== undefined) throw new NotMetError(`${error.path.join('.') || 'the request'}: "${error.message}"`);
  if (data === null) throw new NotMetError(`HTTP ${status} without data`);
}

/** How deep into objects a record is read. Connections are objects too: three see the records of a list. */
const DEPTH = 3;
const RECORDS_OF_A_KIND = 10;

export const contract: readonly Requirement[] = [
  {
    id: 'CITY-001',
    level: 'MUST',
    title: 'tell its schema in `_service { sdl }`',
    async check(city) {
      const { status, data } = await city.ask('{ _service { sdl } }');
      const parsed = serviceShape.safeParse(data);
      if (!parsed.success) throw new NotMetError(`HTTP ${status}, and no SDL`);
      return `${parsed.data._service.sdl.length} characters of SDL`;
    },
  },
  {
    id: 'CITY-002',
    level: 'MUST',
    title: 'have a schema that keeps the contract, and that the hub admits',
    async check(city) {
      const admission = readContract().admit(await readSdl(city));
      if (admission.status === 'REFUSED') throw new NotMetError(admission.reasons.join(' '));
      const version = servedVersion(readContract().versions, admission.lacking);
      const missing = [...admission.lacking];
      if (missing.length === 0) return `${version}: nothing of it is missing or changed, and it composes`;
      return `${version}: it composes; what came after 1.0 may be missing: ${missing.join(', ')}`;
    },
  },
  {
    id: 'CITY-003',
    level: 'MUST',
    title: 'answer every field of the contract that a record of the city has, without an error',
    async check(city) {
      const own = await readOwnSchema(city);
      const selections = [
        { typename: 'City', ids: [city.cityId] },
        ...(await Promise.all(
          recordKinds.map(async (kind) => {
            const { records } = await readList(city, kind);
            return { typename: kind.typename, ids: records.slice(0, RECORDS_OF_A_KIND).map(({ id }) => id) };
          }),
        )),
      ];
      for (const { typename, ids } of selections) {
        const selection = selectAll(typename, readContract().schema, own, DEPTH);
        if (selection === undefined || ids.length === 0) continue;
        await expectAnswer(
          city,
          `query All($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${typename} ${selection} } }`,
          { representations: ids.map((id) => ({ __typename: typename, id })) },
        );
      }
      const [empty, asked] = [
        selections.filter(({ ids }) => ids.length === 0),
        selections.filter(({ ids }) => ids.length > 0),
      ].map((some) => some.map(({ typename }) => typename).join(', '));
      return `asked all fields of ${asked ?? ''}${empty ? `; there is no ${empty}` : ''}`;
    },
  },
  {
    id: 'CITY-004',
    level: 'MUST',
    title: 'answer `summary` and each of the three searches, by concept and by text, without an error',
    async check(city) {
      const [concept = 'concept:housing'] = await readMappedConcepts(city).catch((error: unknown) => {
        if (error instanceof NoEvidenceError) return [];
        throw error;
      });
      await expectAnswer(city, '{ summary { version asOf public { concept } network { concept } } }', {});
      for (const kind of hitKinds) {
        const question = { filter: {}, day: city.day, first: 10, after: null };
        const groups = [anyOf(concept)];
        for (const asked of [
          { groups, text: null },
          { groups: [], text: 'plan' },
          { groups, text: 'plan' },
        ]) {
          const { query, variables } = kind.operation({
            ...question,
            question: { ...asked, weights: new Map([[concept, 1000]]) },
          });
          await expectAnswer(city, query, variables);
        }
      }
      return `summary, ${hitKinds.map(({ hitsField }) => hitsField).join(', ')}`;
    },
  },
];
