import { createHmac } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Named } from './findMentions';

/** What a person is known by. */
export type Likeness = Pick<Named, 'key' | 'kind' | 'name' | 'email'>;

/**
 * Makes the marks by which an import knows whom it must not bring back: HMAC-SHA-256 (RFC 2104) of a record's key in its
 * source. Without the secret, which is not in the database, nobody can try personnel numbers until a mark fits.
 */
export class ErasureMarks {
  /** Tells whether two marks were made with the same secret, and no more. */
  readonly keyCheck: Buffer;

  constructor(
    private readonly secret: string,
    private readonly cityId: string,
  ) {
    this.keyCheck = this.hmac('check').subarray(0, 8);
  }

  /** The 32 bytes that stand for a staff record's key. */
  ofStaff(key: string): Buffer {
    return this.hmac(`${this.cityId}:staff:${key}`);
  }

  /**
   * What an erased person is recognised by when the record comes back under a key that was written otherwise, or under a
   * new one: spreadsheets make `4711` of `004711`, and a restored source gives new keys.
   */
  ofLikeness({ key, kind, name, email }: Likeness): readonly Buffer[] {
    const marks = [this.ofKeyLike(key)];
    // A post's or a unit's name is not a person's.
    if (kind === 'PERSON') marks.push(this.hmac(`${this.cityId}:name:${canonicalName(name)}`));
    if (email !== null) marks.push(this.hmac(`${this.cityId}:email:${email.toLowerCase()}`));
    return marks;
  }

  /** The 32 bytes that stand for all spellings of a key. */
  ofKeyLike(key: string): Buffer {
    return this.hmac(`${this.cityId}:like:${canonicalKey(key)}`);
  }

  private hmac(text: string): Buffer {
    return createHmac('sha256', this.secret).update(text).digest();
  }
}

/** The same for `004711`, `4711`, `4711.0`; for `P-4711`, `p_4711` and `P4711`. */
function canonicalKey(key: string): string {
  return key
    .toLowerCase()
    .replace(/\.0+$/, '')
    .replace(/[^a-z\d]+/g, '')
    .replace(/0*(\d+)/g, '$1');
}

/** The same for `Sandra Wanzar`, `WANZAR, Sandra` and `Dr. Sandra Wanzar`. */
function canonicalName(name: string): string {
  const words =
    name
      .normalize('NFKD')
      .toLowerCase()
      .match(/[\p{L}\p{M}']+/gu) ?? [];
  return words
    .filter((word) => !TITLES.has(word))
    .sort()
    .join(' ');
}

const TITLES: ReadonlySet<string> = new Set([
  'dr',
  'prof',
  'dipl',
  'ing',
  'drs',
  'mr',
  'ir',
  'frau',
  'herr',
  'mw',
  'dhr',
]);

/** The secret behind the marks of erased persons is missing or another. The message says what to do. */
export class ErasureKeyError extends Error {
  override readonly name = 'ErasureKeyError';
}

/**
 * How many marks of erased persons there are.
 *
 * @throws ErasureKeyError when there are any, and their marks were not made with the secret at hand: compared with marks of
 *   another one, everybody would be new
 */
export async function checkErasureKey(manager: EntityManager, marks: ErasureMarks | undefined): Promise<number> {
  const found = await manager.query<{ key_check: Buffer; count: number }[]>(
    'SELECT key_check, count(*)::int AS count FROM erased_staff GROUP BY key_check',
  );
  if (found.length === 0) {
    return 0;
  }
  if (marks === undefined) {
    throw new ErasureKeyError(
      'Persons were erased from this database. Give the CITY_ERASURE_KEY of then, so that nobody of them is brought back.',
    );
  }
  if (found.some(({ key_check }) => !key_check.equals(marks.keyCheck))) {
    throw new ErasureKeyError(
      'CITY_ERASURE_KEY is not the one under which persons were erased from this database before: take the one of then.',
    );
  }
  return found.reduce((sum, { count }) => sum + count, 0);
}

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
