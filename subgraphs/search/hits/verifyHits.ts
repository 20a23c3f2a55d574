import type { CityFacets } from '../facets/verifyFacets';
import { verifyFacets } from '../facets/verifyFacets';
import { isOwnedBy } from '../../contract/ids';
import type { Features, SearchKind } from '../kinds';
import { countsAll, hasAll, numbered } from '../question/Tiers';
import type { Tiers } from '../question/Tiers';
import type { Question } from '../question/understand';
import type { HitOrder } from '../../contract/enums';
import { failedCondition } from './failedCondition';
import { comparePositions, rememberTold } from './Hit';
import {
  ContractBreachError,
  countUpTo,
  flag,
  foldedTitle,
  instant,
  list,
  readFields,
  oneOf,
  orNull,
  text,
  wholeNumber,
} from './readFields';
import type { Hit, HitMatch, Position, StandingTold } from './Hit';
import type { HitsRequest } from './HitsRequest';
import type { FieldRules } from './readFields';
import { MAX_TEXT_MATCH } from '../../contract/scoreWeights';
import { leastTier } from '../../contract/tiers';
import { conceptMatch } from './score';
import type { MappingKind } from '../../contract/enums';
import { MAPPING_KINDS } from '../../contract/enums';

export interface VerifiedHits {
  /** How many records match in all, wherever the page stands; where there are more, among how many the page was found. */
  readonly total: number;
  /** Whether no more match. A city on contract 1.0 counts all. */
  readonly totalIsExact: boolean;
  /** How many have all aspects. Null where fewer than two were asked for, and from a city that cannot say it. */
  readonly totalMatchingAll: number | null;
  /** Best first. */
  readonly hits: readonly Hit[];
  /** How all matches divide. Null when that was not asked. */
  readonly facets: CityFacets | null;
}

/** More records than any city has: what is beyond is no count. */
const MAX_TOTAL = 1_000_000;

interface Page {
  readonly total: number;
  /** Undefined from a city that was not asked, since its version of the contract lacks it. */
  readonly totalIsExact?: boolean | null;
  /** Read when it was asked for. */
  readonly totalMatchingAll?: unknown;
  readonly hits: readonly unknown[];
  /** Read when it was asked for. */
  readonly facets?: unknown;
}

const pageRules: FieldRules<Pick<Page, 'total' | 'hits'>> = { total: countUpTo(MAX_TOTAL), hits: list };
const exactnessRules = { totalIsExact: orNull(flag) };

/**
 * Verifies a city's hits, which are untrusted: their form, that the city answers for its own records only and for
 * nothing that was not asked, that each passes the filter as far as it tells, that each score follows from its features and each tier from what it says to have, and that
 * they stand in order behind the position asked for. One breach spoils the answer: a city that is wrong about one hit is not believed about the others.
 *
 * @param raw the value of the contract's `*Hits` field
 * @throws ContractBreachError that names the first breach
 */
export function verifyHits<F extends Features>(
  kind: SearchKind<F>,
  cityId: string,
  raw: unknown,
  request: HitsRequest,
): VerifiedHits {
  const page: Page = readFields(pageRules, raw, kind.hitsField);
  if (page.hits.length > request.first) {
    throw new ContractBreachError(`gave ${page.hits.length} hits where ${request.first} were asked for`);
  }
  if (page.total < page.hits.length) {
    throw new ContractBreachError(`gave ${page.hits.length} hits of a total of ${page.total}`);
  }

  const { totalIsExact } = readFields(exactnessRules, { totalIsExact: page.totalIsExact ?? null }, kind.hitsField);

  const rules = hitRulesOf(kind);
  const hits: Hit[] = [];
  for (const [index, rawHit] of page.hits.entries()) {
    const at = `hit ${index + 1}`;
    const hit = verifyHit(kind, cityId, readFields(rules, rawHit, at), request, at);
    const previous = hits.at(-1);
    if (previous !== undefined && !isBehind(hit, previous, request)) {
      throw new ContractBreachError(`${at}: is not in order, or stands there twice`);
    }
    if (request.after !== null && !isBehind(hit, request.after, request)) {
      throw new ContractBreachError(`${at}: is not behind the position asked for`);
    }
    hits.push(hit);
  }
  if (hits.some(({ matched }) => (matched === null) !== (hits[0]?.matched === null))) {
    throw new ContractBreachError('says of some hits what they have of the question, and of others not');
  }
  const told = request.wantsFacets && !(kind.facetsAreNew && page.facets === null);
  return {
    total: page.total,
    totalIsExact: totalIsExact !== false,
    totalMatchingAll: verifyMatchingAll(page, hits, request),
    hits,
    facets: told ? verifyFacets(kind.facets, page.facets, page.total) : null,
  };
}

/** What is counted can be no less than what is shown. */
function verifyMatchingAll(
  page: Page,
  hits: readonly Hit[],
  { question: { tiers }, after }: HitsRequest,
): number | null {
  if (tiers === undefined || !countsAll(tiers)) return null;
  const rules = { totalMatchingAll: orNull(countUpTo(page.total)) };
  const { totalMatchingAll: told } = readFields<{ totalMatchingAll: number | null }>(rules, page, 'hits');
  if (hits.some(({ matched }) => (matched === null) !== (told === null))) {
    throw new ContractBreachError('counts who has all aspects, or says what hits have of them, and not both');
  }
  // Of none, all are known.
  if (told === null) return page.total === 0 ? 0 : null;
  const shown = hits.filter(({ matched }) => matched !== null && hasAll(tiers, matched)).length;
  const isAll = after === null && hits.length === page.total;
  if (told < shown || (isAll && told > shown)) {
    throw new ContractBreachError(`counts ${told} with all aspects, and shows ${shown}`);
  }
  return told;
}

function verifyHit<F extends Features>(
  kind: SearchKind<F>,
  cityId: string,
  hit: RawHit & F,
  { question, filter, day, order = 'RELEVANCE' }: HitsRequest,
  at: string,
): Hit {
  const { id, score, topic } = hit;
  const { role, since, until } = toldFeatures(kind, hit);

  if (!isOwnedBy(cityId, kind.idType, id)) {
    throw new ContractBreachError(`${at}: its id is not that of a ${kind.idType} of ${cityId}`);
  }
  if (topic !== null && !isOwnedBy(cityId, 'topic', topic)) {
    throw new ContractBreachError(`${at}: its topic is not one of ${cityId}`);
  }
  const sort = sortValueOf(hit, order, at);
  const failed = failedCondition(filter, hit, typeof sort === 'number' ? sort : undefined);
  if (failed !== undefined) throw new ContractBreachError(`${at}: does not pass the filter by ${failed}`);
  const match = verifyMatch(hit, question, at);
  if (match.by === 'concept' && topic === null) {
    throw new ContractBreachError(`${at}: matches a concept, but by no topic`);
  }
  if (kind.idType === 'staff' && role === null && (match.by === 'concept' || since !== null || until !== null)) {
    throw new ContractBreachError(`${at}: rests on an experience, but names no role`);
  }
  const expected = kind.score(matchValue(match, question), hit, day);
  if (score !== expected) {
    throw new ContractBreachError(`${at}: its score is ${score}, but its features make ${expected}`);
  }
  const matched = question.tiers === undefined ? null : verifyMatched(hit, match, question.tiers, at);
  const tier =
    question.tiers === undefined ? 0 : (matched?.length ?? leastTier(question.groups, numbered(question.tiers)));
  const verified = { sort, tier, id, score, match, matched, topic, role, since, until };
  if ('status' in kind.features) rememberTold(verified, hit as unknown as StandingTold);
  return verified;
}

/**
 * By which a hit stands in an order that is not by relevance. Undefined where it is.
 *
 * @throws ContractBreachError
 */
export function sortValueOf(hit: RawHit, order: HitOrder, at: string): Position['sort'] {
  if (order === 'RELEVANCE') return undefined;
  if (order === 'TITLE') return readFields(titleRules, hit, at).sortTitle;
  return Date.parse(readFields(timeRules, hit, at).updatedAt);
}

const titleRules = { sortTitle: foldedTitle };
const timeRules = { updatedAt: instant };

/** A feature that is not of the kind was not looked at, and is left aside. */
function toldFeatures<F extends Features>({ features }: SearchKind<F>, hit: Features): Pick<Hit, keyof Features> {
  return {
    role: (features.role && hit.role) ?? null,
    since: (features.since && hit.since) ?? null,
    until: (features.until && hit.until) ?? null,
  };
}

/** A hit is by concept when concepts were asked for, else by text. */
function verifyMatch({ concept, mapping, text }: RawHit, question: Question, at: string): HitMatch {
  if (question.groups.length > 0) {
    if (concept === null || mapping === null) throw new ContractBreachError(`${at}: names no concept and mapping`);
    if (!question.weights.has(concept)) throw new ContractBreachError(`${at}: its concept was not asked for`);
    if (text !== null) throw new ContractBreachError(`${at}: is by text, but concepts were asked for`);
    return { by: 'concept', concept, mapping };
  }
  if (concept !== null || mapping !== null) {
    throw new ContractBreachError(`${at}: is by concept, but only a text was asked for`);
  }
  if (text === null || text < 1 || text > MAX_TEXT_MATCH) {
    throw new ContractBreachError(`${at}: its text match is not between 1 and ${MAX_TEXT_MATCH}`);
  }
  return { by: 'text', text };
}

/** Null from a city that cannot tell aspects apart. */
function verifyMatched({ matched }: RawHit, match: HitMatch, tiers: Tiers, at: string): readonly number[] | null {
  if (matched === null) return null;
  const asked = numbered(tiers);
  const most = asked.length + tiers.lift.length;
  if (!list.fits(matched) || !isAscendingBelow(most, matched)) {
    throw new ContractBreachError(`${at}: what it has of the question is no ascending list of numbers below ${most}`);
  }
  if (match.by === 'concept') {
    const own = asked.findIndex(({ terms }, aspect) => has(terms, match.concept) && !matched.includes(aspect));
    if (own !== -1) throw new ContractBreachError(`${at}: its concept is one of aspect ${own}, which it does not have`);
  }
  const first = tiers.aspects.length;
  const apart = tiers.near.findIndex(({ of }, at) => matched.includes(of) && !matched.includes(first + at));
  if (apart !== -1) {
    const whole = `aspect ${first + apart}, which has all of its terms`;
    throw new ContractBreachError(`${at}: has aspect ${tiers.near[apart]?.of}, and not ${whole}`);
  }
  return matched;
}

function isAscendingBelow(most: number, list: readonly unknown[]): list is readonly number[] {
  return list.every(
    (number, at) =>
      wholeNumber.fits(number) && number >= 0 && number < most && (at === 0 || number > (list[at - 1] as number)),
  );
}

function has(terms: readonly { readonly concept: string }[], concept: string): boolean {
  return terms.some((term) => term.concept === concept);
}

function matchValue(match: HitMatch, question: Question): number {
  return match.by === 'text' ? match.text : conceptMatch(match.mapping, question.weights.get(match.concept) ?? 0);
}

function isBehind(hit: Position, previous: Position, { reversed = false }: HitsRequest): boolean {
  return reversed ? comparePositions(hit, previous) < 0 : comparePositions(previous, hit) < 0;
}

/** The form of every hit, as the contract has it. */
export interface RawHit {
  readonly id: string;
  readonly score: number;
  readonly concept: string | null;
  readonly mapping: MappingKind | null;
  readonly text: number | null;
  readonly topic: string | null;
  /** Read when it was asked for. */
  readonly matched?: unknown;
}

const hitRules: FieldRules<Omit<RawHit, 'matched'>> = {
  id: text,
  score: wholeNumber,
  concept: orNull(text),
  mapping: orNull(oneOf(MAPPING_KINDS)),
  text: orNull(wholeNumber),
  topic: orNull(text),
};

const rules = new WeakMap<object, FieldRules<Omit<RawHit, 'matched'>>>();

/** What a hit of a search has to be: the form of every hit, and the features of its kind. */
export function hitRulesOf<F extends Features>({ features }: SearchKind<F>): FieldRules<RawHit & F> {
  const known = rules.get(features) ?? { ...hitRules, ...features };
  rules.set(features, known);
  return known as FieldRules<RawHit & F>;
}
