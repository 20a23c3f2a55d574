import type { Logger } from 'pino';
import type { Admission } from '../../subgraphs/composing/createAdmission';
import type { SchemaCoordinate } from '../../subgraphs/composing/findLacking';
import { LACKING } from '../../subgraphs/contract/AskCity';
import type {
  AskCity,
  CityCall,
  CityOperation,
  CityReply,
  FailedReply,
  FailureStatus,
} from '../../subgraphs/contract/AskCity';
import { safeText } from '../../subgraphs/serving/cleanText';
import type { BreakerState } from './CityBreaker';
import { CityCalls } from './CityCalls';
import type { CallLimits } from './CityCalls';
import type { CityClient } from './createCityClient';
import type { CityAddress } from './transport/CityTransport';
import type { Fit } from './fitting/createFitter';

/** How the hub stands with a city that hosts a server. */
export type CityState =
  /** Not examined yet. */
  | { readonly phase: 'PENDING' }
  /** Keeps the contract, and is asked. */
  | {
      readonly phase: 'ADMITTED';
      /** It failed since, so that it is examined again. */
      readonly doubtful: boolean;
      /** What came into the contract after its first version, and was not in the city's when it was examined last. */
      readonly lacking: ReadonlySet<SchemaCoordinate>;
    }
  /** Could not be examined. `cause` as in `FailedReply`. */
  | { readonly phase: 'UNREACHABLE'; readonly reason: string; readonly cause?: string }
  /** Takes no call of the hub, which says nothing of its schema: a clock or a key is wrong. */
  | { readonly phase: 'REFUSED'; readonly reason: string; readonly cause?: string }
  /** Breaks the contract, and is not asked. */
  | { readonly phase: 'QUARANTINED'; readonly reason: string };

/** What the registry needs of the network: which cities there are, and where those with a server answer. */
export interface CityAddresses {
  readonly cities: ReadonlyMap<string, { readonly url?: string }>;
}

interface CityRegistryOptions {
  readonly network: () => CityAddresses;
  readonly client: CityClient;
  readonly admit: (sdl: string) => Admission;
  /** Fits what is asked to a city that lags behind the contract. */
  readonly fit: Fit;
  readonly limits: CallLimits;
  /** A client's question to a city had no answer. */
  readonly onFailure?: (cityId: string) => void;
  readonly logger: Logger;
}

/** Of what a city lacks, in a line of the log. */
const MAX_LOGGED = 50;
/** Of why a city is not admitted, which has the city's own words in it; in characters. */
const MAX_REASON_LENGTH = 1_000;

/** Of a reason, what says its kind, in characters. */
const REASON_KIND_LENGTH = 20;

const SDL_QUERY = '{ _service { sdl } }';

/** The cities with a server: how the hub stands with each, and the way to ask it. */
export class CityRegistry {
  /** A state holds for one address: a city that moves is examined anew. */
  readonly #states = new Map<string, { readonly url: string; readonly state: CityState }>();

  /** Why cities are believed no more, whose schemas are right: at one address, too. */
  readonly #condemned = new Map<string, { readonly url: string; readonly reason: string }>();

  /** To the cities that were admitted. */
  readonly #calls: CityCalls;

  constructor(private readonly options: CityRegistryOptions) {
    this.#calls = new CityCalls({
      ...options,
      isWanted: ({ id, url }) => this.#urlOf(id) === url && this.examinedStateOf(id).phase === 'ADMITTED',
      onOpen: (cityId) => {
        this.doubt(cityId);
      },
    });
  }

  /** Whether the city hosts a server. A city that is not in the network does not. */
  readonly isConnected = (cityId: string): boolean => this.#urlOf(cityId) !== undefined;

  stateOf(cityId: string): CityState {
    const state = this.examinedStateOf(cityId);
    const reason = this.#reasonAgainst(cityId);
    return state.phase === 'ADMITTED' && reason !== undefined ? { phase: 'QUARANTINED', reason } : state;
  }

  /** What came of the examination alone, also for a city that is believed no more. */
  examinedStateOf(cityId: string): CityState {
    const known = this.#states.get(cityId);
    return known && known.url === this.#urlOf(cityId) ? known.state : { phase: 'PENDING' };
  }

  /**
   * Has an admitted city be asked for clients no more, since what it says is not so. Undefined lets it be asked again.
   *
   * @param reason fit for clients
   */
  condemn(cityId: string, reason: string | undefined): void {
    const { logger } = this.options;
    const url = this.#urlOf(cityId);
    if (reason === undefined || url === undefined) {
      if (this.#condemned.delete(cityId)) logger.info({ city: cityId }, 'city believed again');
      return;
    }
    // Of the same kind of reasons each visit finds another one.
    const before = this.#reasonAgainst(cityId);
    if (before === undefined || kindOf(before) !== kindOf(reason)) {
      logger.warn({ city: cityId, reason: safeText(reason, MAX_REASON_LENGTH) }, 'city quarantined');
    }
    this.#condemned.set(cityId, { url, reason });
  }

  /** Asks a city that was admitted; for any other, says why it is not asked. */
  readonly askCity: AskCity = async (cityId, operation, call) => {
    const reason = this.#reasonAgainst(cityId);
    const reply = reason === undefined ? await this.askForHub(cityId, operation, call) : notAsked('INVALID', reason);
    // One that lacks what is asked did not fail.
    if (reply.status !== 'ANSWERED' && reply.cause !== LACKING) this.options.onFailure?.(cityId);
    return reply;
  };

  /**
   * The same on the hub's own account: it asks a city also to find out whether it is to be believed again. Here is where
   * `AskCity` keeps its promise never to reject, for all who ask and for all that wraps it.
   */
  readonly askForHub: AskCity = async (cityId, operation, call) => {
    const url = this.#urlOf(cityId);
    if (url === undefined) return notAsked('UNREACHABLE', 'It hosts no server yet.');
    const state = this.examinedStateOf(cityId);
    switch (state.phase) {
      case 'PENDING':
        return notAsked('UNREACHABLE', 'It was not examined yet.');
      case 'UNREACHABLE':
        return { ...notAsked('UNREACHABLE', state.reason), cause: state.cause };
      case 'REFUSED':
        return { ...notAsked('REFUSED', 'It refuses the calls of the hub.'), cause: state.cause };
      case 'QUARANTINED':
        return notAsked('INVALID', 'It does not keep the contract of the network.');
      case 'ADMITTED':
        try {
          return await this.#askAdmitted({ id: cityId, url }, state, operation, call);
        } catch (error) {
          this.options.logger.error({ err: error, city: cityId }, 'the hub failed to ask a city');
          return notAsked('UNREACHABLE', 'The hub failed to ask it.');
        }
    }
  };

  /** Whether an admitted city is asked at present, or left alone for its failures. */
  breakerOf(cityId: string): BreakerState {
    return this.#calls.breakerOf({ id: cityId, url: this.#urlOf(cityId) ?? '' });
  }

  /** Asks a city for its schema and holds it against the contract. One that is left alone is not examined until then. */
  async examine(cityId: string, signal: AbortSignal): Promise<CityState> {
    const url = this.#urlOf(cityId);
    const before = this.examinedStateOf(cityId);
    if (url === undefined || this.breakerOf(cityId).phase !== 'CLOSED') return before;
    const after = judge(
      before,
      await this.options.client.ask(
        { id: cityId, url },
        { query: SDL_QUERY, variables: {} },
        { signal, viewer: { anonymous: true } },
      ),
      this.options.admit,
    );
    this.#states.set(cityId, { url, state: after });
    if (isNews(before, after)) this.#report(cityId, after);
    return after;
  }

  /** Has a city that failed examined again: it may come back with another schema. It is asked meanwhile. */
  doubt(cityId: string): void {
    const known = this.#states.get(cityId);
    if (known?.state.phase !== 'ADMITTED') return;
    this.#states.set(cityId, { url: known.url, state: { ...known.state, doubtful: true } });
  }

  /** Ends what the registry does of itself. */
  close(): void {
    this.#calls.close();
  }

  async #askAdmitted(
    city: CityAddress,
    { lacking }: Extract<CityState, { phase: 'ADMITTED' }>,
    operation: CityOperation,
    call: CityCall,
  ): Promise<CityReply> {
    const fitted = lacking.size === 0 ? undefined : this.options.fit(operation, lacking);
    if (fitted?.status === 'REFUSED') return { ...notAsked('REFUSED', fitted.message), cause: LACKING };
    const reply = await this.#calls.ask(city, fitted?.operation ?? operation, call);
    // It may have gone back to an earlier version, which does not know what it is asked.
    if (reply.status === 'REFUSED' || reply.status === 'INVALID') this.doubt(city.id);
    return fitted?.complete(reply) ?? reply;
  }

  #reasonAgainst(cityId: string): string | undefined {
    const known = this.#condemned.get(cityId);
    return known?.url === this.#urlOf(cityId) ? known?.reason : undefined;
  }

  #urlOf(cityId: string): string | undefined {
    return this.options.network().cities.get(cityId)?.url;
  }

  #report(cityId: string, state: CityState): void {
    const { logger } = this.options;
    if (state.phase === 'ADMITTED') {
      const lacking = state.lacking.size > 0 && { lacking: [...state.lacking].slice(0, MAX_LOGGED) };
      logger.info({ city: cityId, ...lacking }, 'city admitted');
    } else if ('reason' in state)
      logger.warn(
        {
          city: cityId,
          reason: safeText(state.reason, MAX_REASON_LENGTH),
          ...('cause' in state && { cause: state.cause }),
        },
        `city ${state.phase.toLowerCase()}`,
      );
  }
}

/** Its first words, which say no more than what it is about. */
function kindOf(reason: string): string {
  return reason.slice(0, REASON_KIND_LENGTH);
}

/** Whether a state has to be told of after another: what is not there yet is examined again and again. */
function isNews(before: CityState, after: CityState): boolean {
  const causeIn = (state: CityState): string | undefined => ('cause' in state ? state.cause : undefined);
  return (
    after.phase !== before.phase ||
    describeLacking(after) !== describeLacking(before) ||
    causeIn(after) !== causeIn(before)
  );
}

function judge(before: CityState, reply: CityReply, admit: (sdl: string) => Admission): CityState {
  if (reply.status === 'TIMED_OUT' || reply.status === 'UNREACHABLE') {
    // An admitted city stays admitted: what is wrong shows each time that it is asked, and it may be back by then.
    return before.phase === 'ADMITTED' ? before : { phase: 'UNREACHABLE', reason: reply.message, cause: reply.cause };
  }
  if (reply.status !== 'ANSWERED') {
    // A city that lags is examined often, and is kept out no sooner than one that is examined when it failed.
    if (before.phase === 'ADMITTED' && !before.doubtful) return { ...before, doubtful: true };
    if (reply.status === 'REFUSED') {
      return { phase: 'REFUSED', reason: `${reply.message} ${hintAt(reply.cause)}`, cause: reply.cause };
    }
    return { phase: 'QUARANTINED', reason: reply.message };
  }
  const { _service: service } = reply.data as { readonly _service?: { readonly sdl?: unknown } | null };
  if (typeof service?.sdl !== 'string') return { phase: 'QUARANTINED', reason: 'It does not tell its schema.' };
  const admission = admit(service.sdl);
  return admission.status === 'ADMITTED'
    ? { phase: 'ADMITTED', doubtful: false, lacking: admission.lacking }
    : { phase: 'QUARANTINED', reason: admission.reasons.join(' ') };
}

/** What a city's operator looks at first. */
function hintAt(cause: string | undefined): string {
  if (cause === 'HTTP_401' || cause === 'HTTP_403') {
    return (
      "Its clock or the hub's may be wrong by more than 30 seconds, its HUB_JWKS, HUB_ISSUER or CITY_ID may not be those " +
      'of this network, it may want calls that are bound to their body (bind: body in the network file), or a proxy before it ' +
      'may drop the header Authorization.'
    );
  }
  return 'Its address in the network may be wrong, or a proxy before it may not let the hub through.';
}

function notAsked(status: FailureStatus, message: string): FailedReply {
  return { status, message, tookMs: 0 };
}

/** What is named of very much that is lacking; the rest is counted. */
const MAX_NAMED = 10;

/** In words, what an admitted city lacks of the contract. Undefined when that is nothing. */
export function describeLacking(state: CityState): string | undefined {
  if (state.phase !== 'ADMITTED' || state.lacking.size === 0) return undefined;
  const names = [...state.lacking];
  const named = names.slice(0, MAX_NAMED).join(', ');
  const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : '';
  return `It serves an earlier version of the contract, which lacks ${named}${more}.`;
}
