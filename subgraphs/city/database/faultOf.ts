import { types } from 'node:util';
import { QueryFailedError } from 'typeorm';

/** What is wrong with the database itself, and not with a statement. */
export type DatabaseFault = 'unavailable' | 'too slow';

/** Errors of node's sockets and of looking up a host's address. */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** What pg and its pool say without any code. */
const LOST =
  /^(connection terminated|timeout exceeded when trying to connect|client has encountered a connection error)/i;

/** Tells a database that is away, ending, starting or full, and one that takes too long, from all other failures. */
export function faultOf(error: unknown): DatabaseFault | null {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (!types.isNativeError(cause)) {
    return null;
  }
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  // PostgreSQL's manual, Appendix A: connection exceptions, shutdowns and starts, too many connections, out of memory.
  if (UNREACHABLE.has(code) || /^08|^57P0[1-5]$|^53[0-9]{3}$/.test(code) || LOST.test(cause.message)) {
    return 'unavailable';
  }
  // Statement timeout; lock timeout; idle in transaction.
  return ['57014', '55P03', '25P03'].includes(code) ? 'too slow' : null;
}
