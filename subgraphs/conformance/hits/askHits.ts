import { z } from 'zod';
import type { Position } from '../../search/hits/Hit';
import type { HitsRequest } from '../../search/hits/HitsRequest';
import type { HitOrder } from '../../contract/enums';
import { ASKED_WEIGHT } from '../../contract/scoreWeights';
import type { Tiers } from '../../search/question/Tiers';
import type { Group } from '../../search/question/understand';
import type { CityUnderCheck } from '../CityUnderCheck';
import { isServed } from '../readServed';
import type { Viewer } from '../TokenMint';
import type { FoundHit, HitKind } from './HitKind';
import type { FacetName } from '../../search/facets/verifyFacets';

/** A question to one of the searches; what is left out is as plain as can be. */
export interface HitsQuestion {
  readonly groups?: readonly Group[];
  readonly text?: string;
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly day?: string;
  readonly first?: number;
  readonly after?: Position;
  readonly tiers?: Tiers;
  readonly order?: HitOrder;
  readonly reversed?: boolean;
  readonly viewer?: Viewer;
}

export interface FoundHits {
  readonly total: number;
  /** Whether no more match. */
  readonly totalIsExact: boolean;
  /** Null where it was not asked. */
  readonly totalMatchingAll: number | null;
  readonly hits: readonly FoundHit[];
  readonly question: HitsQuestion;
}

/** Hits that are read of one question, unless it says otherwise. */
const LONG_LIST = 200;

/** A group that asks for any of these concepts. */
export function anyOf(...concepts: readonly string[]): Group {
  return { terms: concepts.map((concept) => ({ concept, weight: ASKED_WEIGHT })) };
}

/** What the hub would send a city on contract 1.0. */
export function toRequest(city: CityUnderCheck, question: HitsQuestion): HitsRequest {
  const { groups = [], text = null, filter = {}, day = city.day, first = LONG_LIST, after = null, tiers } = question;
  const { order, reversed } = question;
  const weights = new Map<string, number>();
  for (const { concept, weight } of groups.flatMap(({ terms }) => terms)) {
    weights.set(concept, Math.max(weight, weights.get(concept) ?? 0));
  }
  const asked = { groups, text, weights, ...(tiers && { tiers }) };
  return { question: asked, filter, day, order, reversed, first, after, asksExactness: false };
}

const page = z.object({
  total: z.int(),
  totalIsExact: z.boolean().nullish(),
  totalMatchingAll: z.int().nullish(),
  hits: z.array(z.unknown()),
});

/** zod compiles a shape when it is first used, so each is made once. */
const answers = new Map<HitKind['hitsField'], z.ZodType<Readonly<Record<string, z.output<typeof page>>>>>();

function answerOf({ hitsField }: HitKind): z.ZodType<Readonly<Record<string, z.output<typeof page>>>> {
  const answer = answers.get(hitsField) ?? z.object({ [hitsField]: page });
  answers.set(hitsField, answer);
  return answer;
}

/** Whether the city serves the contract's word on whether more match than it counts. */
export function saysExactness(city: CityUnderCheck, { record }: HitKind): Promise<boolean> {
  return isServed(city, `${record.typename}Hits.totalIsExact`);
}

/** Asks a city for hits; the same question is asked once. */
export function askHits(city: CityUnderCheck, kind: HitKind, question: HitsQuestion): Promise<FoundHits> {
  return city.learn(`${kind.hitsField} ${JSON.stringify(question)}`, async () => {
    const request = { ...toRequest(city, question), asksExactness: await saysExactness(city, kind) };
    const { query, variables } = kind.operation(request);
    const data = await city.data(query, answerOf(kind), { variables, viewer: question.viewer });
    const { total = 0, totalIsExact = null, totalMatchingAll = null, hits = [] } = data[kind.hitsField] ?? {};
    return {
      total,
      totalIsExact: totalIsExact ?? true,
      totalMatchingAll,
      hits: hits.map((hit) => kind.read(hit, request)),
      question,
    };
  });
}

const counts = z.array(z.object({ value: z.string(), count: z.int() }));

/** How a city says that its matches divide. Only the form was checked. */
export interface FoundFacets {
  readonly total: number;
  readonly lists: Readonly<Partial<Record<FacetName, z.output<typeof counts>>>>;
}

/** Asks a city for facets as the hub does, for those of contract 1.0 unless it is said which. */
export function askFacets(
  city: CityUnderCheck,
  kind: HitKind,
  question: HitsQuestion,
  names: readonly FacetName[] = kind.facets,
): Promise<FoundFacets> {
  return city.learn(`${names.join()} of ${kind.hitsField} ${JSON.stringify(question)}`, async () => {
    const { query, variables } = kind.operation({ ...toRequest(city, question), wantsFacets: true }, names);
    const lists = z.object(Object.fromEntries(names.map((name) => [name, counts])));
    const answer = z.object({ [kind.hitsField]: z.object({ total: z.int(), facets: lists }) });
    const data = await city.data(query, answer, { variables, viewer: question.viewer });
    const { total = 0, facets = {} } = data[kind.hitsField] ?? {};
    return { total, lists: facets };
  });
}
