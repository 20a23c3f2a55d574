import { LACKING } from '../../contract/AskCity';
import type { AskCity, CityCall, CityReply } from '../../contract/AskCity';
import { BadUserInputError } from '../../contract/arguments';
import { MAX_ITEMS, MAX_PAGE } from '../../contract/bounds';
import { compareText } from '../../contract/compareText';
import { leastTier } from '../../contract/tiers';
import { comparePositions } from '../hits/Hit';
import type { Position } from '../hits/Hit';
import { numbered } from '../question/Tiers';
import type { HitsRequest } from '../hits/HitsRequest';
import { conceptMatch, scoreNeed } from '../hits/score';
import { askForNeeds, NeedsUnavailableError } from './askForNeeds';
import type { FoundNeed } from './verifyNeeds';

/** Whether a city that does not search its needs can be asked for them all the same: it lists them by concept. */
export function canBeListed({ question, filter, order = 'RELEVANCE' }: HitsRequest): boolean {
  const isByConcept = question.groups.length > 0 && question.text === null;
  return isByConcept && order === 'RELEVANCE' && Object.keys(filter).length === 0;
}

/** Whether a city was not asked, since its version of the contract lacks the field. */
export function isLacking(reply: CityReply): boolean {
  return reply.status === 'ANSWERED'
    ? reply.errors.some(({ extensions }) => extensions?.['code'] === LACKING)
    : reply.cause === LACKING;
}

const MAX_PAGES = MAX_ITEMS / MAX_PAGE;
const TOO_MANY = {
  status: 'REFUSED',
  message: `It serves an earlier version of the contract, and lists more than ${MAX_ITEMS} needs on what is asked.`,
} as const;

/**
 * Searches the needs of a city on contract 1.0, which lists them and does not search them.
 *
 * @param request one that can be listed
 * @param admit is asked before each page, and rejects when that would cost more than it may
 * @returns a reply as the city would give it to `needHits`, for whoever reads those to judge. Where the needs stand, which the
 *   contract does not have there, is not told.
 */
export async function findListedNeeds(
  askCity: AskCity,
  cityId: string,
  request: HitsRequest,
  call: CityCall,
  admit: () => Promise<void>,
): Promise<CityReply> {
  const startedAt = performance.now();
  const tookMs = (): number => performance.now() - startedAt;
  const [group] = request.question.groups;
  const concepts = (group?.terms ?? []).map(({ concept }) => concept);
  const needs = new Map<string, FoundNeed>();
  let after: string | null = null;
  try {
    for (let pages = 1; ; pages += 1) {
      await admit();
      const page = await askForNeeds(askCity, cityId, { concepts, first: MAX_PAGE, after }, call);
      for (const need of page.needs) needs.set(need.id, need);
      after = page.needs.at(-1)?.cursor ?? null;
      if (!page.hasNextPage || after === null) break;
      if (page.total > MAX_ITEMS || pages === MAX_PAGES) return { ...TOO_MANY, tookMs: tookMs() };
    }
  } catch (error) {
    if (error instanceof BadUserInputError) {
      return { status: 'INVALID', message: 'It does not take a cursor of its own.', tookMs: tookMs() };
    }
    if (!(error instanceof NeedsUnavailableError)) throw error;
    const status = error.failure === 'ERROR' ? 'INVALID' : error.failure;
    return { status, message: error.reason, tookMs: tookMs() };
  }
  return { status: 'ANSWERED', data: { needHits: toHits([...needs.values()], request) }, errors: [], tookMs: tookMs() };
}

/** The value of `needHits`, in one tier where the question makes tiers. */
function toHits(needs: readonly FoundNeed[], { question, first, after, reversed = false }: HitsRequest): unknown {
  const { groups, tiers } = question;
  const tier = tiers === undefined ? 0 : leastTier(groups, numbered(tiers));
  const compare = (one: Position, other: Position): number =>
    reversed ? comparePositions(other, one) : comparePositions(one, other);
  const all = needs.flatMap((need) => toHit(need, question)).sort((a, b) => compare({ tier, ...a }, { tier, ...b }));
  const behind = after === null ? all : all.filter((hit) => compare(after, { tier, ...hit }) < 0);
  return { total: all.length, totalIsExact: true, totalMatchingAll: null, hits: behind.slice(0, first), facets: null };
}

/** The best of what matches; none where something of a group is missing. */
function toHit({ id, mappings }: FoundNeed, { groups, weights }: HitsRequest['question']) {
  const has = (concept: string): boolean => mappings.some((mapping) => mapping.concept === concept);
  if (!groups.every(({ terms }) => terms.some(({ concept }) => has(concept)))) return [];
  const status = null;
  return mappings
    .flatMap(({ topic, concept, mapping }) => {
      const weight = weights.get(concept);
      if (weight === undefined) return [];
      const score = scoreNeed(conceptMatch(mapping, weight), { status });
      return [{ id, score, concept, mapping, topic, text: null, matched: null, status }];
    })
    .sort((a, b) => b.score - a.score || compareText(a.concept, b.concept) || compareText(a.topic, b.topic))
    .slice(0, 1);
}
