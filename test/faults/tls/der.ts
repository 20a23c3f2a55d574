// As much of the Distinguished Encoding Rules (ITU-T X.690) as a certificate needs.

export const sequence = (...items: readonly Buffer[]): Buffer => encode(0x30, Buffer.concat(items));
export const set = (...items: readonly Buffer[]): Buffer => encode(0x31, Buffer.concat(items));
export const octetString = (bytes: Buffer): Buffer => encode(0x04, bytes);
export const utf8String = (text: string): Buffer => encode(0x0c, Buffer.from(text));
/** Of whole bytes. */
export const bitString = (bytes: Buffer): Buffer => encode(0x03, Buffer.concat([Buffer.from([0]), bytes]));

/** @param value from 0 to 32,767 */
export function integer(value: number): Buffer {
  return encode(0x02, value < 0x80 ? Buffer.from([value]) : Buffer.from([value >> 8, value & 0xff]));
}

/** GeneralizedTime. RFC 5280 wants it from the year 2050 on; before that, everybody reads it too. */
export function dateTime(date: Date): Buffer {
  return encode(0x18, Buffer.from(`${date.toISOString().slice(0, 19).replace(/[-T:]/g, '')}Z`));
}

/** @param dotted such as `2.5.4.3` */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return encode(0x06, Buffer.from([40 * first + second, ...rest.flatMap(base128)]));
}

export function contextTag(tag: number, content: Buffer, form: 'primitive' | 'constructed' = 'primitive'): Buffer {
  return encode((form === 'constructed' ? 0xa0 : 0x80) | tag, content);
}

/** Seven bits a byte, the last byte without its highest bit. */
function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

function encode(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
