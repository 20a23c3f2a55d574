import { z } from 'zod';
import { ContractBreachError, countUpTo, listUpTo, orNothing, text, readFields } from '../hits/readFields';
import type { FieldRules } from '../hits/readFields';
import { MAX_ITEMS } from '../../contract/bounds';
import { isConceptId, parseId } from '../../contract/ids';
import type { OwnedType } from '../../contract/ids';

/** How many of a city's records rest on topics that map directly to a concept. */
export interface ConceptCount {
  readonly staff: number;
  readonly programmes: number;
  readonly exchanges: number;
  readonly offers: number;
  /** 0 where the city does not count them, see `Summary.countsNeeds`. */
  readonly needs: number;
}

/** By `concept:<slug>`. A concept that is missing counts nothing. */
export type Counts = ReadonlyMap<string, ConceptCount>;

/** Which counts a city's summary has, and how old they are. */
export interface SummaryVersion {
  /** Changes whenever the counts may have changed. */
  readonly version: string;
  readonly asOf: Date;
}

/** What a city can match, in counts. */
export interface Summary extends SummaryVersion {
  /** Of records that everybody may see. */
  readonly public: Counts;
  /** Of the further records that signed-in members may see. */
  readonly network: Counts;
  /** Whether it counts needs. A city on contract 1.0 does not, and may have some; of one that counts nothing it is not known. */
  readonly countsNeeds: boolean;
  /** The records of other cities that it names. None from a city on contract 1.0. */
  readonly named?: NamedRecords;
}

/** The records of other cities that a city names. What it does not say is null. */
export interface NamedRecords {
  /** Exchanges of which it says that it was their host. */
  readonly confirms: NamedIds | null;
  /** Programmes after which it made some that everybody may see. */
  readonly adapts: NamedIds | null;
  /** Programmes after which it made some that members alone may see. */
  readonly adaptsForMembers: NamedIds | null;
}

export interface NamedIds {
  readonly ids: ReadonlySet<string>;
  /** Whether the list is as long as it may be, so that the city may mean others too. */
  readonly isFull: boolean;
  /** How many entries were left out, as they are no such ids or beyond the longest list. */
  readonly leftOut: number;
}

/** As many concepts as a vocabulary is expected to have. */
const MAX_CONCEPTS = 10_000;

/** The largest `Int` of GraphQL. */
const MAX_COUNT = 2 ** 31 - 1;

const versionRules: FieldRules<{ version: string; asOf: string }> = {
  version: {
    expected: 'a text of 1 to 200 characters',
    fits: (value): value is string => typeof value === 'string' && value.length > 0 && value.length <= 200,
  },
  asOf: {
    expected: 'a point in time such as 2026-03-01T09:30:00Z',
    fits: (value): value is string =>
      typeof value === 'string' && value.length <= 50 && z.iso.datetime({ offset: true }).safeParse(value).success,
  },
};
const sectionRules: FieldRules<{ public: readonly unknown[]; network: readonly unknown[] }> = {
  public: listUpTo(MAX_CONCEPTS),
  network: listUpTo(MAX_CONCEPTS),
};
const countRules: FieldRules<Omit<ConceptCount, 'needs'> & { concept: string; needs?: number | null | undefined }> = {
  concept: text,
  staff: countUpTo(MAX_COUNT),
  programmes: countUpTo(MAX_COUNT),
  exchanges: countUpTo(MAX_COUNT),
  offers: countUpTo(MAX_COUNT),
  // A city on contract 1.0 is not asked for it.
  needs: orNothing(countUpTo(MAX_COUNT)),
};

/**
 * Reads a city's `summary`, which is untrusted.
 *
 * @throws ContractBreachError that says what is wrong with it
 */
export function parseSummary(raw: unknown): Summary {
  const sections = readFields(sectionRules, raw, 'summary');
  const [forAll, network] = [toCounts('public', sections.public), toCounts('network', sections.network)];
  const entries = [...forAll.values(), ...network.values()];
  const countsNeeds = entries.length > 0 && entries.every(({ needs }) => needs !== null);
  return {
    ...parseSummaryVersion(raw),
    public: withNeeds(forAll, countsNeeds),
    network: withNeeds(network, countsNeeds),
    countsNeeds,
    ...toNamed(raw as Partial<Record<keyof NamedRecords, unknown>>),
  };
}

function toNamed(raw: Partial<Record<keyof NamedRecords, unknown>>): Pick<Summary, 'named'> {
  const named = {
    confirms: toIds('exchange', raw.confirms),
    adapts: toIds('programme', raw.adapts),
    adaptsForMembers: toIds('programme', raw.adaptsForMembers),
  };
  return Object.values(named).every((ids) => ids === null) ? {} : { named };
}

/** What is no list says nothing, and no entry of one spoils the others. */
function toIds(type: OwnedType, raw: unknown): NamedIds | null {
  if (!Array.isArray(raw)) return null;
  const entries: readonly unknown[] = raw.slice(0, MAX_ITEMS);
  const ids = entries.filter((id): id is string => parseId(id)?.type === type);
  return { ids: new Set(ids), isFull: raw.length >= MAX_ITEMS, leftOut: raw.length - ids.length };
}

/**
 * Reads a city's `summary` of which only version and age were asked for.
 *
 * @throws ContractBreachError that says what is wrong with it
 */
export function parseSummaryVersion(raw: unknown): SummaryVersion {
  const { version, asOf } = readFields(versionRules, raw, 'summary');
  return { version, asOf: new Date(asOf) };
}

/** As a city gives it: null where it does not say. */
type GivenCount = Omit<ConceptCount, 'needs'> & { readonly needs: number | null };

function toCounts(name: 'public' | 'network', entries: readonly unknown[]): ReadonlyMap<string, GivenCount> {
  const counts = new Map<string, GivenCount>();
  for (const [index, entry] of entries.entries()) {
    const at = `summary.${name}.${index}`;
    const { concept, staff, programmes, exchanges, offers, needs } = readFields(countRules, entry, at);
    if (!isConceptId(concept)) throw new ContractBreachError(`${at}.concept: is not the id of a concept`);
    if (counts.has(concept)) throw new ContractBreachError(`${at}.concept: stands there twice`);
    counts.set(concept, { staff, programmes, exchanges, offers, needs: needs ?? null });
  }
  return counts;
}

function withNeeds(given: ReadonlyMap<string, GivenCount>, countsNeeds: boolean): Counts {
  return new Map(
    [...given].map(([concept, count]) => [concept, { ...count, needs: countsNeeds ? (count.needs ?? 0) : 0 }]),
  );
}
