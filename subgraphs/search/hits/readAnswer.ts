import { LACKING } from '../../contract/AskCity';
import type { CityReply, FailedReply } from '../../contract/AskCity';
import type { Features, SearchKind } from '../kinds';
import { ContractBreachError } from './readFields';
import type { HitsRequest } from './HitsRequest';
import type { VerifiedHits } from './verifyHits';
import { verifyHits } from './verifyHits';

/** What became of asking a city for hits. */
export type HitsAnswer = UsableAnswer | FailedReply;

export interface UsableAnswer extends VerifiedHits {
  readonly cityId: string;
  /** `PARTIAL` when the city reported errors beside its hits: it looked through a part of its records only. */
  readonly status: 'ANSWERED' | 'PARTIAL';
  readonly message: string | null;
  readonly tookMs: number;
}

const LOOKED_THROUGH_A_PART = 'It looked through a part of its records only, and reported an error.';

/** Reads a city's reply: its verified hits, or why there are none. */
export function readAnswer<F extends Features>(
  kind: SearchKind<F>,
  cityId: string,
  reply: CityReply,
  request: HitsRequest,
): HitsAnswer {
  if (reply.status !== 'ANSWERED') return reply;
  const { data, errors, tookMs } = reply;
  const lacking = errors.find(({ extensions }) => extensions?.['code'] === LACKING);
  if (lacking) return { status: 'REFUSED', message: lacking.message, tookMs };
  try {
    const verified = verifyHits(kind, cityId, data[kind.hitsField], request);
    return errors.length === 0
      ? { cityId, status: 'ANSWERED', ...verified, message: null, tookMs }
      : { cityId, status: 'PARTIAL', ...verified, message: LOOKED_THROUGH_A_PART, tookMs };
  } catch (error) {
    if (!(error instanceof ContractBreachError)) throw error;
    return { status: 'INVALID', message: `Its answer breaks the contract: ${error.message}.`, tookMs };
  }
}
