import type { CityCall, CityReply } from '../../subgraphs/contract/AskCity';

/** What a reply says of the city's server. */
export type Evidence = 'ALIVE' | 'FAILED' | 'NONE';

/** Of the time that a call is given, what may pass before it is under way. */
const SHARE_BEFORE = 0.1;

/** Causes of the system, when this process or this machine is short of something: files, ports, memory. */
const WANTS = new Set(['EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'ENOBUFS', 'ENOMEM']);

export interface Fairness {
  /** How long a city has to have had to answer, in milliseconds. */
  readonly fairTimeMs: number;
  /** For how long of the call the hub itself was held, so that it would not have read an answer. */
  readonly heldMs: number;
}

/**
 * Whether a reply speaks for or against asking the city on.
 *
 * A server that answers is alive, also when it refuses or breaks the contract: that costs no one any time, and admission
 * judges it. `UNREACHABLE` is a failure of the city, unless the hub had no means to ask. So is `TIMED_OUT`, but only when
 * the city had `fairTimeMs` to answer, not counting the time in which the hub was held, and used up the time that it was
 * given. It says nothing when the client was impatient, went away, or left little time.
 *
 * @param reply `tookMs` from the sending of the call
 * @param call as it was sent
 */
export function weighReply(reply: CityReply, call: CityCall, { fairTimeMs, heldMs }: Fairness): Evidence {
  switch (reply.status) {
    case 'ANSWERED':
    case 'REFUSED':
    case 'INVALID':
      return 'ALIVE';
    case 'UNREACHABLE':
      return WANTS.has(reply.cause ?? '') ? 'NONE' : 'FAILED';
    case 'TIMED_OUT':
      return reply.tookMs - heldMs >= fairTimeMs && usedUpItsTime(reply, call) ? 'FAILED' : 'NONE';
  }
}

/** A call that ends before its time was given up by whoever waited for it. */
function usedUpItsTime({ tookMs }: CityReply, { signal, remainingMs }: CityCall): boolean {
  if (remainingMs !== undefined) return tookMs >= remainingMs * (1 - SHARE_BEFORE);
  return signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError';
}
