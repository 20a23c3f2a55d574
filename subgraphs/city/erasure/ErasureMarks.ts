import { createHmac } from 'node:crypto';
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
