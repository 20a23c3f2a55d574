import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { CityUnderCheck } from '../CityUnderCheck';
import { NotMetError, NoEvidenceError } from '../checkErrors';
import { anyOf } from '../hits/askHits';
import { findConcepts } from '../hits/findConcepts';
import { forEachKind } from '../hits/forEachKind';
import type { HitCheck } from '../hits/forEachKind';
import type { HitKind } from '../hits/HitKind';
import { hitKinds, offerHitKind } from '../hits/HitKind';
import { findHidden } from '../records/findHidden';
import type { Requirement } from '../Requirement';
import type { Viewer } from '../TokenMint';
import { expectServed } from './contract';

const HITS = 100;
const CONCEPTS = 2;

/** Of each kind, fields of a record alone, and fields that lead to others. */
const SELECTIONS = {
  staffHits: ['id name languages updatedAt', 'id programmes { id title } experiences { role programme { id } }'],
  programmeHits: ['id title status topics { id label }', 'id staff { id name }'],
  exchangeHits: ['id title kind topics { id label }', 'id programmes { id title }'],
  offerHits: ['id title kind topics { id label }', 'id programme { id title }'],
} as const satisfies Record<HitKind['hitsField'], readonly string[]>;

const record = z.looseObject({}).nullable();
const hit = z.object({ id: z.string(), topic: z.string().nullable(), record, topicRecord: record });
type HitWithRecord = z.output<typeof hit>;

/** Who asks for what of the records that come with hits. */
interface Asked {
  readonly selection: string;
  readonly viewer: Viewer;
  readonly network: boolean;
  readonly among?: number;
}

/** Hits of a concept with their records. */
async function askRecords(
  city: CityUnderCheck,
  { hitsField, record: { idType } }: HitKind,
  concept: string,
  { selection, viewer, network, among = HITS }: Asked,
): Promise<readonly HitWithRecord[]> {
  const data = await city.data(
    `query Hits($concepts: [ConceptGroup!], $day: PartialDate!, $first: Int!, $among: Int!, $network: Boolean!) {
      ${hitsField}(concepts: $concepts, day: $day, first: $first) {
        hits {
          id
          topic
          record: ${idType}(among: $among, network: $network) { ${selection} }
          topicRecord(among: $among, network: $network) { id label }
        }
      }
    }`,
    z.object({ [hitsField]: z.object({ hits: z.array(hit) }) }),
    { variables: { concepts: [anyOf(concept)], day: city.day, first: HITS, among, network }, viewer },
  );
  return data[hitsField]?.hits ?? [];
}

/** What is told by reference, by id. */
async function readByReference(
  city: CityUnderCheck,
  typename: string,
  ids: readonly string[],
  selection: string,
  viewer: Viewer,
): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const { _entities } = await city.data(
    `query Records($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${typename} { ${selection} } } }`,
    z.object({ _entities: z.array(record) }),
    { variables: { representations: ids.map((id) => ({ __typename: typename, id })) }, viewer },
  );
  return new Map(_entities.flatMap((entity) => (entity === null ? [] : [[String(entity.id), entity]])));
}

/**
 * Holds what came with hits against what a viewer is told by reference. What did not come is nothing to be held.
 *
 * @return how many came
 */
async function compare(
  city: CityUnderCheck,
  kind: HitKind,
  hits: readonly HitWithRecord[],
  { selection, viewer }: Pick<Asked, 'selection' | 'viewer'>,
): Promise<number> {
  const came = [
    { typename: kind.record.typename, fields: selection, of: hits.map(({ id, record: of }) => ({ id, of })) },
    { typename: 'Topic', fields: 'id label', of: hits.map(({ topic, topicRecord: of }) => ({ id: topic ?? '', of })) },
  ];
  let count = 0;
  for (const { typename, fields, of: all } of came) {
    const some = all.filter(({ of }) => of !== null);
    const told = await readByReference(city, typename, [...new Set(some.map(({ id }) => id))], fields, viewer);
    const other = some.find(({ id, of }) => !isDeepStrictEqual(of, told.get(id)));
    if (other !== undefined) {
      const reader = viewer === 'anonymous' ? 'strangers' : 'members';
      throw new NotMetError(
        `${kind.hitsField}: ${other.id} comes with its hit otherwise than ${reader} get it by reference`,
      );
    }
    count += some.length;
  }
  return count;
}

/** A check of all searches, of those cities whose hits bring records. */
function ofRecords(check: HitCheck): Requirement['check'] {
  const kinds = [...hitKinds, offerHitKind];
  const ofEach = forEachKind(check, kinds);
  return async (city) => {
    const fields = kinds.flatMap(({ record: { idType, typename } }) => [
      `${typename}Hit.${idType}`,
      `${typename}Hit.topicRecord`,
    ]);
    await expectServed(city, ...fields, 'Offer.programme');
    return ofEach(city);
  };
}

/** Asks for records of some concepts, and throws where none comes. */
async function expectSome(
  city: CityUnderCheck,
  kind: HitKind,
  ask: (concept: string, selection: string) => Promise<number>,
): Promise<string> {
  let count = 0;
  for (const { concept } of (await findConcepts(city, kind)).slice(0, CONCEPTS)) {
    for (const selection of SELECTIONS[kind.hitsField]) count += await ask(concept, selection);
  }
  if (count === 0) throw new NoEvidenceError('hits bring no records');
  return `${count} records`;
}

export const recordsWithHits: readonly Requirement[] = [
  {
    id: 'CITY-170',
    level: 'MUST',
    title:
      'bring with hits, if any, the records that the viewer gets by reference, whole, and for the first `among` alone',
    check: ofRecords(async (city, kind) => {
      const viewers: readonly Viewer[] = city.widest === 'anonymous' ? ['anonymous'] : ['anonymous', 'member'];
      return expectSome(city, kind, async (concept, selection) => {
        let count = 0;
        for (const viewer of viewers) {
          for (const network of [false, true]) {
            const asked = { selection, viewer, network };
            const [, ...behind] = await askRecords(city, kind, concept, { ...asked, among: 1 });
            const beyond = behind.find(({ record: of, topicRecord }) => of !== null || topicRecord !== null);
            if (beyond !== undefined)
              throw new NotMetError(`${kind.hitsField}: ${beyond.id} is not the first, and brings more`);
            count += await compare(city, kind, await askRecords(city, kind, concept, asked), asked);
          }
        }
        return count;
      });
    }),
  },
  {
    id: 'CITY-171',
    level: 'MUST',
    title: 'bring members with hits, unless `network` is true, nothing but what strangers get by reference',
    async check(city) {
      const hidden = await findHidden(city);
      const seen = await ofRecords((under, kind) =>
        expectSome(under, kind, async (concept, selection) => {
          const hits = await askRecords(under, kind, concept, { selection, viewer: 'member', network: false });
          return compare(under, kind, hits, { selection, viewer: 'anonymous' });
        }),
      )(city);
      return `${seen}; ${hidden.length} records are for members`;
    },
  },
];
