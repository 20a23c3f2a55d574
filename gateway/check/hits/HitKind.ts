import { z } from 'zod';
import { Fault } from '../Fault';
import type { CityOperation } from '../../../subgraphs/search/AskCity';
import { createHitsOperation } from '../../../subgraphs/search/hits/createHitsOperation';
import type { HitsRequest } from '../../../subgraphs/search/hits/HitsRequest';
import { conceptMatch, MAPPING_KINDS } from '../../../subgraphs/search/hits/score';
import { exchanges } from '../../../subgraphs/search/kind/exchanges';
import { experts } from '../../../subgraphs/search/kind/experts';
import { offers } from '../../../subgraphs/search/kind/offers';
import { programmes } from '../../../subgraphs/search/kind/programmes';
import type { Features, SearchKind } from '../../../subgraphs/search/kind/SearchKind';
import type { RecordKind } from '../records/RecordKind';
import { exchange, offer, programme, staff } from '../records/RecordKind';

const hitShape = z.object({
  id: z.string(),
  score: z.int(),
  concept: z.string().nullable(),
  mapping: z.enum(MAPPING_KINDS).nullable(),
  text: z.int().nullable(),
  topic: z.string().nullable(),
});

/** Of any kind of hit. */
interface ShownFeatures extends Features {
  readonly status?: string | null;
  readonly goodPractice?: boolean;
}

/** A hit as a city gave it. Only its form was checked. */
export interface FoundHit extends z.output<typeof hitShape> {
  readonly features: ShownFeatures;
  /** The score that follows from its features: the hub's own reckoning. */
  readonly expectedScore: number;
}

/** One of the searches, as the hub has it. */
export interface HitKind {
  readonly record: RecordKind;
  readonly hitsField: SearchKind<Features>['hitsField'];
  readonly filterType: SearchKind<Features>['filterType'];
  readonly counted: SearchKind<Features>['counted'];
  /** What it counts of all matches. */
  readonly facets: SearchKind<Features>['facets'];
  /** The very request that the hub sends. */
  operation(request: HitsRequest): CityOperation;
  /** @throws Fault when a hit has not the form that the contract gives it. */
  read(raw: unknown, request: HitsRequest): FoundHit;
}

function asChecked<F extends ShownFeatures>(kind: SearchKind<F>, record: RecordKind): HitKind {
  const { hitsField, filterType, counted, facets } = kind;
  return {
    record,
    hitsField,
    filterType,
    counted,
    facets,
    operation: (request) => createHitsOperation(kind, request),
    read(raw, { question, day }) {
      const hit = parse(hitShape, raw, hitsField);
      const features: F = parse<F>(kind.features, raw, hitsField);
      const match =
        hit.concept === null || hit.mapping === null
          ? (hit.text ?? 0)
          : conceptMatch(hit.mapping, question.weights.get(hit.concept) ?? 0);
      return { ...hit, features, expectedScore: kind.score(match, features, day) };
    },
  };
}

/** The searches that are as old as the contract. The requirements that are about them ask nothing of others. */
export const hitKinds: readonly HitKind[] = [
  asChecked(experts, staff),
  asChecked(programmes, programme),
  asChecked(exchanges, exchange),
];

/** The search among offers, of which there are requirements of its own. */
export const offerHitKind: HitKind = asChecked(offers, offer);

function parse<T>(shape: z.ZodType<T>, raw: unknown, field: string): T {
  const parsed = shape.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Fault(`${field}: a hit breaks the contract at ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}
