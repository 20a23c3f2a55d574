import { randomUUID } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { Seal } from '../../../subgraphs/serving/Seal';
import type { Member } from './HubViewer';
import type { SessionConfig } from './SessionConfig';

/** Somebody signed in on the pages: all that the hub needs to answer them, and nothing of the provider's tokens. */
export interface Session {
  /** Random; names the session where it was ended. */
  readonly id: string;
  readonly member: Member;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}

/** What a request's cookie says. `ended` stands for one that is over, was signed out, or was never sealed here. */
export type SessionState =
  { readonly state: 'none' } | { readonly state: 'ended' } | { readonly state: 'open'; readonly session: Session };

/** What somebody who went to the provider brings back along with its answer. */
export interface SigningIn {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE (RFC 7636). */
  readonly verifier: string;
  /** The page from which they went. */
  readonly returnTo: string;
}

// `__Host-`: a browser takes them over a secure connection alone, for all of this host and for no other, so that neither a
// neighbouring host nor somebody on the way can set them (RFC 6265bis, section 4.1.3.2).
export const SESSION_COOKIE = '__Host-hanse-session';
export const SIGNING_IN_COOKIE = '__Host-hanse-signing-in';

const SIGNING_IN_SECONDS = 600;
/** Browsers keep 4,096 bytes, name and attributes included. */
const MAX_COOKIE = 3_800;
/** Of sessions that were ended before their time, in this process. */
const MOST_ENDED = 100_000;

const member = z.object({
  anonymous: z.literal(false),
  organisation: z.string(),
  subject: z.string(),
  city: z.string().nullable(),
  roles: z.array(z.string()),
});
const sessionShape = z.object({ id: z.string(), member, endsAt: z.number() });
const signingInShape = z.object({
  ...{ state: z.string(), nonce: z.string(), verifier: z.string(), returnTo: z.string() },
  endsAt: z.number(),
});

/**
 * The sessions of people on the pages. Each lives in the browser alone, in a cookie that only the hubs can read and make;
 * it ends at a time that it says itself and that nothing moves. A session that is signed out is noted until then, in the
 * memory of this hub: a copy of its cookie is of no use here any more, and elsewhere until its time is over.
 */
export class Sessions {
  readonly #seal: Seal;
  readonly #lifeMs: number;
  readonly #ended: LRUCache<string, true>;

  /** @param now milliseconds since 1970 */
  constructor(
    { keys, minutes }: Pick<SessionConfig, 'keys' | 'minutes'>,
    private readonly now: () => number = Date.now,
  ) {
    this.#seal = new Seal(keys);
    this.#lifeMs = minutes * 60_000;
    this.#ended = new LRUCache({ max: MOST_ENDED, ttl: this.#lifeMs });
  }

  /**
   * Begins a session of its own for somebody who signed in.
   *
   * @returns the value of `Set-Cookie`; undefined where what the provider says of them is too much for a cookie
   */
  begin(of: Member): string | undefined {
    const session: Session = { id: randomUUID(), member: of, endsAt: this.now() + this.#lifeMs };
    const sealed = this.#seal.close(JSON.stringify(session), SESSION_COOKIE);
    return sealed.length > MAX_COOKIE ? undefined : cookieOf(SESSION_COOKIE, sealed, this.#lifeMs / 1_000);
  }

  read(cookieHeader: string | undefined): SessionState {
    const session = this.#open(SESSION_COOKIE, cookieHeader, sessionShape);
    if (session === undefined || session === null) return { state: session === null ? 'ended' : 'none' };
    return this.#ended.has(session.id) ? { state: 'ended' } : { state: 'open', session };
  }

  /** Ends a session before its time, as far as this hub is asked. */
  end({ id }: Session): void {
    this.#ended.set(id, true);
  }

  /** The value of `Set-Cookie` for somebody who goes to the provider. */
  goSignIn(signingIn: SigningIn): string {
    const endsAt = this.now() + SIGNING_IN_SECONDS * 1_000;
    const sealed = this.#seal.close(JSON.stringify({ ...signingIn, endsAt }), SIGNING_IN_COOKIE);
    return cookieOf(SIGNING_IN_COOKIE, sealed, SIGNING_IN_SECONDS);
  }

  /** Undefined for somebody who did not go from here, or too long ago. */
  readSigningIn(cookieHeader: string | undefined): SigningIn | undefined {
    return this.#open(SIGNING_IN_COOKIE, cookieHeader, signingInShape) ?? undefined;
  }

  /** Undefined where there is no such cookie, and null where it is of no use. */
  #open<T extends { readonly endsAt: number }>(name: string, header: string | undefined, shape: z.ZodType<T>) {
    const sealed = header === undefined ? undefined : parseCookie(header)[name];
    if (sealed === undefined || sealed === '') return undefined;
    const text = this.#seal.open(sealed, name);
    const { data } = shape.safeParse(text === undefined ? undefined : JSON.parse(text));
    return data !== undefined && data.endsAt > this.now() ? data : null;
  }
}

/** The value of `Set-Cookie` that takes a cookie away. */
export function takeAway(name: typeof SESSION_COOKIE | typeof SIGNING_IN_COOKIE): string {
  return cookieOf(name, '', 0);
}

function cookieOf(name: string, value: string, maxAge: number): string {
  // Lax: a link from a colleague's mail leads a member to the member's view, and no other site can have a browser post.
  const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'lax', maxAge } as const;
  return stringifySetCookie(name, value, attributes);
}
