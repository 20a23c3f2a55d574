import type { GraphQLFormattedError } from 'graphql';
import type { AnsweredReply, CityOperation, CityReply } from '../../contract/AskCity';
import type { Features, SearchKind } from '../kinds';
import type { Hit } from './Hit';
import { createHitsOperation } from './HitsRequest';
import type { HitsRequest } from './HitsRequest';
import type { PageShare } from './PageShares';
import type { RecordQuestion, SelectionInHits } from './RecordQuestion';

/** A question for records, and its name in what cities are asked. */
interface Named {
  readonly question: RecordQuestion;
  /** The key of what comes with a hit. */
  readonly key: string;
  /** Of the hit: which id names the record. */
  readonly idOf: (hit: Hit) => string | null;
  /** The contract's field of a hit. */
  readonly field: string;
}

/**
 * Of the records that one city brings for all searches of a client's request. Hits, which are what counts, are not to wait for more than
 * some hundredths of a second, and a fetch asks but once for a record that many searches find.
 */
const MAX_VALUES = 2_000;

/** How many values each city may still bring, by the client's request. */
const left = new WeakMap<object, Map<string, number>>();

/** Records and topics that were asked for along with hits. */
export interface RecordCounts {
  /** On the page. */
  readonly shown: number;
  /** Beyond it: they came in vain. */
  readonly unseen: number;
  /** About how many bytes of JSON those were: as many as if each of a city's were as long as the first. */
  readonly unseenBytes: number;
  /** On the page, and did not come. */
  readonly lacking: number;
}

/**
 * The records that come with the hits of one search: what cities are asked for, and what came of it. A city may give none, or
 * not all; what did not come is fetched by whoever asks for it next.
 */
export class RecordsWithHits<F extends Features> {
  readonly #named: readonly Named[];
  readonly #valuesOfHit: number;
  readonly #numbers = new Map<SelectionInHits | undefined, number>();
  readonly #operations = new Map<string, CityOperation>();
  readonly #counts = { shown: 0, unseen: 0, unseenBytes: 0, lacking: 0 };
  readonly #replies = new Map<string, AnsweredReply>();
  /** How many of a city's hits may bring their records. */
  readonly #among: ReadonlyMap<string, number>;

  /**
   * @param context of the client's request
   * @param questions about what the search finds
   * @param network whether records for members alone may come, too
   */
  constructor(
    private readonly kind: SearchKind<F>,
    context: object,
    questions: readonly RecordQuestion[],
    private readonly share: PageShare,
    private readonly network: boolean,
  ) {
    this.#named = questions.flatMap((question, number): Named[] => {
      const key = `r${number}`;
      if (question.typename === kind.typename) return [{ question, key, field: kind.idType, idOf: ({ id }) => id }];
      if (question.typename === 'Topic') return [{ question, key, field: 'topicRecord', idOf: ({ topic }) => topic }];
      return [];
    });
    this.#valuesOfHit = this.#named.reduce((sum, { question }) => sum + question.values, 0);
    this.#among = takeValues(context, share.likely, this.#valuesOfHit);
  }

  /** How many values a city has to find for its records at most. */
  valuesOf(cityId: string): number {
    return this.#amongOf(cityId) * this.#valuesOfHit;
  }

  /** A city's request for hits with records. Cities that are asked the same share one. */
  operationFor(cityId: string, request: HitsRequest): CityOperation {
    const among = this.#amongOf(cityId);
    const named = among === 0 ? [] : this.#named;
    const selections = named.map(({ question, key }) => question.inHits(cityId, `_${key}`));
    const same = [among, ...selections.map((selection) => this.#numberOf(selection))].join(' ');
    const known = this.#operations.get(same);
    if (known !== undefined) return known;
    const fields = named.flatMap(({ key, field }, at) => {
      const selection = selections[at];
      return selection === undefined ? [] : [{ ...selection, key, field }];
    });
    const operation = createHitsOperation(this.kind, request, { fields, among, network: this.network });
    this.#operations.set(same, operation);
    return operation;
  }

  /** Sets the records in a city's reply aside: the reply as it is without them. */
  takeFrom(cityId: string, reply: CityReply): CityReply {
    if (reply.status !== 'ANSWERED') return reply;
    const { data, errors, tookMs } = reply;
    const among = this.#amongOf(cityId);
    const beyond = this.#hitsIn(data).slice(among);
    if (beyond.some((hit) => this.#named.some(({ key }) => recordIn(hit, key) !== null))) {
      const message = `Its answer breaks the contract: gave records with more than ${among} hits.`;
      return { status: 'INVALID', message, tookMs };
    }
    // What stands nowhere can be about any of them: all are fetched.
    if (errors.every(({ path }) => path !== undefined)) this.#replies.set(cityId, reply);
    if (errors.length === 0) return reply;
    return { ...reply, errors: errors.filter((error) => this.#placeOf(error) === undefined) };
  }

  /** Hands on the records of a city's hits that are shown. */
  keep(cityId: string, hits: readonly Hit[], shown: ReadonlySet<Hit>): void {
    const reply = this.#replies.get(cityId);
    const given = reply === undefined ? [] : this.#hitsIn(reply.data);
    const errors = reply === undefined ? new Map<string, never>() : this.#errorsOf(reply);
    const omissions = (reply?.omissions ?? []).filter(({ of }) => of !== null);
    this.share.learn(cityId, hits.filter((hit) => shown.has(hit)).length);
    const lengths = new Map<string, number>();
    for (const [index, hit] of hits.entries()) {
      for (const { question, key, idOf } of this.#named) {
        const id = idOf(hit);
        if (id === null) continue;
        const record = recordIn(given[index], key);
        if (record !== null && shown.has(hit)) {
          this.#counts.shown += 1;
          question.keep(id, { record, errors: errors.get(`${index} ${key}`) ?? [], omissions });
        } else if (record !== null) {
          const bytes = lengths.get(key) ?? Buffer.byteLength(JSON.stringify(record));
          lengths.set(key, bytes);
          this.#counts.unseen += 1;
          this.#counts.unseenBytes += bytes;
        } else if (shown.has(hit)) this.#counts.lacking += 1;
      }
    }
  }

  /** What came of it so far. */
  get counts(): RecordCounts {
    return this.#counts;
  }

  #amongOf(cityId: string): number {
    return this.#among.get(cityId) ?? 0;
  }

  #numberOf(selection: SelectionInHits | undefined): number {
    const number = this.#numbers.get(selection) ?? this.#numbers.size;
    this.#numbers.set(selection, number);
    return number;
  }

  /** Untrusted. */
  #hitsIn(data: AnsweredReply['data']): readonly unknown[] {
    const { hits } = (data[this.kind.hitsField] ?? {}) as { readonly hits?: unknown };
    return Array.isArray(hits) ? hits : [];
  }

  #errorsOf({ errors }: AnsweredReply): ReadonlyMap<string, readonly GraphQLFormattedError[]> {
    const byPlace = new Map<string, GraphQLFormattedError[]>();
    for (const error of errors) {
      const place = this.#placeOf(error);
      if (place === undefined) continue;
      const known = byPlace.get(place) ?? [];
      byPlace.set(place, known);
      known.push({ ...error, path: error.path?.slice(4) });
    }
    return byPlace;
  }

  /** Of an error in a record: the record's place in the reply. */
  #placeOf({ path }: GraphQLFormattedError): string | undefined {
    const [field, hits, index, key] = path ?? [];
    if (field !== this.kind.hitsField || hits !== 'hits' || typeof index !== 'number') return undefined;
    return this.#named.some((named) => named.key === key) ? `${index} ${String(key)}` : undefined;
  }
}

/** Of as many hits of each city as are likely on the page, those whose records the city may bring still. */
function takeValues(
  context: object,
  likely: ReadonlyMap<string, number>,
  valuesOfHit: number,
): ReadonlyMap<string, number> {
  const leftOfCities = left.get(context) ?? new Map<string, number>();
  left.set(context, leftOfCities);
  return new Map(
    [...likely].map(([cityId, wanted]) => {
      const values = leftOfCities.get(cityId) ?? MAX_VALUES;
      const among = Math.min(wanted, Math.floor(values / valuesOfHit));
      leftOfCities.set(cityId, values - among * valuesOfHit);
      return [cityId, among];
    }),
  );
}

/** Null where none came. */
function recordIn(hit: unknown, key: string): unknown {
  if (typeof hit !== 'object' || hit === null || !Object.hasOwn(hit, key)) return null;
  return (hit as Record<string, unknown>)[key] ?? null;
}
