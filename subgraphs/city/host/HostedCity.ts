import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { CityConfigError } from '../config';
import { DatabaseNotReadyError } from '../database/checkDatabase';
import { serializeError } from '../serve/serializeError';
import type { OpenedCity } from './openHostedCity';
import { parseHostedCity } from './parseHostedCity';
import type { HostedCitySettings } from './parseHostedCity';
import type { FoundSettings } from './readCities';
import { refuse } from '../serve/refuse';
import { TenancyError } from './Tenants';

/** What becomes of a request to a hosted city. */
type CityState =
  | { readonly kind: 'OPENING' }
  | { readonly kind: 'SERVING'; readonly city: OpenedCity }
  /** Its settings say that it is not to be served for the time being. */
  | { readonly kind: 'SUSPENDED' }
  /** Its settings are wrong, or its database or the hub's keys cannot be had. */
  | { readonly kind: 'BROKEN' };

/** How a hosted city comes to be. */
export interface HostedCityOptions {
  readonly common: Readonly<Record<string, string | undefined>>;
  /** @throws as `registerCity` does, and TenancyError */
  readonly open: (settings: HostedCitySettings) => Promise<OpenedCity>;
  readonly logger: Logger;
}

/** Until the next attempt to open a city, after the first in vain; then twice as long each time, up to the most. */
const FIRST_PAUSE_MS = 2_000;
const MOST_PAUSE_MS = 60_000;
/** How long a city that is served no more, or with other settings, may go on with what is under way. */
const LEAVE_MS = 15_000;

/**
 * One city of many in a process. It follows its settings: others take hold once a city could be opened with them, and until
 * then the last good ones do. What cannot be opened is tried again and again. None of that rejects, or concerns another city.
 */
export class HostedCity {
  #state: CityState = { kind: 'OPENING' };
  #hosts: readonly string[] = [];
  #found: FoundSettings | undefined;
  #isRefused = false;
  #work: Promise<void> = Promise.resolve();
  #closing = new AbortController();
  #retry: NodeJS.Timeout | undefined;
  #pauseMs = FIRST_PAUSE_MS;
  readonly #logger: Logger;

  constructor(
    readonly cityId: string,
    private readonly options: HostedCityOptions,
  ) {
    this.#logger = options.logger.child({ city: cityId }, { serializers: { err: serializeError } });
  }

  /** Under which names it answers, beside its path. */
  get hosts(): readonly string[] {
    return this.#hosts;
  }

  get isServing(): boolean {
    return this.#state.kind === 'SERVING';
  }

  /** Whether its settings as they lie there could not be used. Older ones may hold. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** Follows what was found of its settings. Resolves when it is served so, or that was in vain. */
  follow(found: FoundSettings): Promise<void> {
    if (JSON.stringify(found) === JSON.stringify(this.#found)) return this.#work;
    this.#found = found;
    this.#pauseMs = FIRST_PAUSE_MS;
    return this.#try();
  }

  /** Answers a request whose path is as if there were no other city. */
  answer(request: IncomingMessage, response: ServerResponse): void {
    if (this.#state.kind === 'SERVING') {
      this.#state.city.answer(request, response);
      return;
    }
    if (request.url === '/health/live') response.end('{"status":"live"}');
    else refuse(response, 'This city is not served at the moment.');
  }

  /** Takes no more calls from the relay. */
  async hangUp(): Promise<void> {
    if (this.#state.kind === 'SERVING') await this.#state.city.hangUp();
  }

  /** Is served no more; ends what is under way first. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#retry);
    await this.#work;
    await this.#become({ kind: 'SUSPENDED' });
  }

  /** One after the other; the last one sees the newest settings. */
  #try(): Promise<void> {
    clearTimeout(this.#retry);
    this.#work = this.#work.then(async () => {
      const found = this.#found;
      if (found === undefined || this.#closing.signal.aborted) return;
      try {
        await this.#bringAbout(found);
        this.#isRefused = false;
      } catch (error) {
        await this.#refuse(error, found);
      }
    });
    return this.#work;
  }

  async #bringAbout(found: FoundSettings): Promise<void> {
    if ('problem' in found) throw new CityConfigError([found.problem]);
    const settings = parseHostedCity(this.cityId, found.text, this.options.common);
    // Once for each version of the settings, as what is refused.
    if (this.#pauseMs === FIRST_PAUSE_MS) for (const warning of settings.warnings) this.#logger.warn(warning);
    if (settings.isSuspended) {
      this.#logger.info('suspended by its settings');
      this.#hosts = settings.hosts;
      await this.#become({ kind: 'SUSPENDED' });
      return;
    }
    const city = await this.options.open(settings);
    this.#hosts = settings.hosts;
    city.dialOut();
    await this.#become({ kind: 'SERVING', city });
    this.#logger.info({ url: city.url }, 'serving');
  }

  async #refuse(error: unknown, found: FoundSettings): Promise<void> {
    const holds = this.isServing ? 'the last good settings hold' : 'it is not served';
    const known = [CityConfigError, DatabaseNotReadyError, TenancyError].some((kind) => error instanceof kind);
    const why = known ? { problem: (error as Error).message } : { err: error };
    // Once for each version of the settings: it is tried again and again.
    if (!this.#isRefused || this.#pauseMs === FIRST_PAUSE_MS)
      this.#logger.error(why, `cannot be served as its settings say: ${holds}`);
    this.#isRefused = true;
    if (!this.isServing) await this.#become({ kind: 'BROKEN' });
    // Only other settings make wrong ones good.
    if (error instanceof CityConfigError || this.#found !== found || this.#closing.signal.aborted) return;
    this.#retry = setTimeout(() => void this.#try(), this.#pauseMs);
    this.#retry.unref();
    this.#pauseMs = Math.min(MOST_PAUSE_MS, 2 * this.#pauseMs);
  }

  /** New requests see the new state at once; those that the city before it is at are answered by it. */
  async #become(state: CityState): Promise<void> {
    const before = this.#state;
    this.#state = state;
    if (before.kind !== 'SERVING') return;
    await Promise.race([before.city.leave(), sleep(LEAVE_MS, undefined, { ref: false })]);
    try {
      await before.city.close();
    } catch (error) {
      this.#logger.warn({ err: error }, 'could not be closed');
    }
  }
}
