import { pathToFileURL } from 'node:url';
import { createRemoteJWKSet, customFetch, errors, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import { KEYS_TYPE } from '../../contract/relay';
import { TOKEN_ALGORITHM } from '../../contract/tokens';
import { readRegularFile, textOf } from '../../serving/files/regularFile';
import { messageOf } from '../../serving/messageOf';
import { createTlsFetch } from '../../serving/tls/createTlsFetch';
import { checkKeySet, readKeySet } from './checkKeySet';
import type { Trust } from './Trust';

/** From this age on the keys are fetched anew while calls go on, so that one that the hub has withdrawn is forgotten. */
const REFRESH_AFTER_MS = 5 * 60_000;
/** Who comes to keys of this age waits for newer ones, unless the last attempt failed. */
const MAX_AGE_MS = 10 * 60_000;
/** For so long the last keys serve while their address cannot be reached: a hub may end, and others sign with its keys. */
const KEPT_MS = 60 * 60_000;
/** An unknown key makes the keys be fetched anew, but no more often than this: anybody can name unknown keys. */
const COOLDOWN_MS = 30_000;
/** After a failure, until the next attempt. Without any keys every call fails meanwhile, so that it is shorter then. */
const PAUSE_MS = 30_000;
const PAUSE_WITHOUT_KEYS_MS = 5_000;
const TIMEOUT_MS = 3_000;
/** Clocks may differ by so much. */
const CLOCK_TOLERANCE_S = 30;

/** What became of the attempts to fetch the keys. Times are those of `Date.now()`. */
type Attempts =
  | { readonly last: 'NONE' }
  | { readonly last: 'SUCCEEDED'; readonly at: number }
  | { readonly last: 'FAILED'; readonly at: number; readonly cause: unknown };

/**
 * The hub's public keys as a city keeps them. They are fetched when the first token comes, for city and hub may start in
 * any order, and from then on beside the calls, so that no call waits for them or fails while they are known.
 */
export class HubKeys {
  readonly #remote: ReturnType<typeof createRemoteJWKSet>;
  #attempts: Attempts = { last: 'NONE' };
  #fetchedAt: number | undefined;
  #fetching: Promise<void> | undefined;
  /** What calls told of the keys, as a JWK Set, in the place of those of the file. */
  #told: string | undefined;
  #toldAt = 0;
  /** The last of what calls told, and the end of looking at it. */
  #heard: { readonly signed: string; readonly end: Promise<void> } | undefined;

  private constructor(
    readonly trust: Extract<Trust, { kind: 'signed' }>,
    private readonly logger: Logger,
  ) {
    const { jwks, connection } = trust;
    const isUrl = jwks.includes('://');
    const onBroken = ({ message }: Error): void => {
      logger.warn({ reason: message }, 'renewed files of HUB_TLS cannot be used: the last ones serve on');
    };
    const fetchKeys = isUrl && connection !== undefined ? createTlsFetch({ ...connection, onBroken }) : fetch;
    this.#remote = createRemoteJWKSet(isUrl ? new URL(jwks) : pathToFileURL(jwks), {
      // When to fetch is decided here.
      cacheMaxAge: Infinity,
      cooldownDuration: Infinity,
      timeoutDuration: TIMEOUT_MS,
      [customFetch]: async (address, init) => {
        const keySet = isUrl ? await readKeySet(await fetchKeys(address, init)) : await this.#readFile(jwks);
        checkKeySet(keySet);
        return new Response(keySet);
      },
    });
  }

  /** @throws Error when they are to be in a file that is not there or holds no keys; TlsFileError */
  static async open(trust: HubKeys['trust'], logger: Logger): Promise<HubKeys> {
    const keys = new HubKeys(trust, logger);
    const { jwks } = trust;
    if (jwks.includes('://')) return keys;
    await keys.#fetch();
    if (keys.#attempts.last === 'FAILED') {
      const { cause } = keys.#attempts;
      throw new Error(`HUB_JWKS: ${jwks} cannot be read as a JWK Set: ${reasonOf(cause)}`, { cause });
    }
    return keys;
  }

  /** Since the keys were fetched, in seconds; undefined before that. */
  get ageSeconds(): number | undefined {
    return this.#fetchedAt === undefined ? undefined : this.#age / 1_000;
  }

  /** Whether the last attempt to fetch them failed. */
  get isFailing(): boolean {
    return this.#attempts.last === 'FAILED';
  }

  /**
   * The key that a token names, for `jwtVerify`.
   *
   * @throws KeysUnavailableError; JWKSNoMatchingKey where the hub has no such key
   */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    await this.#bringUpToDate();
    try {
      return await this.#remote(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      if (this.#mayAskForUnknown()) {
        await this.#fetch();
        if (!this.isFailing) return await this.#remote(header, token);
      }
      // It may be a new key of the hub: nobody can tell.
      if (this.#attempts.last === 'FAILED') throw this.#unavailable(this.#attempts.cause);
      throw error;
    }
  };

  /**
   * Takes the keys that came with a call over a relay, if one that is known has signed them and none came that are newer.
   * Where the keys have an address, they are fetched from there alone. Never rejects.
   *
   * @param signed see `KEYS_HEADER`
   */
  async learn(signed: string): Promise<void> {
    if (this.trust.jwks.includes('://')) return;
    if (this.#heard?.signed !== signed) this.#heard = { signed, end: this.#take(signed) };
    await this.#heard.end;
  }

  async #readFile(file: string): Promise<string> {
    return this.#told ?? textOf(await readRegularFile(file));
  }

  async #take(signed: string): Promise<void> {
    try {
      const { payload } = await jwtVerify<{ readonly keys: JSONWebKeySet['keys'] }>(signed, this.#remote, {
        algorithms: [TOKEN_ALGORITHM],
        typ: KEYS_TYPE,
        issuer: this.trust.issuer,
        requiredClaims: ['iat', 'exp', 'keys'],
        clockTolerance: CLOCK_TOLERANCE_S,
      });
      const told = JSON.stringify({ keys: payload.keys });
      const isOlder = (payload.iat ?? 0) < this.#toldAt;
      if (isOlder || told === this.#told) return;
      this.#told = told;
      this.#toldAt = payload.iat ?? 0;
      await this.#remote.reload();
    } catch (error) {
      this.logger.warn({ reason: reasonOf(error) }, "the hub's keys that came with a call are not taken");
    }
  }

  async #bringUpToDate(): Promise<void> {
    const age = this.#age;
    if (age < REFRESH_AFTER_MS) return;
    const fetching = this.#mayTry() ? this.#fetch() : this.#fetching;
    const isKept = age < KEPT_MS;
    if (isKept && (age < MAX_AGE_MS || this.isFailing)) return;
    await fetching;
    if (this.#attempts.last === 'FAILED' && !isKept) throw this.#unavailable(this.#attempts.cause);
  }

  /** A clock that was set back makes them old, and so they are fetched. */
  get #age(): number {
    if (this.#fetchedAt === undefined) return Infinity;
    const age = Date.now() - this.#fetchedAt;
    return age < 0 ? REFRESH_AFTER_MS : age;
  }

  #mayTry(): boolean {
    if (this.#attempts.last !== 'FAILED') return true;
    return this.#isOver(this.#age < KEPT_MS ? PAUSE_MS : PAUSE_WITHOUT_KEYS_MS);
  }

  #mayAskForUnknown(): boolean {
    return this.#isOver(COOLDOWN_MS);
  }

  #isOver(pauseMs: number): boolean {
    if (this.#attempts.last === 'NONE') return true;
    const since = Date.now() - this.#attempts.at;
    return since < 0 || since >= pauseMs;
  }

  #unavailable(cause: unknown): KeysUnavailableError {
    return new KeysUnavailableError(this.trust.jwks, cause);
  }

  /** Never rejects. One attempt at a time, for which all may wait. */
  #fetch(): Promise<void> {
    this.#fetching ??= this.#remote
      .reload()
      .then(
        () => {
          this.#succeed();
        },
        (cause: unknown) => {
          this.#fail(cause);
        },
      )
      .finally(() => {
        this.#fetching = undefined;
      });
    return this.#fetching;
  }

  #succeed(): void {
    if (this.isFailing) this.logger.info({ jwks: this.trust.jwks }, "the hub's keys can be had again");
    this.#fetchedAt = Date.now();
    this.#attempts = { last: 'SUCCEEDED', at: this.#fetchedAt };
  }

  /** Told once, and then again only after a success. */
  #fail(cause: unknown): void {
    if (!this.isFailing) {
      const kept = this.#fetchedAt === undefined ? 'none are known' : 'the last ones are kept for an hour at most';
      this.logger.warn({ jwks: this.trust.jwks, reason: reasonOf(cause) }, `the hub's keys cannot be had: ${kept}`);
    }
    this.#attempts = { last: 'FAILED', at: Date.now(), cause };
  }
}

/** `fetch` says no more than that it failed; why is in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const message = messageOf(error);
  return error.cause instanceof Error ? `${message}: ${reasonOf(error.cause)}` : message;
}

/** The hub's keys cannot be had, so that no token can be checked. It may be as good as any: this is no one's refusal. */
export class KeysUnavailableError extends Error {
  constructor(jwks: string, cause: unknown) {
    super(`The hub's keys at ${jwks} cannot be had.`, { cause });
    this.name = 'KeysUnavailableError';
  }
}
