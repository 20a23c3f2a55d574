import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { CityUnderCheck } from '../CityUnderCheck';
import { NotMetError, NoEvidenceError } from '../checkErrors';
import { anyOf } from '../hits/askHits';
import { findConcepts } from '../hits/findConcepts';
import { forEachKind } from '../hits/forEachKind';
import type { HitCheck } from '../hits/forEachKind';
import type { HitKind } from '../hits/HitKind';
import { findHidden } from '../records/findHidden';
import type { Requirement } from '../Requirement';
import type { Viewer } from '../TokenMint';
import { expectServed } from '../readServed';
import { searchesOf } from './contract';

const HITS = 100;
const CONCEPTS = 2;

/** Of each kind, fields of a record alone, and fields that lead to others. */
const SELECTIONS = {
  staffHits: ['id name languages updatedAt', 'id programmes { id title } experiences { role programme { id } }'],
  programmeHits: ['id title status topics { id label }', 'id staff { id name }'],
  exchangeHits: ['id title kind topics { id label }', 'id programmes { id title }'],
  offerHits: ['id title kind topics { id label }', 'id programme { id title }'],
  needHits: ['id title status topics { id label }', 'id summary wantedBy'],
} as const satisfies Record<HitKind['hitsField'], readonly string[]>;

const record = z.looseObject({}).nullable();
const hit = z.object({ id: z.string(), topic: z.string().nullable(), record, topicRecord: record });
type HitWithRecord = z.output<typeof hit>;

/** Who asks for what of the records that come with hits. */
interface Asked {
  readonly selection: string;
  readonly viewer: Viewer;
  readonly network: boolean;
}

const hits = z.object({ hits: z.array(hit) });

/** Hits of a concept, with the record of the first and with those of all. */
async function askRecords(
  city: CityUnderCheck,
  { hitsField, record: { idType } }: HitKind,
  concept: string,
  { selection, viewer, network }: Asked,
): Promise<{ readonly one: readonly HitWithRecord[]; readonly all: readonly HitWithRecord[] }> {
  const withRecords = (among: number): string =>
    `${hitsField}(concepts: $concepts, day: $day, first: ${HITS}) {
      hits {
        id
        topic
        record: ${idType}(among: ${among}, network: $network) { ${selection} }
        topicRecord(among: ${among}, network: $network) { id label }
      }
    }`;
  const { one, all } = await city.data(
    `query Hits($concepts: [ConceptGroup!], $day: PartialDate!, $network: Boolean!) {
      one: ${withRecords(1)}
      all: ${withRecords(HITS)}
    }`,
    z.object({ one: hits, all: hits }),
    { variables: { concepts: [anyOf(concept)], day: city.day, network }, viewer },
  );
  return { one: one.hits, all: all.hits };
}

/**
 * Holds what came with hits against what a viewer is told by reference. What did not come is nothing to be held.
 *
 * @return how many came
 */
async function compare(
  city: CityUnderCheck,
  kind: HitKind,
  found: readonly HitWithRecord[],
  { selection, viewer }: Pick<Asked, 'selection' | 'viewer'>,
): Promise<number> {
  const { typename } = kind.record;
  const came = found
    .flatMap(({ id, topic, record: ofHit, topicRecord }) => [
      { __typename: typename, id, of: ofHit },
      { __typename: 'Topic', id: topic ?? '', of: topicRecord },
    ])
    .filter(({ of }) => of !== null);
  const representations = [...new Map(came.map(({ __typename, id }) => [id, { __typename, id }])).values()];
  const { _entities } = await city.data(
    `query Records($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on ${typename} { ${selection} } ... on Topic { id label } }
    }`,
    z.object({ _entities: z.array(record) }),
    { variables: { representations }, viewer },
  );
  const told = new Map(_entities.flatMap((entity) => (entity === null ? [] : [[String(entity.id), entity]])));
  const other = came.find(({ id, of }) => !isDeepStrictEqual(of, told.get(id)));
  if (other !== undefined) {
    const reader = viewer === 'anonymous' ? 'strangers' : 'members';
    throw new NotMetError(
      `${kind.hitsField}: ${other.id} comes with its hit otherwise than ${reader} get it by reference`,
    );
  }
  return came.length;
}

/** A check of all searches, of those cities whose hits bring records. */
function ofRecords(check: HitCheck): Requirement['check'] {
  return async (city) => {
    const kinds = await searchesOf(city);
    const fields = kinds.flatMap(({ record: { idType, typename } }) => [
      `${typename}Hit.${idType}`,
      `${typename}Hit.topicRecord`,
    ]);
    await expectServed(city, ...fields, 'Offer.programme');
    return forEachKind(check, kinds)(city);
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
            const { one, all } = await askRecords(city, kind, concept, asked);
            const [, ...behind] = one;
            const beyond = behind.find(({ record: of, topicRecord }) => of !== null || topicRecord !== null);
            if (beyond !== undefined)
              throw new NotMetError(`${kind.hitsField}: ${beyond.id} is not the first, and brings more`);
            count += await compare(city, kind, all, asked);
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
          const { all } = await askRecords(under, kind, concept, { selection, viewer: 'member', network: false });
          return compare(under, kind, all, { selection, viewer: 'anonymous' });
        }),
      )(city);
      return `${seen}; ${hidden.length} records are for members`;
    },
  },
];
