/** Deeper than any query may be, the connections and lists of its answer included. */
const MAX_DEPTH = 100;
/** Of the eight megabytes that an answer may have by default, 20 bytes for each, with its name. Records take more. */
const MAX_VALUES = 400_000;
/** What is shorter takes no time worth speaking of, whatever it holds. */
const HARMLESS_BYTES = 64 * 1024;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * What makes a JSON text dearer to parse than its length tells, during which the hub does nothing else. In eight
 * megabytes there is room for four million lists in each other, or for a million keys, and each takes the parser about a
 * second; to look takes some tens of milliseconds. Whether the text is JSON at all, the parser finds out.
 */
export function findExcess(json: Buffer): 'TOO_DEEP' | 'TOO_MANY_VALUES' | undefined {
  if (json.length <= HARMLESS_BYTES) return undefined;
  let depth = 0;
  let values = 0;
  let isText = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (isText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) {
      isText = true;
    } else if (byte === COMMA) {
      values += 1;
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      values += 1;
      depth += 1;
      if (depth > MAX_DEPTH) return 'TOO_DEEP';
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      depth -= 1;
    }
    if (values > MAX_VALUES) return 'TOO_MANY_VALUES';
  }
  return undefined;
}
