import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { EnvironmentReader } from './EnvironmentReader';

/** Of AES-256-GCM. */
const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** A sealed text is as long as the next of these steps, so that its length does not tell a short name from a long one. */
const STEP_BYTES = 32;
const LENGTH_BYTES = 2;

interface Keys {
  readonly sealing: Buffer;
  readonly nonces: Buffer;
}

/**
 * Seals texts that somebody carries who is neither to read nor to make or change them: cursors, which hold a name. Whoever
 * has the same secrets opens them.
 *
 * The same text in the same place gives the same seal: its nonce is a keyed hash of both (a synthetic nonce, as in RFC
 * 8452), so that servers need not agree on a counter, and answers stay comparable.
 */
export class Seal {
  readonly #keys: readonly Keys[];

  /** @param secrets the first seals; each of them opens, so that a secret can be exchanged while texts are on their way */
  constructor(secrets: readonly string[]) {
    if (secrets.length === 0) throw new Error('A seal needs a secret.');
    this.#keys = secrets.map((secret) => ({ sealing: derive(secret, 'seal'), nonces: derive(secret, 'nonce') }));
  }

  /** One that nobody else has: what it seals is of no use once the process has ended. */
  static ofProcess(): Seal {
    return new Seal([randomBytes(32).toString('base64url')]);
  }

  /** @param place where alone the text may be opened again; it is not in the seal */
  close(text: string, place: string): string {
    const [keys] = this.#keys as [Keys];
    const padded = pad(Buffer.from(text));
    const nonce = createHmac('sha256', keys.nonces)
      .update(`${Buffer.byteLength(place)}:${place}`)
      .update(padded)
      .digest()
      .subarray(0, NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, keys.sealing, nonce).setAAD(Buffer.from(place));
    const sealed = [nonce, cipher.update(padded), cipher.final(), cipher.getAuthTag()];
    return Buffer.concat(sealed).toString('base64url');
  }

  /** Undefined for anything that was not sealed for this place with one of the secrets. */
  open(sealed: string, place: string): string | undefined {
    const bytes = Buffer.from(sealed, 'base64url');
    // Buffer skips what is no base64url.
    if (bytes.length < NONCE_BYTES + TAG_BYTES || bytes.toString('base64url') !== sealed) return undefined;
    for (const { sealing } of this.#keys) {
      const decipher = createDecipheriv(ALGORITHM, sealing, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const padded = [decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
        return unpad(Buffer.concat(padded));
      } catch {
        // Of the other secret, or forged.
      }
    }
    return undefined;
  }
}

function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `hanse ${purpose}`, 32));
}

function pad(text: Buffer): Buffer {
  const size = Math.ceil((LENGTH_BYTES + text.length) / STEP_BYTES) * STEP_BYTES;
  const padded = Buffer.alloc(size);
  padded.writeUInt16BE(text.length);
  text.copy(padded, LENGTH_BYTES);
  return padded;
}

function unpad(padded: Buffer): string {
  return padded.subarray(LENGTH_BYTES, LENGTH_BYTES + padded.readUInt16BE()).toString();
}

/** At least what 128 random bits make in hexadecimal digits. */
const SHORTEST_SECRET = 32;
const MOST_SECRETS = 2;

const secretsShape = z
  .string()
  .transform(splitSecrets)
  .refine(
    (secrets) => secrets.length <= MOST_SECRETS && secrets.every(({ length }) => length >= SHORTEST_SECRET),
    `be a secret of ${SHORTEST_SECRET} characters or more, such as "openssl rand -hex 32" makes, or a new and an old one ` +
      'separated by a comma',
  );

/** Reads the secrets of a seal: one, or a new and an old one separated by a comma. Null when there are none. */
export function readSealSecrets(environment: EnvironmentReader, name: string): readonly string[] | null {
  return environment.read(name, secretsShape, null, { but: tellLengths });
}

function splitSecrets(text: string): readonly string[] {
  return text.split(',').map((secret) => secret.trim());
}

function tellLengths(text: string): string {
  const secrets = splitSecrets(text);
  if (secrets.length > MOST_SECRETS) return `got ${secrets.length} of them`;
  return `got ${secrets.map(({ length }) => length).join(' and ')} characters`;
}
