import type { EntityManager } from 'typeorm';
import type { ErasureMarks, Likeness } from './ErasureMarks';

/** Those of some keys that are an erased person's. */
export async function erasedAmong(
  manager: EntityManager,
  marks: ErasureMarks,
  keys: readonly string[],
): Promise<readonly string[]> {
  const byMark = new Map(keys.map((key) => [marks.ofStaff(key).toString('hex'), key]));
  return [...(await knownAmong(manager, [...byMark.keys()]))].flatMap((mark) => byMark.get(mark) ?? []);
}

/** Those of some records that look like an erased person, but for the ones whose keys are known to be somebody else's. */
export async function alikeAmong<Person extends Likeness>(
  manager: EntityManager,
  marks: ErasureMarks,
  persons: readonly Person[],
  others: ReadonlySet<string>,
): Promise<readonly Person[]> {
  const marked = persons
    .filter(({ key }) => !others.has(key))
    .map((person) => ({ person, likeness: marks.ofLikeness(person).map((mark) => mark.toString('hex')) }));
  const known = await knownAmong(manager, [...new Set(marked.flatMap(({ likeness }) => likeness))]);
  return marked.filter(({ likeness }) => likeness.some((mark) => known.has(mark))).map(({ person }) => person);
}

/** Those of some marks, in hexadecimal digits, that stand for somebody who was erased. */
async function knownAmong(manager: EntityManager, marks: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await manager.query<{ mark: string }[]>(
    `SELECT encode(mark, 'hex') AS mark FROM erased_staff
     WHERE mark = ANY (SELECT decode(hex, 'hex') FROM unnest($1::text[]) AS hex)`,
    [marks],
  );
  return new Set(rows.map(({ mark }) => mark));
}
