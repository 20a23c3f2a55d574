import { createHash } from 'node:crypto';
import { cityIdOf } from '../NetworkPlan';
import type { NetworkPlan } from '../NetworkPlan';
import { findHits, KINDS, standsIn, nameOf, UPDATED_AT } from './findHits';
import type { HitsArguments } from './findHits';
import { inventCity } from './inventCity';
import type { InventedCity } from './inventCity';
import { readOperation } from './readOperation';
import type { AskedField } from './readOperation';

interface Operation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/**
 * All cities of a plan, with no more work than an answer needs, since the hub is what is measured. Nothing is verified: no
 * signature, no argument.
 */
export class SimulatedCities {
  /** How often all cities have changed. */
  #change = 0;
  #changedAt = new Date().toISOString();
  readonly #operations = new Map<string, readonly AskedField[]>();
  readonly #cities = new Map<number, InventedCity>();
  /** Full summaries by what was selected of them, and by city: they are large, and the same until the next change. */
  readonly #summaries = new Map<readonly AskedField[], string[]>();
  #told = new Set<number>();

  constructor(
    private readonly plan: NetworkPlan,
    private readonly sdl: string,
  ) {}

  /** Changes what every city counts, and so the version of each summary. */
  change(): void {
    this.#change++;
    this.#changedAt = new Date().toISOString();
    this.#cities.clear();
    this.#told = new Set();
    // What was asked before is asked again. It is made now, so that it does not cost the hub any time then.
    for (const [selection, texts] of this.#summaries) {
      for (const city of texts.keys()) texts[city] = this.#writeSummary(city, selection);
    }
  }

  /** How many cities have told their counts since the last change. */
  get told(): number {
    return this.#told.size;
  }

  /**
   * The JSON of a city's answer.
   *
   * @throws Error for what is not simulated
   */
  answer(city: number, { query, variables = {} }: Operation): string {
    let fields = this.#operations.get(query);
    if (fields === undefined) this.#operations.set(query, (fields = readOperation(query)));
    const members = fields.map((field) => `${JSON.stringify(field.key)}:${this.#answerField(city, field, variables)}`);
    return `{"data":{${members.join()}}}`;
  }

  #answerField(city: number, field: AskedField, variables: Readonly<Record<string, unknown>>): string {
    const { name, selection } = field;
    switch (name) {
      case 'summary':
        return this.#tellSummary(city, selection ?? []);
      case 'staffHits':
      case 'programmeHits':
      case 'exchangeHits':
      case 'offerHits':
      case 'needHits': {
        const args = field.argumentsOf(variables) as unknown as HitsArguments;
        const found = findHits(name, cityIdOf(city), this.#cityOf(city), args);
        const hits = found.hits.map((hit, place) => ({ ...hit, ...this.#recordsOf(city, hit, place) }));
        return JSON.stringify(select({ ...found, hits }, selection, variables));
      }
      case '_entities': {
        const { representations } = field.argumentsOf(variables) as { representations: { id: string }[] };
        return JSON.stringify(
          select(
            representations.map(({ id }) => this.#findRecord(city, id)),
            selection,
            variables,
          ),
        );
      }
      case '_service':
        return JSON.stringify(select({ sdl: this.sdl }, selection, variables));
      case '__typename':
        return '"Query"';
      default:
        throw new Error(`"${name}" is not simulated.`);
    }
  }

  #tellSummary(city: number, selection: readonly AskedField[]): string {
    if (!selection.some(({ name }) => name === 'public')) {
      return JSON.stringify(select(this.#headOf(city), selection, {}));
    }
    this.#told.add(city);
    let texts = this.#summaries.get(selection);
    if (texts === undefined) {
      texts = Array.from({ length: this.plan.cities }, (_, other) => this.#writeSummary(other, selection));
      this.#summaries.set(selection, texts);
    }
    return texts[city]!;
  }

  #writeSummary(city: number, selection: readonly AskedField[]): string {
    const named = { confirms: [], adapts: [], adaptsForMembers: [] };
    const counts = inventCity(this.plan, city, this.#change);
    return JSON.stringify(select({ ...this.#headOf(city), ...counts, ...named }, selection, {}));
  }

  #headOf(city: number) {
    return {
      __typename: 'Summary',
      version: createHash('md5').update(`${this.#change} ${city}`).digest('hex'),
      asOf: this.#changedAt,
    };
  }

  #cityOf(city: number): InventedCity {
    let invented = this.#cities.get(city);
    if (invented === undefined) this.#cities.set(city, (invented = inventCity(this.plan, city, this.#change)));
    return invented;
  }

  /** What a hit leads to, by the fields of all kinds of hits. */
  #recordsOf(city: number, { id }: { readonly id: string }, place: number) {
    const among = (give: () => unknown) => (args: Readonly<Record<string, unknown>>) =>
      place < Number(args['among']) ? give() : null;
    const record = among(() => this.#findRecord(city, id));
    const topicRecord = among(() => this.#placeOf(city, id)?.topic);
    return { staff: record, programme: record, exchange: record, offer: record, need: record, topicRecord };
  }

  /** Null for what the city does not have. */
  #findRecord(city: number, id: string): Readonly<Record<string, unknown>> | null {
    const found = this.#placeOf(city, id);
    if (found === null) return null;
    const { type, name, features, topic } = found;
    const { since, until, ...others } = features;
    const dated = { id, updatedAt: UPDATED_AT, topics: [topic] };
    switch (type) {
      case 'staff': {
        const experiences = [{ ...features, topic }];
        return {
          __typename: 'Staff',
          id,
          updatedAt: UPDATED_AT,
          kind: 'POST',
          name,
          role: 'Sachbearbeitung',
          department: null,
          experiences,
        };
      }
      case 'programme':
        return { __typename: 'Programme', ...dated, title: name, ...others, startsOn: since, endsOn: until };
      case 'exchange':
        return { __typename: 'Exchange', ...dated, title: name, startsOn: since, endsOn: until };
      case 'offer':
        return { __typename: 'Offer', ...dated, title: name };
      case 'need':
        return { __typename: 'Need', ...dated, title: name, ...others };
      default:
        throw new Error(`"${type}" is not simulated.`);
    }
  }

  #placeOf(city: number, id: string) {
    const [owner, type, key = ''] = id.split(':');
    const [, slug, place] = /^(.+)-(\d+)$/.exec(key) ?? [];
    const counts = this.#cityOf(city).public.find(({ concept }) => concept === `concept:${slug ?? ''}`);
    const kind = Object.values(KINDS).find((candidate) => candidate.type === type);
    if (owner !== cityIdOf(city) || counts === undefined || kind === undefined) return null;
    if (Number(place) < 1 || Number(place) > counts[kind.counted]) return null;
    return { type: kind.type, name: nameOf(id), ...standsIn(kind, owner, counts.concept, Number(place) - 1) };
  }
}

type Variables = Readonly<Record<string, unknown>>;

/** Of a value what was asked for. A function gives its value when it is asked for, by the arguments. */
function select(value: unknown, selection: readonly AskedField[] | null, variables: Variables): unknown {
  if (selection === null || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => select(entry, selection, variables));
  const record = value as Readonly<Record<string, unknown>>;
  const selected: Record<string, unknown> = {};
  for (const { key, name, type, argumentsOf, selection: below } of selection) {
    if (type !== null && type !== record['__typename']) continue;
    const found = record[name];
    if (found === undefined) throw new Error(`"${name}" is not simulated.`);
    const given = typeof found === 'function' ? (found as (args: Variables) => unknown)(argumentsOf(variables)) : found;
    selected[key] = select(given, below, variables);
  }
  return selected;
}
