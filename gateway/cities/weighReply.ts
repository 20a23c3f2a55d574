import type { CityCall, CityReply } from '../../subgraphs/search/AskCity';

/** What a reply says of the city's server. */
export type Evidence = 'ALIVE' | 'FAILED' | 'NONE';

/** Of the time that a call is given, what may pass before it is under way. */
const SHARE_BEFORE = 0.1;

/**
 * Whether a reply speaks for or against asking the city on.
 *
 * A server that answers is alive, also when it refuses or breaks the contract: that costs no one any time, and admission
 * judges it. `UNREACHABLE` is a failure of the city. So is `TIMED_OUT`, but only when the city had `fairTimeMs` to answer
 * and used up the time that it was given. It says nothing when the client was impatient, went away, or left little time.
 *
 * @param reply `tookMs` from the sending of the call
 * @param call as it was sent
 */
export function weighReply(reply: CityReply, call: CityCall, fairTimeMs: number): Evidence {
  switch (reply.status) {
    case 'ANSWERED':
    case 'REFUSED':
    case 'INVALID':
      return 'ALIVE';
    case 'UNREACHABLE':
      return 'FAILED';
    case 'TIMED_OUT':
      return reply.tookMs >= fairTimeMs && usedUpItsTime(reply, call) ? 'FAILED' : 'NONE';
  }
}

/** A call that ends before its time was given up by whoever waited for it. */
function usedUpItsTime({ tookMs }: CityReply, { signal, remainingMs }: CityCall): boolean {
  if (remainingMs !== undefined) return tookMs >= remainingMs * (1 - SHARE_BEFORE);
  return signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError';
}
