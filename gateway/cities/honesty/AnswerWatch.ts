import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { AskCity, CityCall } from '../../../subgraphs/contract/AskCity';
import { createHitsOperation } from '../../../subgraphs/search/hits/HitsRequest';
import type { FoundHits } from '../../../subgraphs/search/SearchDependencies';
import type { Hit } from '../../../subgraphs/search/hits/Hit';
import { readAnswer } from '../../../subgraphs/search/hits/readAnswer';
import type { FetchedRecords } from '../../routing/FetchedRecords';
import { findContradiction } from './findContradiction';
import type { HonestyWatch } from './HonestyWatch';
import { compileShownRecord, saysMoreThanItsPlace } from './ShownRecord';
import type { ReadShown } from './ShownRecord';

interface AnswerWatchOptions {
  /** The schema that every city serves. */
  readonly contract: GraphQLSchema;
  /** On the hub's own account. */
  readonly askCity: AskCity;
  readonly honesty: Pick<HonestyWatch, 'convict' | 'count'>;
  /** For a second look at a city, in milliseconds. */
  readonly timeoutMs: number;
  readonly logger: Logger;
}

/** A hit, and the search that found it. */
interface NotedHit {
  readonly found: FoundHits;
  readonly hit: Hit;
}

/** What a hit says, and its record does not. */
interface Contradiction extends NotedHit {
  readonly sentence: string;
}

/** What came of holding hits against records. */
interface Comparison {
  readonly compared: number;
  readonly contradictions: readonly Contradiction[];
}

/** By the ids of the records. */
type NotedHits = ReadonlyMap<string, readonly NotedHit[]>;

/** Records of one request whose hits are kept for it. A page has 100 at most. */
const MOST_RECORDS = 2_000;
/** Of the questions of one request, how many are asked again at most. */
const MOST_QUESTIONS = 3;
/** From a second look at a city that found nothing to the next. */
const PAUSE_MS = 1_000;

/**
 * Holds the hits in clients' answers against the records that were fetched for them, as far as the client asked for what
 * hits rest on. So a city that is honest when it is visited is found out when it lies to clients.
 *
 * Records may change between a hit and the fetch of its record. So a contradiction is looked at a second time at once, by
 * the same question for hits and the same one for records, on the hub's own account; until that is over, nobody else's
 * question goes to the city. When it is there again, or comes back in the answer to a client who asks half a minute later
 * or more, the city is believed no more.
 */
export class AnswerWatch {
  /** By the request of a client. */
  readonly #noted = new WeakMap<object, Map<string, NotedHit[]>>();
  readonly #readers = new WeakMap<DocumentNode, ReadShown>();
  readonly #suspicions = new Suspicions();
  /** Second looks under way. */
  readonly #looks = new Map<string, Promise<void>>();
  readonly #inVainAt = new Map<string, number>();

  constructor(private readonly options: AnswerWatchOptions) {}

  /** A search found these for a request, whose records may be fetched next. */
  noteHits(found: FoundHits, request: object): void {
    const noted = this.#noted.get(request) ?? new Map<string, NotedHit[]>();
    this.#noted.set(request, noted);
    for (const hit of found.hits) {
      const known = noted.get(hit.id);
      if (known !== undefined) known.push({ found, hit });
      else if (noted.size < MOST_RECORDS) noted.set(hit.id, [{ found, hit }]);
    }
  }

  /** The records that were fetched for a request. */
  compare(fetched: FetchedRecords, request: object): void {
    const noted = this.#noted.get(request);
    if (noted === undefined) return;
    const { compared, contradictions } = this.#compare(noted, fetched);
    this.options.honesty.count(fetched.city, { compared, contradicted: contradictions.length });
    if (contradictions.length > 0) this.#suspect(fetched, contradictions);
  }

  /** Resolves when a city was looked at a second time. Undefined for one that is not being looked at. */
  lookAt(cityId: string): Promise<void> | undefined {
    return this.#looks.get(cityId);
  }

  forget(cityId: string): void {
    this.#suspicions.forget(cityId);
    this.#inVainAt.delete(cityId);
  }

  #compare(noted: NotedHits, { document, representations, records }: FetchedRecords): Comparison {
    const read = this.#readerOf(document);
    const contradictions: Contradiction[] = [];
    let compared = 0;
    for (const [at, { id, __typename }] of representations.entries()) {
      const hits = noted.get(id);
      const record = records[at];
      const shown = hits && record && read(__typename, record);
      if (hits === undefined || shown === undefined) continue;
      for (const { found, hit } of hits) {
        if (found.kind.typename !== __typename) continue;
        if (hit.sort === undefined && !saysMoreThanItsPlace(shown)) continue;
        compared += 1;
        const sentence = findContradiction(found.kind.idType, hit, shown, found.request.question.tiers);
        if (sentence !== undefined) contradictions.push({ found, hit, sentence });
      }
    }
    return { compared, contradictions };
  }

  #suspect(fetched: FetchedRecords, contradictions: readonly Contradiction[]): void {
    const { city } = fetched;
    const now = performance.now();
    const fresh = contradictions.filter(({ found }) => found.isFresh);
    const again = fresh.find(({ hit, found }) => this.#suspicions.hold(city, hit.id, found.startedAt));
    if (again !== undefined) {
      this.#convict(city, again);
      return;
    }
    for (const { hit } of fresh) this.#suspicions.note(city, hit.id, now);
    if (this.#looks.has(city) || now - (this.#inVainAt.get(city) ?? -Infinity) < PAUSE_MS) return;
    const look = this.#lookAgain(fetched, contradictions)
      .catch((error: unknown) => {
        this.options.logger.error({ err: error, city }, 'looking at the hits of a city again failed');
      })
      .then(() => {
        this.#looks.delete(city);
      });
    this.#looks.set(city, look);
  }

  async #lookAgain(fetched: FetchedRecords, contradictions: readonly Contradiction[]): Promise<void> {
    const { askCity, timeoutMs, logger } = this.options;
    const { city } = fetched;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      controller.abort(new DOMException('The time for the second look is over.', 'TimeoutError'));
    }, timeoutMs);
    timer.unref();
    const call: CityCall = {
      signal: controller.signal,
      remainingMs: timeoutMs,
      viewer: { anonymous: true },
      needsAnswer: true,
    };
    try {
      const searches = [...new Set(contradictions.map(({ found }) => found))].slice(0, MOST_QUESTIONS);
      for (const found of searches) {
        const ids = new Set(contradictions.filter((one) => one.found === found).map(({ hit }) => hit.id));
        const reply = await askCity(city, createHitsOperation(found.kind, found.request), call);
        const answer = readAnswer(found.kind, city, reply, found.request);
        const hits = 'hits' in answer ? answer.hits.filter(({ id }) => ids.has(id)) : [];
        const seenByAll = { ...found, viewer: call.viewer };
        const noted = new Map(hits.map((hit) => [hit.id, [{ found: seenByAll, hit }]]));
        const representations = fetched.representations.filter(({ id }) => noted.has(id));
        const records = representations.length > 0 && (await fetched.fetchAgain(representations, askCity, call));
        const [lie] = records ? this.#compare(noted, records).contradictions : [];
        if (lie === undefined) continue;
        this.#convict(city, lie);
        return;
      }
      this.#inVainAt.set(city, performance.now());
      logger.info({ city }, 'hits of a city contradicted its records, and did not when it was asked again');
    } finally {
      clearTimeout(timer);
    }
  }

  /** Of what only members see nothing is told. What was seen before is settled with it, once the city is believed again. */
  #convict(city: string, { found, hit, sentence }: Contradiction): void {
    this.#suspicions.forget(city);
    const { kind, viewer } = found;
    const { match } = hit;
    const claims = match.by === 'concept' ? [{ concept: match.concept, counted: kind.counted, count: 1 }] : [];
    const isForAll = viewer.anonymous;
    const reason = isForAll ? sentence : 'It finds a record for members by what that record does not say.';
    this.options.honesty.convict(city, reason, isForAll ? claims : []);
  }

  #readerOf(document: DocumentNode): ReadShown {
    let reader = this.#readers.get(document);
    if (reader === undefined) {
      reader = compileShownRecord(document, this.options.contract);
      this.#readers.set(document, reader);
    }
    return reader;
  }
}

/** So long it is remembered that a record was contradicted, and so many records of one city. */
const REMEMBERED_MS = 24 * 60 * 60 * 1_000;
const MOST_OF_A_CITY = 1_000;
/** Whatever was asked before has been answered by then: longer than any query takes. */
const SETTLED_MS = 30_000;

/**
 * Which records did not say what hits on them said, of cities that were not found to lie. Records may change between a hit
 * and the fetch of its record, and so what is seen once says little; what is seen of the same record again says much. Times
 * are of `performance.now()`.
 */
class Suspicions {
  /** By city, then by record: when it was seen. The oldest first. */
  readonly #cities = new Map<string, Map<string, number>>();

  note(cityId: string, recordId: string, now: number): void {
    const seen = this.#cities.get(cityId) ?? new Map<string, number>();
    this.#cities.set(cityId, seen);
    if (this.#isKnown(seen.get(recordId), now)) return;
    seen.delete(recordId);
    const [oldest] = seen.keys();
    if (oldest !== undefined && seen.size >= MOST_OF_A_CITY) seen.delete(oldest);
    seen.set(recordId, now);
  }

  /** Whether it was seen of a record before, so long ago that the same change of it cannot be what is seen now. */
  hold(cityId: string, recordId: string, askedAt: number): boolean {
    const seenAt = this.#cities.get(cityId)?.get(recordId);
    return this.#isKnown(seenAt, askedAt) && askedAt - seenAt >= SETTLED_MS;
  }

  forget(cityId: string): void {
    this.#cities.delete(cityId);
  }

  #isKnown(seenAt: number | undefined, now: number): seenAt is number {
    return seenAt !== undefined && now - seenAt < REMEMBERED_MS;
  }
}
