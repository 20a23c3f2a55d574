import { NoDataError } from '../search/askHub';
import { HubAnswerError } from './HubAnswerError';

/** Why there is no answer, and what to do about it, in a line or a few. */
export function describeFailure(cause: unknown, hub: string): string {
  if (cause instanceof HubAnswerError) return cause.message;
  if (cause instanceof NoDataError) return `The hub at ${hub} could not answer. ${cause.message}`;
  if (cause instanceof DOMException && cause.name === 'TimeoutError') {
    return `The hub at ${hub} did not answer in time.`;
  }
  if (isBrokenOff(cause)) return `The connection to the hub at ${hub} broke off.`;
  return [
    `No hub answers at ${hub}.`,
    'Start one in another terminal with: npm start',
    'Or name one that runs: npm run ask -- --hub http://127.0.0.1:4000 "housing action plans"',
  ].join('\n');
}

/** undici's and the system's codes for a connection that was had and lost. */
const BROKEN_OFF = new Set<unknown>(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE', 'UND_ERR_BODY_TIMEOUT']);

/** fetch rejects with a TypeError, whose cause is the error beneath. */
function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && BROKEN_OFF.has((error.cause as NodeJS.ErrnoException | undefined)?.code);
}
