import { isUtf8 } from 'node:buffer';
import { isTurnOver, nextTurn } from '../engine/turns';
import { findExcess, HARMLESS_BYTES } from './findExcess';
import type { Excess } from './findExcess';

/** Decoded at once, which takes some milliseconds. */
const SLICE_BYTES = 1024 * 1024;

/** A text that is not read as JSON. */
export class UnreadableJsonError extends Error {
  override readonly name = 'UnreadableJsonError';

  constructor(readonly reason: Excess | 'NOT_UTF_8' | 'NOT_JSON') {
    super(reason);
  }
}

/**
 * Parses JSON that comes from outside. A long text is looked through, decoded and parsed in several turns of the event
 * loop, of which none takes longer than some tens of milliseconds, whatever it holds.
 *
 * @throws UnreadableJsonError
 */
export async function parseJson(bytes: Buffer): Promise<unknown> {
  if (isTurnOver()) await nextTurn();
  const excess = await findExcess(bytes);
  if (excess !== undefined) throw new UnreadableJsonError(excess);
  if (!isUtf8(bytes)) throw new UnreadableJsonError('NOT_UTF_8');
  const text = await decode(bytes);
  if (bytes.length > HARMLESS_BYTES && isTurnOver()) await nextTurn();
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableJsonError('NOT_JSON');
  }
}

async function decode(utf8: Buffer): Promise<string> {
  const decoder = new TextDecoder();
  if (utf8.length <= SLICE_BYTES) return decoder.decode(utf8);
  let text = '';
  for (let start = 0; start < utf8.length; start += SLICE_BYTES) {
    if (isTurnOver()) await nextTurn();
    text += decoder.decode(utf8.subarray(start, start + SLICE_BYTES), { stream: true });
  }
  return text + decoder.decode();
}
