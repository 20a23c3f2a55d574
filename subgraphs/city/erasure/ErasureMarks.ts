import { createHmac } from 'node:crypto';

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

  private hmac(text: string): Buffer {
    return createHmac('sha256', this.secret).update(text).digest();
  }
}
