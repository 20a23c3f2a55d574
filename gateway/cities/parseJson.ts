import { isUtf8 } from 'node:buffer';
import { randomInt } from 'node:crypto';
import { isTurnOver, nextTurn } from '../engine/turns';

/** Decoded at once, which takes some milliseconds. */
const DECODED_AT_ONCE = 1024 * 1024;

/** A text that is not read as JSON. */
export class UnreadableJsonError extends Error {
  override readonly name = 'UnreadableJsonError';

  constructor(readonly reason: BrokenLimit | 'NOT_UTF_8' | 'NOT_JSON') {
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
  const broken = await findBrokenLimit(bytes);
  if (broken !== undefined) throw new UnreadableJsonError(broken);
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
  // The decoder leaves a byte order mark out, and takes several times as long for a short text.
  if (utf8.length <= DECODED_AT_ONCE && utf8[0] !== BYTE_ORDER_MARK) return utf8.toString();
  const decoder = new TextDecoder();
  if (utf8.length <= DECODED_AT_ONCE) return decoder.decode(utf8);
  let text = '';
  for (let start = 0; start < utf8.length; start += DECODED_AT_ONCE) {
    if (isTurnOver()) await nextTurn();
    text += decoder.decode(utf8.subarray(start, start + DECODED_AT_ONCE), { stream: true });
  }
  return text + decoder.decode();
}

/** Why an answer is not parsed. */
type BrokenLimit = 'TOO_DEEP' | 'TOO_MANY_VALUES' | 'TOO_MANY_NAMES';

/** Deeper than any query may be, the connections and lists of its answer included. */
const MAX_DEPTH = 100;
/** What the counts of a city on all of a large vocabulary are. The parser takes some 40 ms for so many texts. */
const MAX_VALUES = 150_000;
/** Different ones. An answer has the names that were asked for; the parser makes something of its own for each. */
const MAX_NAMES = 5_000;
/** What is shorter takes no time worth speaking of, whatever it holds. */
const HARMLESS_BYTES = 64 * 1024;
/** Looked through at once, which takes about a millisecond. */
const SCANNED_AT_ONCE = 256 * 1024;

/** Its first byte in UTF-8, with which no JSON begins. */
const BYTE_ORDER_MARK = 0xef;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * What makes a JSON text dearer to parse than its length tells, during which the hub does nothing else. In eight
 * megabytes there is room for four million lists in each other, or for a million different names, and each takes the parser
 * about a second; to look takes some tens of milliseconds, in slices. Whether the text is JSON at all, the parser finds out.
 */
export async function findBrokenLimit(json: Buffer): Promise<BrokenLimit | undefined> {
  if (json.length <= HARMLESS_BYTES) return undefined;
  const scan = new Scan(json);
  for (let end = SCANNED_AT_ONCE; ; end += SCANNED_AT_ONCE) {
    const broken = scan.goOn(Math.min(end, json.length));
    if (broken !== undefined || end >= json.length) return broken;
    if (isTurnOver()) await nextTurn();
  }
}

/** So that nobody can choose names which are counted as one. */
const [SEED, SECOND_SEED] = [randomInt(2 ** 32), randomInt(2 ** 32)];
const [MULTIPLIER, SECOND_MULTIPLIER] = [2 * randomInt(2 ** 31) + 1, 2 * randomInt(2 ** 31) + 1];

class Scan {
  #at = 0;
  #depth = 0;
  #values = 0;
  #isText = false;
  #textStart = 0;
  #textEnd = 0;
  /** By what their bytes come to. */
  readonly #names = new Set<number>();

  constructor(private readonly json: Buffer) {}

  /** Looks on, up to a byte or a little beyond it. */
  goOn(end: number): BrokenLimit | undefined {
    const { json } = this;
    // In variables of its own: the loop is run for each byte.
    let [at, isText] = [this.#at, this.#isText];
    for (; at < end; at += 1) {
      const byte = json[at];
      if (isText) {
        if (byte === BACKSLASH) {
          at += 1;
        } else if (byte === QUOTE) {
          isText = false;
          this.#textEnd = at;
        }
      } else if (byte === QUOTE) {
        isText = true;
        this.#textStart = at + 1;
      } else if (byte === COMMA) {
        this.#values += 1;
        if (this.#values > MAX_VALUES) return 'TOO_MANY_VALUES';
      } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
        this.#values += 1;
        this.#depth += 1;
        if (this.#values > MAX_VALUES) return 'TOO_MANY_VALUES';
        if (this.#depth > MAX_DEPTH) return 'TOO_DEEP';
      } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
        this.#depth -= 1;
      } else if (byte === COLON) {
        this.#names.add(this.#hashText());
        if (this.#names.size > MAX_NAMES) return 'TOO_MANY_NAMES';
      }
    }
    [this.#at, this.#isText] = [at, isText];
    return undefined;
  }

  /** 53 bits, of which each depends on each byte: of 32 bits, two names in some thousands would be the same now and then. */
  #hashText(): number {
    let [hash, second] = [SEED, SECOND_SEED];
    for (let at = this.#textStart; at < this.#textEnd; at += 1) {
      const byte = this.json[at] ?? 0;
      hash = Math.imul(hash ^ byte, MULTIPLIER);
      hash ^= hash >>> 15;
      second = Math.imul(second ^ byte, SECOND_MULTIPLIER);
      second ^= second >>> 15;
    }
    // Where colons follow each other the text is no JSON, and yet it is not to be read again for each.
    this.#textStart = this.#textEnd;
    return (hash >>> 0) * 2 ** 21 + (second >>> 11);
  }
}
