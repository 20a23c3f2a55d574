import type { z } from 'zod';
import { MAX_MATCHES } from '../contract/bounds';
import { NotMetError, NoEvidenceError } from './checkErrors';
import type { Answer } from './http/readAnswer';
import type { Wire, WireRequest } from './http/createWire';
import { readAnswer } from './http/readAnswer';
import type { TokenMint, Viewer } from './TokenMint';

export interface CityUnderCheckOptions {
  readonly cityId: string;
  readonly wire: Wire;
  /** Null when nothing can be signed: then every request goes without a token. */
  readonly tokens: TokenMint | null;
  /** The day of the check, YYYY-MM-DD, from which recency is counted. */
  readonly day: string;
  /** Ids of records that the city's operator knows to be INTERNAL. */
  readonly internalIds?: readonly string[];
  /** From how many matches on it may stop to count, where that is not what the contract has. */
  readonly mostMatches?: number | undefined;
}

export interface Asked {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly viewer?: Viewer;
}

/** A city as its requirements see it: a server that can be asked, and of which nothing is believed. */
export class CityUnderCheck {
  readonly cityId: string;
  readonly day: string;
  readonly internalIds: readonly string[];
  readonly mostMatches: number;
  readonly #wire: Wire;
  readonly #tokens: TokenMint | null;
  readonly #learned = new Map<string, Promise<unknown>>();

  constructor({ cityId, wire, tokens, day, internalIds = [], mostMatches = MAX_MATCHES }: CityUnderCheckOptions) {
    this.cityId = cityId;
    this.day = day;
    this.internalIds = internalIds;
    this.mostMatches = mostMatches;
    this.#wire = wire;
    this.#tokens = tokens;
  }

  /** Who sees the most of those as whom the city can be asked. */
  get widest(): Viewer {
    return this.#tokens === null ? 'anonymous' : 'member';
  }

  /** Whether it is asked through the relay, which carries nothing but questions. */
  get isRelayed(): boolean {
    return this.#wire.isRelayed;
  }

  /** @throws NoEvidenceError when nothing can be signed. */
  get tokens(): TokenMint {
    if (this.#tokens === null) throw new NoEvidenceError('needs the key that the city trusts: --key <file>');
    return this.#tokens;
  }

  /** Asks as the hub would for this viewer, by default for the one who sees the most. */
  async ask(query: string, { variables = {}, viewer = this.widest }: Asked = {}): Promise<Answer> {
    const body = JSON.stringify({ query, variables });
    return this.send({ headers: await this.authorization(viewer, body), body });
  }

  /**
   * Asks, and reads the data of an answer without errors.
   *
   * @throws NoEvidenceError when there were errors: those of a question that the contract allows are found by CITY-003 and
   *   CITY-004. NotMetError when the data has not the form that the contract gives it.
   */
  async data<T>(query: string, shape: z.ZodType<T>, asked: Asked = {}): Promise<T> {
    const { status, data, errors } = await this.ask(query, asked);
    const [error] = errors;
    if (error !== undefined || data === null) {
      throw new NoEvidenceError(
        `the city answered HTTP ${status}, ${error ? `"${clip(error.message)}"` : 'without data'}`,
      );
    }
    const parsed = shape.safeParse(data);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new NotMetError(`an answer breaks the contract at ${issue?.path.join('.') ?? '?'}: ${issue?.message ?? ''}`);
  }

  /** Sends a request as it is. The content type is JSON where none is given. */
  async send({ headers, ...request }: WireRequest): Promise<Answer> {
    const all = {
      accept: 'application/graphql-response+json, application/json;q=0.9',
      ...(request.body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    };
    return readAnswer(await this.#wire.send({ ...request, headers: all }));
  }

  /** The header that the hub would send for this viewer with this body; none when nothing can be signed. */
  async authorization(viewer: Viewer = this.widest, body?: string): Promise<Readonly<Record<string, string>>> {
    if (this.#tokens === null && viewer === 'anonymous') return {};
    return { authorization: `Bearer ${await this.tokens.mint(viewer, body)}` };
  }

  /** What was learned of the city once need not be asked again by another requirement. */
  learn<T>(what: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#learned.get(what) ?? ask();
    this.#learned.set(what, known);
    return known as Promise<T>;
  }
}

/** A city's own words in a message, short enough for a table. */
function clip(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}...` : text;
}
