/** A city does not meet a requirement. The message says what was seen, for its operator. */
export class Fault extends Error {
  override readonly name = 'Fault';
}
