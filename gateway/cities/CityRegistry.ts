import type { Logger } from 'pino';
import type { AskCity, CityReply, FailureStatus } from '../../subgraphs/search/AskCity';
import type { Admission } from '../admission/createAdmission';
import type { BreakerState } from './BreakerState';
import { CityCalls } from './CityCalls';
import type { CallLimits } from './CityCalls';
import type { CityState } from './CityState';
import type { CityClient } from './createCityClient';

/** What the registry needs of the network: which cities there are, and where those with a server answer. */
export interface CityAddresses {
  readonly cities: ReadonlyMap<string, { readonly url?: string }>;
}

export interface CityRegistryOptions {
  readonly network: () => CityAddresses;
  readonly client: CityClient;
  readonly admit: (sdl: string) => Admission;
  readonly limits: CallLimits;
  readonly logger: Logger;
}

const SDL_QUERY = '{ _service { sdl } }';

/** The cities with a server: how the hub stands with each, and the way to ask it. */
export class CityRegistry {
  /** A state holds for one address: a city that moves is examined anew. */
  readonly #states = new Map<string, { readonly url: string; readonly state: CityState }>();

  /** To the cities that were admitted. */
  readonly #calls: CityCalls;

  constructor(private readonly options: CityRegistryOptions) {
    this.#calls = new CityCalls({
      ...options,
      isWanted: ({ id, url }) => this.#urlOf(id) === url && this.stateOf(id).phase === 'ADMITTED',
      onOpen: (cityId) => {
        this.doubt(cityId);
      },
    });
  }

  /** Whether the city hosts a server. A city that is not in the network does not. */
  readonly isConnected = (cityId: string): boolean => this.#urlOf(cityId) !== undefined;

  stateOf(cityId: string): CityState {
    const known = this.#states.get(cityId);
    return known && known.url === this.#urlOf(cityId) ? known.state : { phase: 'PENDING' };
  }

  /** Asks a city that was admitted; for any other, says why it is not asked. */
  readonly askCity: AskCity = async (cityId, operation, call) => {
    const url = this.#urlOf(cityId);
    if (url === undefined) return notAsked('UNREACHABLE', 'It hosts no server yet.');
    const state = this.stateOf(cityId);
    switch (state.phase) {
      case 'PENDING':
        return notAsked('UNREACHABLE', 'It was not examined yet.');
      case 'UNREACHABLE':
        return notAsked('UNREACHABLE', state.reason);
      case 'QUARANTINED':
        return notAsked('INVALID', 'It does not keep the contract of the network.');
      case 'ADMITTED':
        return await this.#calls.ask({ id: cityId, url }, operation, call);
    }
  };

  /** Whether an admitted city is asked at present, or left alone for its failures. */
  breakerOf(cityId: string): BreakerState {
    return this.#calls.breakerOf({ id: cityId, url: this.#urlOf(cityId) ?? '' });
  }

  /** Asks a city for its schema and holds it against the contract. One that is left alone is not examined until then. */
  async examine(cityId: string, signal: AbortSignal): Promise<CityState> {
    const url = this.#urlOf(cityId);
    const before = this.stateOf(cityId);
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
    if (after.phase !== before.phase) this.#report(cityId, after);
    return after;
  }

  /** Has a city that failed examined again: it may come back with another schema. It is asked meanwhile. */
  doubt(cityId: string): void {
    const known = this.#states.get(cityId);
    if (known?.state.phase !== 'ADMITTED') return;
    this.#states.set(cityId, { url: known.url, state: { phase: 'ADMITTED', doubtful: true } });
  }

  /** Ends what the registry does of itself. */
  close(): void {
    this.#calls.close();
  }

  #urlOf(cityId: string): string | undefined {
    return this.options.network().cities.get(cityId)?.url;
  }

  #report(cityId: string, state: CityState): void {
    const { logger } = this.options;
    if (state.phase === 'ADMITTED') logger.info({ city: cityId }, 'city admitted');
    else if ('reason' in state)
      logger.warn({ city: cityId, reason: state.reason }, `city ${state.phase.toLowerCase()}`);
  }
}

function judge(before: CityState, reply: CityReply, admit: (sdl: string) => Admission): CityState {
  if (reply.status === 'TIMED_OUT' || reply.status === 'UNREACHABLE') {
    // An admitted city stays admitted: what is wrong shows each time that it is asked, and it may be back by then.
    return before.phase === 'ADMITTED' ? before : { phase: 'UNREACHABLE', reason: reply.message };
  }
  if (reply.status !== 'ANSWERED') return { phase: 'QUARANTINED', reason: reply.message };
  const { _service: service } = reply.data as { readonly _service?: { readonly sdl?: unknown } | null };
  if (typeof service?.sdl !== 'string') return { phase: 'QUARANTINED', reason: 'It does not tell its schema.' };
  const admission = admit(service.sdl);
  return admission.status === 'ADMITTED'
    ? { phase: 'ADMITTED', doubtful: false }
    : { phase: 'QUARANTINED', reason: admission.reasons.join(' ') };
}

function notAsked(status: FailureStatus, message: string): CityReply {
  return { status, message, tookMs: 0 };
}
