import type { Logger } from 'pino';
import type { AskCity, CityOperation, CityReply } from '../../contract/AskCity';
import { askWithin } from '../ask/askWithin';
import { ContractBreachError } from '../hits/readFields';
import { boundSummary, isCredibleDate } from './boundSummary';
import type { BoundedSummary } from './boundSummary';
import { parseSummary, parseSummaryVersion } from './Summary';
import { SummaryIndex } from './SummaryIndex';
import { claimsIn, correctClaims, describeCorrection } from './CorrectedSummary';
import type { CorrectedSummary } from './CorrectedSummary';
import { someOf } from './someOf';
import type { FalseClaim, SummaryStore } from './SummaryStore';

const VERSION: CityOperation = {
  query: `query SummaryVersion {
  summary {
    version
    asOf
  }
}`,
  variables: {},
};

const SUMMARY: CityOperation = {
  query: `query Summary {
  summary {
    version
    asOf
    public { concept staff programmes exchanges offers needs }
    network { concept staff programmes exchanges offers needs }
    confirms
    adapts
    adaptsForMembers
  }
}`,
  variables: {},
};

/** By what the store tells what a city cannot mean. */
export interface Credibility {
  /** Inhabitants of a city, where they are known. */
  readonly populationOf?: (cityId: string) => number | undefined;
  readonly now?: () => Date;
}

export function createSummaryStore(
  askCity: AskCity,
  logger: Logger,
  { populationOf = () => undefined, now = () => new Date() }: Credibility = {},
): SummaryStore {
  const index = new SummaryIndex();
  /** Of the summaries in the index: what their cities cannot mean. */
  const oddities = new Map<string, readonly string[]>();
  const corrected = new Map<string, CorrectedSummary>();
  /** The refresh begun last for each city, while it is under way: the only one whose answer counts. */
  const latest = new Map<string, symbol>();

  /** Asks for the counts only when the city has others than the index. `keep` is false once nobody wants them. */
  async function update(cityId: string, signal: AbortSignal, keep: () => boolean): Promise<CityReply['status']> {
    const call = { signal, viewer: { anonymous: true } } as const;
    const known = index.versionOf(cityId);
    if (known !== undefined) {
      const reply = await askWithin(askCity, cityId, VERSION, call);
      if (reply.status !== 'ANSWERED') return reply.status;
      const current = parseSummaryVersion(reply.data['summary']);
      if (current.version === known) {
        if (keep() && isCredibleDate(current.asOf, now())) index.confirm(cityId, current);
        return 'ANSWERED';
      }
    }
    const reply = await askWithin(askCity, cityId, SUMMARY, call);
    if (reply.status !== 'ANSWERED') return reply.status;
    const bounds = { now: now(), population: populationOf(cityId) };
    const bounded = boundSummary(parseSummary(reply.data['summary']), bounds);
    if (keep()) put(cityId, bounded);
    return 'ANSWERED';
  }

  function put(cityId: string, { summary, oddities: found }: BoundedSummary): void {
    // Of a city whose claims did not hold, none is believed for being new.
    const isDoubted = corrected.get(cityId)?.claims === 'ALL';
    corrected.delete(cityId);
    index.set(cityId, summary);
    if (isDoubted) correct(cityId, 'ALL');
    if (found.length === 0) oddities.delete(cityId);
    else oddities.set(cityId, found);
    for (const oddity of found) logger.warn({ city: cityId, oddity }, 'the summary of a city is not taken as it is');
  }

  function correct(cityId: string, claims: readonly FalseClaim[] | 'ALL'): void {
    const before = corrected.get(cityId);
    const given = before?.given ?? index.get(cityId);
    if (given === undefined || before?.claims === 'ALL') return;
    // One that was corrected, or is not claimed any more, may be looked at again.
    const claimed = index.get(cityId)?.public;
    const further =
      claims === 'ALL'
        ? claims
        : claims.filter(({ concept, counted, found }) => (claimed?.get(concept)?.[counted] ?? 0) > found);
    if (further.length === 0) return;
    const all = further === 'ALL' ? 'ALL' : [...(before?.claims ?? []), ...further];
    corrected.set(cityId, { given, claims: all });
    index.set(cityId, correctClaims(given, all));
    logger.warn({ city: cityId, claims: further }, 'a city does not find what it counts');
  }

  function odditiesOf(cityId: string): readonly string[] {
    const claims = corrected.get(cityId)?.claims;
    const remarks = oddities.get(cityId) ?? [];
    return claims === undefined ? remarks : [...remarks, describeCorrection(claims)];
  }

  return {
    async refresh(cityId, signal) {
      const refresh = Symbol();
      const isLatest = () => latest.get(cityId) === refresh;
      latest.set(cityId, refresh);
      try {
        return await update(cityId, signal, isLatest);
      } catch (error) {
        if (!(error instanceof ContractBreachError)) throw error;
        logger.warn({ city: cityId, breach: error.message }, 'the summary of a city breaks the contract');
        return 'INVALID';
      } finally {
        if (isLatest()) latest.delete(cityId);
      }
    },
    forget(cityId) {
      index.delete(cityId);
      oddities.delete(cityId);
      corrected.delete(cityId);
      latest.delete(cityId);
    },
    get: (cityId) => index.get(cityId),
    odditiesOf,
    claimsOf: (cityId, concepts) => {
      const { given, claims } = corrected.get(cityId) ?? {};
      return given !== undefined && claims === 'ALL'
        ? claimsIn(new Map(someOf([...given.public], concepts)))
        : index.claimsOf(cityId, concepts);
    },
    correct,
    correctionsOf: (cityId) => {
      const { given, claims } = corrected.get(cityId) ?? {};
      return claims === 'ALL' ? claimsIn(given?.public ?? new Map()).length : (claims?.length ?? 0);
    },
    restore: (cityId) => {
      const { given, claims } = corrected.get(cityId) ?? {};
      if (given === undefined || claims !== 'ALL') return;
      corrected.delete(cityId);
      index.set(cityId, given);
      logger.info({ city: cityId }, 'a city finds what it counts again');
    },
    confirms: (cityId, exchangeId) => index.confirms(cityId, exchangeId),
    adapting: (programmeId, viewer) => index.adapting(programmeId, viewer),
    survey: (scope) => index.survey(scope),
    countsOn: (concept, scope, viewer) => index.countsOn(concept, scope, viewer),
    sumOn: (concept, scope, viewer) => index.sumOn(concept, scope, viewer),
    countedConcepts: () => index.countedConcepts(),
    recordsOn: (concepts, counted) => index.recordsOn(concepts, counted),
    match: (groups, counted, scope, viewer) => index.match(groups, counted, scope, viewer),
  };
}
