import { generatePrivateJwk } from '../../../subgraphs/serving/tokens/SigningKeys';
import type { PrivateJwk } from '../../../subgraphs/serving/tokens/SigningKeys';
import { formatTime } from './formatTime';
import { RotationError } from './RotationError';
import type { KeysOfFile, RotationStep } from './RotationStep';

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
export async function takeNextStep([signing, ...others]: KeysOfFile, now: number): Promise<RotationStep> {
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
