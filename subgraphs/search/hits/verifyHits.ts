import { z } from 'zod';
import type { CityFacets } from '../facets/CityFacets';
import { verifyFacets } from '../facets/verifyFacets';
import { isOwnedBy } from '../id/isOwnedBy';
import type { Features, SearchKind } from '../kind/SearchKind';
import type { Question } from '../question/Question';
import { comparePositions } from './comparePositions';
import { ContractBreachError } from '../ContractBreachError';
import type { Hit, HitMatch, Position } from './Hit';
import type { HitsRequest } from './HitsRequest';
import { conceptMatch, MAPPING_KINDS, MAX_TEXT_MATCH } from './score';

export interface VerifiedHits {
  /** How many records match in all, wherever the page stands. */
  readonly total: number;
  /** Best first. */
  readonly hits: readonly Hit[];
  /** How all matches divide. Null when that was not asked. */
  readonly facets: CityFacets | null;
}

/** More records than any city has: what is beyond is no count. */
const MAX_TOTAL = 1_000_000;

const pageShape = z.object({
  total: z.int().min(0).max(MAX_TOTAL),
  hits: z.array(z.unknown()),
  facets: z.unknown().optional(),
});

const hitShape = z.object({
  id: z.string(),
  score: z.int(),
  concept: z.string().nullable(),
  mapping: z.enum(MAPPING_KINDS).nullable(),
  text: z.int().nullable(),
  topic: z.string().nullable(),
});

type RawHit = z.output<typeof hitShape>;

/** What a hit of a search has to be: the form of every hit, and the features of its kind. */
const shapes = new WeakMap<z.ZodObject, z.ZodType>();

function shapeOf<F extends Features>({ features }: SearchKind<F>): z.ZodType<RawHit & F> {
  const shape = shapes.get(features) ?? z.object({ ...hitShape.shape, ...features.shape });
  shapes.set(features, shape);
  return shape as z.ZodType<RawHit & F>;
}

/**
 * Verifies a city's hits, which are untrusted: their form, that the city answers for its own records only and for
 * nothing that was not asked, that each score follows from its features, and that they stand in order behind the
 * position asked for. One breach spoils the answer: a city that is wrong about one hit is not believed about the others.
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
  const page = parse(pageShape, raw, kind.hitsField);
  if (page.hits.length > request.first) {
    throw new ContractBreachError(`gave ${page.hits.length} hits where ${request.first} were asked for`);
  }
  if (page.total < page.hits.length) {
    throw new ContractBreachError(`gave ${page.hits.length} hits of a total of ${page.total}`);
  }

  const hits: Hit[] = [];
  for (const [index, rawHit] of page.hits.entries()) {
    const at = `hit ${index + 1}`;
    const hit = verifyHit(kind, cityId, rawHit, request, at);
    const previous = hits.at(-1);
    if (previous !== undefined && !isBehind(hit, previous)) {
      throw new ContractBreachError(`${at}: is not in order, or stands there twice`);
    }
    if (request.after !== null && !isBehind(hit, request.after)) {
      throw new ContractBreachError(`${at}: is not behind the position asked for`);
    }
    hits.push(hit);
  }
  const asked = request.wantsFacets && kind.facets.length > 0;
  return { total: page.total, hits, facets: asked ? verifyFacets(kind.facets, page.facets, page.total) : null };
}

function verifyHit<F extends Features>(
  kind: SearchKind<F>,
  cityId: string,
  raw: unknown,
  { question, day }: HitsRequest,
  at: string,
): Hit {
  const hit = parse(shapeOf(kind), raw, at);
  const { id, score, topic, role = null, since = null, until = null } = hit;

  if (!isOwnedBy(cityId, kind.idType, id)) {
    throw new ContractBreachError(`${at}: its id is not that of a ${kind.idType} of ${cityId}`);
  }
  if (topic !== null && !isOwnedBy(cityId, 'topic', topic)) {
    throw new ContractBreachError(`${at}: its topic is not one of ${cityId}`);
  }
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
  return { id, score, match, topic, role, since, until };
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

function matchValue(match: HitMatch, question: Question): number {
  return match.by === 'text' ? match.text : conceptMatch(match.mapping, question.weights.get(match.concept) ?? 0);
}

function isBehind(hit: Position, previous: Position): boolean {
  return comparePositions(previous, hit) < 0;
}

function parse<T>(shape: z.ZodType<T>, raw: unknown, at: string): T {
  const parsed = shape.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ContractBreachError([at, ...(issue?.path ?? [])].join('.') + `: ${issue?.message ?? 'is malformed'}`);
}
