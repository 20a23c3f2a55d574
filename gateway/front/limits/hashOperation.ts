import { createHash } from 'node:crypto';

/** The SHA-256 of an operation's text in hexadecimal digits, as persisted queries are called by. */
export function hashOperation(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
