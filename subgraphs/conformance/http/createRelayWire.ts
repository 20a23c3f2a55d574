import { performance } from 'node:perf_hooks';
import { headers as createHeaders } from '@nats-io/transport-node';
import type { Msg } from '@nats-io/transport-node';
import { pino } from 'pino';
import { callSubject, cancelSubject, HUB_INBOX, PART_HEADER, STATUS_HEADER } from '../../contract/relay';
import { randomDigits } from '../../serving/randomDigits';
import type { RelayConfig } from '../../serving/relay/RelayConfig';
import { RelayConnection } from '../../serving/relay/RelayConnection';
import { CannotRunError } from '../checkErrors';
import { MAX_BYTES, NoReplyError, TIMEOUT_MS } from './createWire';
import type { Reply, Wire } from './createWire';

/** What a NATS server answers in the place of somebody who listens. */
const NOBODY_LISTENS = 503;

/**
 * The way to a city that dials out, as a hub of the network goes it: with a hub's credentials at the relay. It carries questions
 * alone.
 *
 * @throws CannotRunError when the relay cannot be reached
 */
export async function createRelayWire(cityId: string, config: RelayConfig): Promise<Wire> {
  const inbox = `${HUB_INBOX}.${randomDigits(32)}`;
  /** By the last token of their reply subjects. */
  const calls = new Map<string, (message: Msg) => void>();
  let count = 0;
  let outage = '';
  // Of the warnings of the connection the first tells why there is none.
  const log = {
    write: (line: string) => {
      outage ||= (JSON.parse(line) as { readonly reason?: string }).reason ?? '';
    },
  };
  const connection = new RelayConnection(config, {
    name: 'check',
    subscriptions: [
      { subject: `${inbox}.*`, onMessage: (message) => calls.get(message.subject.slice(inbox.length + 1))?.(message) },
    ],
    logger: pino({ level: 'warn' }, log),
  });
  await connection.tried;
  if (!connection.isUp) {
    await connection.close();
    // Without what an address may have before its host: a name and a password.
    const hosts = config.servers.map((server) => new URL(server).host).join(', ');
    throw new CannotRunError(`The relay ${hosts} cannot be reached: ${outage}.`);
  }

  return {
    isRelayed: true,
    async send({ headers = {}, body = '', timeoutMs = TIMEOUT_MS }) {
      const startedAt = performance.now();
      const id = String((count += 1));
      const reply = `${inbox}.${id}`;
      let timer: NodeJS.Timeout | undefined;
      try {
        return await new Promise<Reply>((resolve, reject) => {
          const parts = new Parts(startedAt);
          calls.set(id, (message) => {
            try {
              const whole = parts.take(message);
              if (whole !== undefined) resolve(whole);
            } catch (error) {
              reject(error instanceof Error ? error : new Error(String(error)));
            }
          });
          timer = setTimeout(() => {
            if (connection.isUp) connection.publish(cancelSubject(cityId), Buffer.from(reply));
            reject(new NoReplyError(`no complete answer within ${timeoutMs} ms`));
          }, timeoutMs);
          const named = createHeaders();
          for (const [name, value] of Object.entries(headers)) named.set(name, value);
          connection.publish(callSubject(cityId), Buffer.from(body), { reply, headers: named });
        });
      } catch (error) {
        if (error instanceof NoReplyError) throw error;
        throw new NoReplyError(`no answer: ${(error as Error).message}`);
      } finally {
        clearTimeout(timer);
        calls.delete(id);
      }
    },
    close: () => connection.close(),
  };
}

/** The parts of an answer that came in. */
class Parts {
  readonly #pieces: Buffer[] = [];
  #size = 0;
  #status = 0;
  #contentType = '';

  constructor(private readonly startedAt: number) {}

  /** The answer, once its last part is there; undefined until then. Throws where it cannot become one. */
  take({ data, headers }: Msg): Reply | undefined {
    if (headers?.code === NOBODY_LISTENS)
      throw new NoReplyError('no answer: nobody listens for this city at the relay');
    const [part, of] = (headers?.get(PART_HEADER) ?? '').split('/').map(Number);
    if (part !== this.#pieces.length + 1) throw new NoReplyError('no complete answer: parts of it are missing');
    if (part === 1) {
      this.#status = Number(headers?.get(STATUS_HEADER));
      this.#contentType = (headers?.get('content-type') ?? '').toLowerCase();
    }
    this.#pieces.push(Buffer.from(data));
    this.#size += data.length;
    if (this.#size > MAX_BYTES) throw new NoReplyError(`no answer: the answer has more than ${MAX_BYTES} bytes`);
    if (part !== of) return undefined;
    const tookMs = performance.now() - this.startedAt;
    return { status: this.#status, contentType: this.#contentType, bytes: Buffer.concat(this.#pieces), tookMs };
  }
}
