import type { Msg, MsgHdrs } from '@nats-io/transport-node';

/** What the package's messages have, of which their type says nothing. */
interface Sized {
  /** Bytes of its subjects, its headers and its data. */
  size(): number;
}

/**
 * The headers of a message; undefined where it has none, or none that can be read. The package throws at a name or a value that is
 * none, which would end the connection for everybody, and takes time by the square of how many names there are.
 *
 * @param most bytes of all of them that are read
 */
export function headersOf(message: Msg, most: number): MsgHdrs | undefined {
  const { subject, reply = '', data } = message;
  const size = (message as Msg & Sized).size() - Buffer.byteLength(subject) - Buffer.byteLength(reply) - data.length;
  if (size > most) return undefined;
  try {
    return message.headers;
  } catch {
    return undefined;
  }
}
