import { NotMetError } from '../checkErrors';
import { ContractBreachError, readFields } from '../../search/hits/readFields';
import { isNewFacet } from '../../search/facets/verifyFacets';
import type { FacetName } from '../../search/facets/verifyFacets';
import type { CityOperation } from '../../contract/AskCity';
import type { Position } from '../../search/hits/Hit';
import { createHitsOperation } from '../../search/hits/HitsRequest';
import type { HitsRequest } from '../../search/hits/HitsRequest';
import type { RawHit } from '../../search/hits/verifyHits';
import { hitRulesOf, sortValueOf } from '../../search/hits/verifyHits';
import { conceptMatch } from '../../search/hits/score';
import { exchanges, experts, needs, offers, programmes } from '../../search/kinds';
import type { Features, SearchKind } from '../../search/kinds';
import type { RecordKind } from '../records/RecordKind';
import { exchange, need, offer, programme, staff } from '../records/RecordKind';

/** Of any kind of hit. */
interface ShownFeatures extends Features {
  readonly status?: string | null;
  readonly goodPractice?: boolean;
}

/** A hit as a city gave it. Only its form was checked. */
export interface FoundHit extends RawHit {
  readonly features: ShownFeatures;
  /** By which it says to stand, in an order that is not by relevance. */
  readonly sort?: Position['sort'];
  /** How much it says to have of what makes tiers. */
  readonly tier: number;
  /** The score that follows from its features: the hub's own reckoning. */
  readonly expectedScore: number;
}

/** One of the searches, as the hub has it. */
export interface HitKind {
  readonly record: RecordKind;
  readonly hitsField: SearchKind<Features>['hitsField'];
  readonly filterType: SearchKind<Features>['filterType'];
  readonly counted: SearchKind<Features>['counted'];
  /** What it counts of all matches, from contract 1.0 on, and what came after. */
  readonly facets: readonly FacetName[];
  readonly newFacets: readonly FacetName[];
  /** The very request that the hub sends, with the facets of contract 1.0 unless it is said which. */
  operation(request: HitsRequest, facets?: readonly FacetName[]): CityOperation;
  /** @throws NotMetError when a hit has not the form that the contract gives it. */
  read(raw: unknown, request: HitsRequest): FoundHit;
}

function asChecked<F extends ShownFeatures>(kind: SearchKind<F>, record: RecordKind): HitKind {
  const { hitsField, filterType, counted } = kind;
  const isNew = (name: FacetName): boolean => kind.facetsAreNew === true || isNewFacet(name);
  const facets = kind.facets.filter((name) => !isNew(name));
  return {
    record,
    hitsField,
    filterType,
    counted,
    facets,
    newFacets: kind.facets.filter(isNew),
    operation: (request, asked = facets) => createHitsOperation({ ...kind, facets: asked }, request),
    read(raw, { question, day, order = 'RELEVANCE' }) {
      const hit = readAsKept(kind, () => readFields(hitRulesOf(kind), raw, 'a hit'));
      const sort = readAsKept(kind, () => sortValueOf(hit, order, 'a hit'));
      const match =
        hit.concept === null || hit.mapping === null
          ? (hit.text ?? 0)
          : conceptMatch(hit.mapping, question.weights.get(hit.concept) ?? 0);
      const tier = Array.isArray(hit.matched) ? hit.matched.length : 0;
      return {
        ...hit,
        sort,
        tier,
        features: pick(hit, Object.keys(kind.features)),
        expectedScore: kind.score(match, hit, day),
      };
    },
  };
}

/** The searches that are as old as the contract. The requirements that are about them ask nothing of others. */
export const hitKinds: readonly HitKind[] = [
  asChecked(experts, staff),
  asChecked(programmes, programme),
  asChecked(exchanges, exchange),
];

/** The searches among offers and, from contract 1.1 on, needs, of which there are requirements of their own. */
export const offerHitKind: HitKind = asChecked(offers, offer);
export const needHitKind: HitKind = asChecked(needs, need);

function readAsKept<T>({ hitsField }: Pick<HitKind, 'hitsField'>, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ContractBreachError) throw new NotMetError(`${hitsField}: ${error.message}`);
    throw error;
  }
}

function pick(hit: ShownFeatures, names: readonly string[]): ShownFeatures {
  return Object.fromEntries(Object.entries(hit).filter(([name]) => names.includes(name)));
}
