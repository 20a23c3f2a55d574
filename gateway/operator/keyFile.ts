import { writeNewFile } from '../../subgraphs/serving/files/writeNewFile';
import { readTextFile } from '../watched/files/readTextFile';
import { replaceFile } from '../watched/files/replaceFile';
import { generatePrivateJwk, parseSigningKeys } from '../../subgraphs/serving/tokens/SigningKeys';
import type { PrivateJwk } from '../../subgraphs/serving/tokens/SigningKeys';

/**
 * Makes a key and writes it into a new file that its owner alone can read. Never overwrites, for the
 * keys of a network that runs would be lost.
 *
 * @throws FileExistsError, FileUnwritableError
 */
export async function writeNewKeys(file: string): Promise<PrivateJwk> {
  const jwk = await generatePrivateJwk();
  await writeNewFile(file, `${JSON.stringify(jwk, undefined, 2)}\n`, 0o600);
  return jwk;
}

export interface RotationOptions {
  /** Replaces all keys by a new one, whatever cities know: for a key that leaked. */
  readonly atOnce?: boolean;
  /** In milliseconds since 1970. */
  readonly now?: number;
}

/**
 * Takes the next step of a rotation in a file of keys, which is replaced as a whole and keeps its mode.
 *
 * @throws RotationError, SigningKeysError, FileUnreadableError, FileUnwritableError, FileBusyError; then the file is as it was
 */
export async function rotateKeys(
  file: string,
  { atOnce = false, now = Date.now() }: RotationOptions = {},
): Promise<RotationStep> {
  const before = await readTextFile(file);
  const keys = parseSigningKeys(before, file);
  const step = atOnce ? await replaceAll() : await takeNextStep(keys, now);
  await replaceFile(file, before, `${JSON.stringify({ keys: step.keys }, undefined, 2)}\n`);
  return step;
}

async function replaceAll(): Promise<RotationStep> {
  const key = await generatePrivateJwk();
  return { kind: 'replaced', keys: [key], newKid: key.kid };
}

/** As a file holds them: the first signs. */
type KeysOfFile = readonly [PrivateJwk, ...PrivateJwk[]];

/** What a step of a rotation makes of the keys. */
export type RotationStep = { readonly keys: KeysOfFile } & (
  | {
      /** A new key is published, and does not sign yet. */
      readonly kind: 'published';
      readonly newKid: string;
      readonly signsFrom: Date;
    }
  | {
      /** The new key signs, and the old one is still published. */
      readonly kind: 'signs';
      readonly newKid: string;
      readonly oldKid: string;
      readonly removedFrom: Date;
    }
  | {
      /** What has signed is gone. */
      readonly kind: 'removed';
      readonly oldKids: readonly string[];
    }
  | {
      /** A new key has taken the place of all others, without regard to what cities know. */
      readonly kind: 'replaced';
      readonly newKid: string;
    }
);

/** Cities keep the keys for ten minutes, and what stands between may keep them for one (`registerJwksRoute`). */
const PUBLISHED_MS = 11 * 60_000;
/** A token lives a minute; clocks differ, and hubs read their file within seconds. */
const RETIRED_MS = 2 * 60_000;

/**
 * The next step of a rotation in which no city ever gets a token whose key it does not know: publish a new key; when cities
 * have fetched it, sign with it; when the last token of the old key has expired, remove that one.
 *
 * @param now in milliseconds since 1970
 * @throws RotationError when it is too early, or the keys do not tell how far a rotation is
 */
async function takeNextStep([signing, ...others]: KeysOfFile, now: number): Promise<RotationStep> {
  const odd = others.find(({ publishedSince, signedUntil }) => (publishedSince ?? signedUntil) === undefined);
  if (odd) {
    throw new RotationError(
      `The key ${odd.kid} stands beside the one that signs, and nothing tells whether it is to sign next or has signed. ` +
        `Add "publishedSince" or "signedUntil" to it, with the time, such as "${new Date(now).toISOString()}".`,
    );
  }

  const retired = others.filter(({ signedUntil }) => signedUntil !== undefined);
  if (retired.length > 0) {
    const signedUntil = Math.max(...retired.map((key) => Date.parse(key.signedUntil ?? '')));
    awaitTime(signedUntil + RETIRED_MS, now, 'tokens of the old key may be under way');
    const keys: KeysOfFile = [plain(signing), ...others.filter((key) => !retired.includes(key))];
    return { kind: 'removed', keys, oldKids: retired.map(({ kid }) => kid) };
  }

  const time = new Date(now).toISOString();
  const [next, ...more] = others;
  if (next === undefined) {
    const added = { ...(await generatePrivateJwk()), publishedSince: time };
    const keys: KeysOfFile = [plain(signing), added];
    return { kind: 'published', keys, newKid: added.kid, signsFrom: new Date(now + PUBLISHED_MS) };
  }

  awaitTime(Date.parse(next.publishedSince ?? '') + PUBLISHED_MS, now, `cities may not know the key ${next.kid}`);
  return {
    kind: 'signs',
    keys: [plain(next), { ...plain(signing), signedUntil: time }, ...more],
    newKid: next.kid,
    oldKid: signing.kid,
    removedFrom: new Date(now + RETIRED_MS),
  };
}

/** Without what was noted of an earlier step. */
function plain(key: PrivateJwk): PrivateJwk {
  return { ...key, publishedSince: undefined, signedUntil: undefined };
}

function awaitTime(time: number, now: number, why: string): void {
  if (now < time) throw new RotationError(`Until ${formatTime(new Date(time))} ${why}. Nothing was changed.`);
}

/** The keys cannot be rotated as they are, or not yet. The message says what to do; nothing was changed. */
export class RotationError extends Error {
  override readonly name = 'RotationError';
}

/** For an operator to read: whole seconds, rounded up, such as `2026-11-22 12:14:03 UTC`. */
export function formatTime(time: Date): string {
  const seconds = Math.ceil(time.getTime() / 1_000);
  return new Date(seconds * 1_000).toISOString().replace('T', ' ').replace('.000Z', ' UTC');
}
