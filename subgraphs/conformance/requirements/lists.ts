import { z } from 'zod';
import type { CityUnderCheck } from '../CityUnderCheck';
import { NotMetError, NoEvidenceError } from '../checkErrors';
import { isOwnedBy } from '../../contract/ids';
import type { FilterCheck, Filterable, RecordKind } from '../records/RecordKind';
import {
  exchangeFilters,
  offerFilters,
  programmeFilters,
  staffFilters,
  exchange,
  need,
  offer,
  programme,
  recordKinds,
  staff,
  topic,
} from '../records/RecordKind';
import { askRecords } from '../records/askRecords';
import { cityList, readList, readSome, pageQuery, pageVariables, readPage } from '../records/readList';
import type { ListAddress, ListPage } from '../records/readList';
import type { Requirement } from '../Requirement';

const TOPICS = 5;
/** Records of a list that are read in pages and at once. */
export const RECORDS = 60;

/** The six lists of the city, and those of its first topics. */
async function allLists(city: CityUnderCheck): Promise<readonly ListAddress[]> {
  const { records } = await readList(city, topic);
  return [
    ...recordKinds.map((kind) => cityList(city, kind)),
    ...records.slice(0, TOPICS).flatMap(({ id }) => [
      { typename: 'Topic' as const, id, list: 'staff', heading: 'name' },
      { typename: 'Topic' as const, id, list: 'programmes', heading: 'title' },
    ]),
  ];
}

export function nameOf({ typename, id, list }: ListAddress): string {
  return typename === 'City' ? `City.${list}` : `${typename}.${list} of ${id}`;
}

export const ids = (records: readonly { readonly id: string }[]): readonly string[] => records.map(({ id }) => id);
export const sameIds = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, at) => id === b[at]);

/** The city must refuse the page with an error of this code, and give no page. */
export async function expectRefusal(
  city: CityUnderCheck,
  address: ListAddress,
  size: number,
  cursor: string | null,
  backwards = false,
): Promise<void> {
  const query = pageQuery(address, backwards);
  const { data, errors } = await city.ask(query, { variables: pageVariables(address, size, cursor) });
  const [error] = errors;
  const what = `${nameOf(address)} with ${size} ${backwards ? 'before' : 'behind'} ${JSON.stringify(cursor)}`;
  if (error === undefined) throw new NotMetError(`${what} was answered`);
  if (error.code !== 'BAD_USER_INPUT')
    throw new NotMetError(`${what} was refused with the code ${error.code ?? 'null'}`);
  const answered = z.object({ _entities: z.array(z.object({ list: z.object({}) })) }).safeParse(data);
  if (answered.success) throw new NotMetError(`${what} was refused, and answered nevertheless`);
}

const anyFields = z.record(z.string(), z.unknown());
const texts = z.record(z.string(), z.string());

export const lists: readonly Requirement[] = [
  {
    id: 'CITY-030',
    level: 'MUST',
    title: 'give pages of a list that meet end to end and make the list that one long page gives',
    async check(city) {
      const seen: string[] = [];
      for (const address of await allLists(city)) {
        const long = ids((await readPage(city, address, RECORDS)).nodes);
        if (long.length < 2) continue;
        const size = Math.ceil(long.length / 4);
        const pages: string[] = [];
        let after: string | null = null;
        while (pages.length < long.length) {
          const page: ListPage = await readPage(city, address, size, { after });
          pages.push(...ids(page.nodes));
          after = page.pageInfo.endCursor;
          if (after === null || page.nodes.length === 0) break;
        }
        if (!sameIds(pages.slice(0, long.length), long)) {
          throw new NotMetError(`${nameOf(address)}: pages of ${size} are not the ${long.length} records of one page`);
        }
        if (new Set(long).size < long.length) throw new NotMetError(`${nameOf(address)} has a record twice`);
        seen.push(`${nameOf(address)} ${long.length}`);
      }
      if (seen.length === 0) throw new NoEvidenceError('no list of the city has two records');
      return seen.slice(0, recordKinds.length).join(', ');
    },
  },
  {
    id: 'CITY-031',
    level: 'MUST',
    title: 'count in `totalCount` the records that a list has, whatever the page',
    async check(city) {
      let counted = 0;
      for (const kind of recordKinds) {
        const { records, foreign, totalCount, complete } = await readList(city, kind);
        const { totalCount: ofOne } = await readPage(city, cityList(city, kind), 1);
        const expected = complete ? records.length + foreign.length : totalCount;
        if (totalCount !== expected || ofOne !== expected) {
          throw new NotMetError(`City.${kind.list} counts ${totalCount} and ${ofOne}, and has ${expected}`);
        }
        counted += 1;
      }
      return `${counted} lists`;
    },
  },
  {
    id: 'CITY-032',
    level: 'MUST',
    title: 'tell in `pageInfo` and `edges` where a page stands, as the Relay specification says',
    async check(city) {
      for (const address of await allLists(city)) {
        const first = await readPage(city, address, 1);
        check(address, first, false);
        const { endCursor, hasNextPage } = first.pageInfo;
        if (endCursor === null) continue;
        const second = await readPage(city, address, 2, { after: endCursor });
        check(address, second, true);
        const following = second.nodes.filter(({ id }) => id !== first.nodes[0]?.id);
        if (hasNextPage !== following.length > 0) {
          throw new NotMetError(`${nameOf(address)}: hasNextPage is ${hasNextPage}, and ${following.length} follow`);
        }
      }
      return 'cursors, nodes and edges agree, and more is told where there is more';

      function check(address: ListAddress, { nodes, edges, pageInfo }: ListPage, hasPrevious: boolean): void {
        const name = nameOf(address);
        if (
          !sameIds(
            nodes.map(({ id }) => id),
            edges.map(({ node }) => node.id),
          )
        ) {
          throw new NotMetError(`${name}: nodes and edges differ`);
        }
        if (
          pageInfo.startCursor !== (edges[0]?.cursor ?? null) ||
          pageInfo.endCursor !== (edges.at(-1)?.cursor ?? null)
        ) {
          throw new NotMetError(`${name}: startCursor and endCursor are not those of the first and the last edge`);
        }
        if (nodes.length > 0 && pageInfo.hasPreviousPage !== hasPrevious) {
          throw new NotMetError(`${name}: hasPreviousPage is ${pageInfo.hasPreviousPage}`);
        }
      }
    },
  },
  {
    id: 'CITY-033',
    level: 'MUST',
    title: 'refuse a page of less than 1 or more than 100 records',
    async check(city) {
      for (const kind of recordKinds) {
        for (const first of [0, -1, 101]) await expectRefusal(city, cityList(city, kind), first, null);
      }
      return 'first: 0, -1, 101 in six lists';
    },
  },
  {
    id: 'CITY-034',
    level: 'MUST',
    title: 'refuse a cursor that is not of the list',
    async check(city) {
      const ends = await Promise.all(
        recordKinds.map(async (kind) => ({
          kind,
          cursor: (await readPage(city, cityList(city, kind), 1)).pageInfo.endCursor,
        })),
      );
      const ofNoList = ['no cursor', 'MTIz', 'x'.repeat(10_000)];
      for (const { kind, cursor: own } of ends) {
        const ofOthers = ends.flatMap(({ cursor }) => (cursor === null || cursor === own ? [] : [cursor]));
        for (const cursor of [...ofNoList, ...ofOthers]) await expectRefusal(city, cityList(city, kind), 2, cursor);
      }
      return `${ofNoList.length} cursors of no list, and those of the city's other lists`;
    },
  },
  {
    id: 'CITY-035',
    level: 'MUST',
    title: 'list its own records only, under ids of their type',
    async check(city) {
      let count = 0;
      for (const kind of recordKinds) {
        const { records, foreign } = await readList(city, kind);
        if (foreign[0] !== undefined) throw new NotMetError(`City.${kind.list} has ${JSON.stringify(foreign[0])}`);
        count += records.length;
      }
      if (count === 0) throw new NoEvidenceError('the city lists no record');
      return `${count} ids`;
    },
  },
  {
    id: 'CITY-036',
    level: 'MUST',
    title: 'lead from a record to its own records only',
    async check(city) {
      let edges = 0;
      for (const [kind, fields] of Object.entries(RELATIONS)) {
        const { records } = await readList(city, recordKinds.find(({ typename }) => typename === kind) ?? topic);
        if (records.length === 0) continue;
        const ids = records.slice(0, 50).map(({ id }) => id);
        for (const { type, id } of idsIn(await askRecords(city, kind, ids, fields, anyFields))) {
          const owned = type === 'city' ? id === city.cityId : isOwnedBy(city.cityId, type, id);
          if (!owned) throw new NotMetError(`a ${kind} leads to ${JSON.stringify(id)}, as its ${type}`);
          edges += 1;
        }
      }
      if (edges === 0) throw new NoEvidenceError('no record of the city leads to another');
      return `${edges} edges`;
    },
  },
  {
    id: 'CITY-037',
    level: 'MUST',
    title: 'give a topic a label in whatever language it is asked for',
    async check(city) {
      const topics = (await readSome(city, topic)).slice(0, 50).map(({ id }) => id);
      const fields = 'id own: label de: label(lang: "de") none: label(lang: "tlh") odd: label(lang: "")';
      for (const labels of await askRecords(city, 'Topic', topics, fields, texts)) {
        if (labels === null) continue;
        if (Object.values(labels).some((label) => label.trim() === ''))
          throw new NotMetError(`${labels.id ?? ''} has no label`);
        if (labels.none !== labels.own)
          throw new NotMetError(`${labels.id ?? ''} is not called as in the city's own language`);
      }
      return `${topics.length} topics`;
    },
  },
  {
    id: 'CITY-038',
    level: 'MUST',
    title: 'list by a filter those records that pass it, all of them and no other',
    async check(city) {
      let count = 0;
      for (const { kind, fields, filters } of LIST_FILTERS) {
        const { records, complete } = await readList(city, kind);
        if (records.length === 0 || !complete || records.length > 100) continue;
        const all = await readFiltered(city, kind, fields, null);
        for (const { filter, passes } of filters) {
          const expected = all.filter(passes).map(({ id }) => id);
          const found = await readFiltered(city, kind, 'id', filter);
          if (!sameIds(ids(found), expected)) {
            throw new NotMetError(
              `City.${kind.list} by ${JSON.stringify(filter)} has ${found.length} records, not those ${expected.length}`,
            );
          }
          count += 1;
        }
      }
      if (count === 0) throw new NoEvidenceError('no list has 1 to 100 records');
      return `${count} filters`;
    },
  },
];

const LIST_FILTERS: readonly {
  readonly kind: RecordKind;
  /** What the filters are about. */
  readonly fields: string;
  readonly filters: readonly FilterCheck[];
}[] = [
  { kind: staff, fields: 'id kind languages', filters: staffFilters },
  { kind: programme, fields: 'id status goodPractice openToVisitors', filters: programmeFilters },
  { kind: exchange, fields: 'id kind', filters: exchangeFilters },
  {
    kind: topic,
    fields: 'id mappings { match }',
    filters: [true, false].map((mapped) => ({
      filter: { mapped },
      passes: ({ mappings }) => (mappings as unknown[]).length > 0 === mapped,
    })),
  },
  {
    kind: need,
    fields: 'id',
    filters: [{ filter: { concepts: ['concept:conformance-kit-none'] }, passes: () => false }],
  },
  { kind: offer, fields: 'id kind', filters: offerFilters },
];

const filteredShape = z.object({
  _entities: z.array(z.object({ list: z.object({ nodes: z.array(z.looseObject({ id: z.string() })) }) })),
});

async function readFiltered(
  city: CityUnderCheck,
  { list, typename }: RecordKind,
  fields: string,
  filter: Readonly<Record<string, unknown>> | null,
): Promise<readonly (Filterable & { readonly id: string })[]> {
  const { _entities } = await city.data(
    `query Filtered($representations: [_Any!]!, $filter: City${typename}Filter) {
  _entities(representations: $representations) {
    ... on City { list: ${list}(first: 100, filter: $filter) { nodes { ${fields} } } }
  }
}`,
    filteredShape,
    { variables: { representations: [{ __typename: 'City', id: city.cityId }], filter } },
  );
  return _entities.flatMap((entity) => entity.list.nodes);
}

/** What a record leads to. The aliases tell of which type an id must be. */
const RELATIONS = {
  Staff:
    'city { city: id } programmes { programme: id } experiences { topic { topic: id } programme { programme: id } }',
  Programme: 'city { city: id } topics { topic: id } staff { staff: id }',
  Exchange: 'topics { topic: id } programmes { programme: id }',
  Topic: 'city { city: id } programmes { nodes { programme: id } } staff { nodes { staff: id } }',
  Need: 'city { city: id } topics { topic: id }',
  Offer: 'city { city: id } topics { topic: id }',
} as const;

type Related = 'city' | 'staff' | 'programme' | 'topic';

function idsIn(value: unknown): { readonly type: Related; readonly id: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    typeof inner === 'string' ? [{ type: name as Related, id: inner }] : idsIn(inner),
  );
}
