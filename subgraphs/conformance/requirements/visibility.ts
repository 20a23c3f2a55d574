import { z } from 'zod';
import type { CityUnderCheck } from '../CityUnderCheck';
import { NotMetError, NoEvidenceError } from '../checkErrors';
import { anyOf, askHits } from '../hits/askHits';
import { countHits, findConcepts, isAsCounted } from '../hits/findConcepts';
import type { HitKind } from '../hits/HitKind';
import { hitKinds } from '../hits/HitKind';
import { askRecords } from '../records/askRecords';
import { findHidden } from '../records/findHidden';
import { readList } from '../records/readList';
import { readReferences } from '../records/readReferences';
import { recordKinds } from '../records/RecordKind';
import type { Requirement } from '../Requirement';
import { countedFor, readSummary } from './summary';

/** From records to those related with them. */
const RELATIONS = {
  Staff: 'programmes { id } experiences { programme { id } }',
  Programme: 'staff { id }',
  Exchange: 'programmes { id }',
  Topic: 'programmes(first: 100) { totalCount nodes { id } } staff(first: 100) { totalCount nodes { id } }',
} as const;

const CONCEPTS = 20;

export const visibility: readonly Requirement[] = [
  {
    id: 'CITY-070',
    level: 'MUST',
    title: 'list for strangers no record that is for members',
    async check(city) {
      const hidden = new Set((await findHidden(city)).map(({ id }) => id));
      for (const kind of recordKinds) {
        const { records } = await readList(city, kind, 'anonymous');
        const leaked = records.find(({ id }) => hidden.has(id));
        if (leaked !== undefined) throw new NotMetError(`City.${kind.list} shows ${leaked.id} to strangers`);
      }
      return `${hidden.size} records stay hidden`;
    },
  },
  {
    id: 'CITY-071',
    level: 'MUST',
    title: 'answer null to strangers for a reference to a record that is for members',
    async check(city) {
      const hidden = await findHidden(city);
      const references = hidden.slice(0, 500).map(({ typename, id }) => ({ __typename: typename, id }));
      const leaked = (await readReferences(city, references, 'anonymous')).find((entity) => entity !== null);
      if (leaked != null) throw new NotMetError(`${leaked.id} is answered to strangers`);
      return `${references.length} null`;
    },
  },
  {
    id: 'CITY-072',
    level: 'MUST',
    title: 'neither find nor count for strangers a record that is for members',
    async check(city) {
      const hidden = new Set((await findHidden(city)).map(({ id }) => id));
      let asked = 0;
      for (const kind of hitKinds) asked += await checkHidden(city, kind, hidden);
      return `${asked} questions`;
    },
  },
  {
    id: 'CITY-073',
    level: 'MUST',
    title: 'lead strangers from no record to one that is for members',
    async check(city) {
      const count = await followRelations(city, RELATIONS);
      return `${count} records followed`;
    },
  },
  {
    id: 'CITY-074',
    level: 'MUST',
    title: 'list for members what it lists for strangers',
    async check(city) {
      await city.authorization('member');
      let count = 0;
      for (const kind of recordKinds) {
        const forMembers = await readList(city, kind, 'member');
        if (!forMembers.complete) continue;
        const shown = new Set(forMembers.records.map(({ id }) => id));
        const forStrangers = await readList(city, kind, 'anonymous');
        const missing = forStrangers.records.find(({ id }) => !shown.has(id));
        if (missing !== undefined) throw new NotMetError(`City.${kind.list} has no ${missing.id} for members`);
        count += forStrangers.records.length;
      }
      return `${count} records`;
    },
  },
  {
    id: 'CITY-075',
    level: 'MUST',
    title: 'answer null to everybody for a reference to a record that is INTERNAL',
    async check(city) {
      if (city.internalIds.length === 0)
        throw new NoEvidenceError('nobody can know from outside: name some with --internal');
      const references = city.internalIds.map((id) => {
        const kind = recordKinds.find(({ idType }) => id.split(':')[1] === idType);
        if (kind === undefined) throw new NoEvidenceError(`${id} is no id of a record`);
        return { __typename: kind.typename, id };
      });
      for (const viewer of new Set(['anonymous', city.widest] as const)) {
        const leaked = (await readReferences(city, references, viewer)).find((entity) => entity !== null);
        if (leaked != null)
          throw new NotMetError(`${leaked.id} is answered to ${viewer === 'member' ? 'members' : 'strangers'}`);
      }
      return `${references.length} null`;
    },
  },
];

/** Follows fields of records, by their types, as a stranger, and counts the records. */
export async function followRelations(
  city: CityUnderCheck,
  relations: Readonly<Record<string, string>>,
): Promise<number> {
  const hidden = new Set((await findHidden(city)).map(({ id }) => id));
  let count = 0;
  for (const [typename, fields] of Object.entries(relations)) {
    const kind = recordKinds.find((known) => known.typename === typename);
    if (kind === undefined) continue;
    const { records } = await readList(city, kind, 'anonymous');
    const ids = records.slice(0, 200).map(({ id }) => id);
    const shown = await askRecords(city, typename, ids, fields, anything, 'anonymous');
    for (const [at, entity] of shown.entries()) {
      const leaked = [...JSON.stringify(entity).matchAll(/"id":("[^"]*")/g)]
        .map(([, id = '""']) => JSON.parse(id) as string)
        .find((id) => hidden.has(id));
      if (leaked !== undefined) throw new NotMetError(`${records[at]?.id ?? ''} leads strangers to ${leaked}`);
      if (typename === 'Topic') checkCounts(entity, records[at]?.id ?? '');
      count += 1;
    }
  }
  return count;
}

/** Searches as a stranger for what is hidden, and counts the questions. */
export async function checkHidden(city: CityUnderCheck, kind: HitKind, hidden: ReadonlySet<string>): Promise<number> {
  const summary = await readSummary(city);
  let asked = 0;
  const concepts = await findConcepts(city, kind).catch((error: unknown) => {
    if (error instanceof NoEvidenceError) return [];
    throw error;
  });
  const some = concepts.slice(0, CONCEPTS).map(({ concept }) => concept);
  const forMembers = new Map(concepts.map(({ concept, ...found }) => [concept, found]));
  for (const { concept, ...found } of await countHits(city, kind, some, 'anonymous')) {
    const { total } = found;
    const counted = countedFor('anonymous', summary, kind, concept);
    // Counts that are wrong for members say nothing here: they are for CITY-061 and CITY-065 to judge.
    const forMember = forMembers.get(concept);
    const isCounted = forMember && isAsCounted(forMember, countedFor('member', summary, kind, concept));
    if (isCounted === true && !isAsCounted(found, counted)) {
      throw new NotMetError(`${kind.hitsField} finds ${total} by ${concept} for strangers, of ${counted} for all`);
    }
    const { hits } = await askHits(city, kind, { groups: [anyOf(concept)], viewer: 'anonymous' });
    const leaked = hits.find(({ id }) => hidden.has(id));
    if (leaked !== undefined) throw new NotMetError(`${kind.hitsField} finds ${leaked.id} for strangers`);
    asked += 1;
  }
  for (const { id, heading } of (await readList(city, kind.record, 'member')).records) {
    if (!hidden.has(id) || !/\p{L}/u.test(heading)) continue;
    const { hits } = await askHits(city, kind, { text: heading, viewer: 'anonymous' });
    if (hits.some((hit) => hit.id === id)) throw new NotMetError(`${kind.hitsField} finds ${id} by its name`);
    asked += 1;
  }
  return asked;
}

const anything = z.unknown();
const countedList = z.object({ totalCount: z.int(), nodes: z.array(z.unknown()) });
const countedLists = z.object({ programmes: countedList, staff: countedList });

/** A count above what is shown would tell of what is hidden. */
function checkCounts(entity: unknown, id: string): void {
  const { data } = countedLists.safeParse(entity);
  for (const [name, { totalCount, nodes }] of Object.entries(data ?? {})) {
    if (nodes.length < 100 && totalCount !== nodes.length) {
      throw new NotMetError(`${id} counts ${totalCount} ${name} for strangers, and shows ${nodes.length}`);
    }
  }
}
