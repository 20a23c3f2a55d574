import { headers as createHeaders } from '@nats-io/transport-node';
import type { Msg, MsgHdrs } from '@nats-io/transport-node';
import type { Logger } from 'pino';
import {
  callSubject,
  cancelSubject,
  HUB_INBOX,
  KEYS_HEADER,
  PART_HEADER,
  STATUS_HEADER,
} from '../../../subgraphs/contract/relay';
import { onAbort } from '../../../subgraphs/search/ask/signals';
import { randomDigits } from '../../../subgraphs/serving/randomDigits';
import { headersOf } from '../../../subgraphs/serving/relay/headersOf';
import { RelayConnection, RelayError } from '../../../subgraphs/serving/relay/RelayConnection';
import type { RelayConfig } from '../../../subgraphs/serving/relay/RelayConfig';
import { AnswerBody } from './AnswerBody';
import type { AnswerHead, AnswerRules, CityTransport } from './CityTransport';

interface RelayTransportOptions {
  readonly config: RelayConfig;
  /** The hub's public keys as they are now, signed: see `KEYS_HEADER`. */
  readonly keys: () => Promise<string>;
  readonly logger: Logger;
}

export interface RelayTransport extends CityTransport {
  /** Whether there is a connection to the relay. */
  readonly isUp: boolean;
  /** Resolves when the first attempt to connect has ended, whatever came of it. */
  readonly tried: Promise<void>;
}

/** Of the headers of a part: what is more is none of ours. */
const MAX_HEADER_BYTES = 1_024;
/** What a NATS server answers in the place of somebody who listens. */
const NOBODY_LISTENS = 503;

/**
 * The way to cities that dial out: calls are published on the subject of their city, and answers come to a reply subject of
 * the call's own. What is not answered when the relay is lost fails at once, and nothing is sent while it is gone.
 */
export function createRelayTransport({ config, keys, logger }: RelayTransportOptions): RelayTransport {
  // Other hubs have others, and nobody can guess it.
  const inbox = `${HUB_INBOX}.${randomDigits(32)}`;
  /** By the last token of their reply subjects. */
  const calls = new Map<string, RelayedCall>();
  let count = 0;

  const connection = new RelayConnection(config, {
    name: 'hub',
    subscriptions: [
      {
        subject: `${inbox}.*`,
        onMessage: (message) => calls.get(message.subject.slice(inbox.length + 1))?.take(message),
      },
    ],
    onLost: failAll,
    logger,
  });

  function failAll(): void {
    for (const call of [...calls.values()]) call.fail(new RelayError('RELAY_UNREACHABLE'));
  }

  return {
    get isUp() {
      return connection.isUp;
    },
    tried: connection.tried,
    async send(city, makeRequest, rules) {
      const [request, signedKeys] = await Promise.all([makeRequest(), keys()]);
      rules.signal.throwIfAborted();
      const id = String((count += 1));
      const reply = `${inbox}.${id}`;
      const headers = toHeaders({ ...request.headers, [KEYS_HEADER]: signedKeys });
      return await new Promise<Buffer>((resolve, reject) => {
        const call = new RelayedCall(rules, {
          answered: resolve,
          failed: reject,
          givenUp: () => {
            if (connection.isUp) connection.publish(cancelSubject(city.id), Buffer.from(reply));
          },
          ended: () => calls.delete(id),
        });
        calls.set(id, call);
        try {
          connection.publish(callSubject(city.id), request.body, { reply, headers });
        } catch (error) {
          call.fail(error as Error);
        }
      });
    },
    close: async () => {
      failAll();
      await connection.close();
    },
  };
}

function toHeaders(values: Readonly<Record<string, string>>): MsgHdrs {
  const headers = createHeaders();
  for (const [name, value] of Object.entries(values)) headers.set(name, value);
  return headers;
}

interface CallEnds {
  readonly answered: (body: Buffer) => void;
  readonly failed: (error: Error) => void;
  /** The city need not go on. */
  readonly givenUp: () => void;
  /** However it ended. */
  readonly ended: () => void;
}

/** A call that was sent, and the parts of its answer that came in. */
class RelayedCall {
  readonly #body = new AnswerBody();
  readonly #stopWaiting: () => void;

  constructor(
    private readonly rules: AnswerRules,
    private readonly ends: CallEnds,
  ) {
    const { signal } = rules;
    this.#stopWaiting = onAbort(signal, () => {
      this.#giveUp(signal.reason as Error);
    });
  }

  fail(error: Error): void {
    this.#end();
    this.ends.failed(error);
  }

  take(message: Msg): void {
    const { data } = message;
    const headers = headersOf(message, MAX_HEADER_BYTES);
    if (headers?.code === NOBODY_LISTENS) {
      this.fail(new RelayError('NO_RESPONDERS'));
      return;
    }
    try {
      const { part, of } = readPart(headers);
      if (part !== this.#body.pieces + 1) throw new RelayError('PARTS_MISSING');
      if (part === 1) this.rules.checkHead(readHead(headers));
      this.#body.append(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
      this.rules.checkSize(this.#body.size, this.#body.pieces);
      if (part < of) return;
      this.#end();
      this.ends.answered(this.#body.toBuffer());
    } catch (error) {
      this.#giveUp(error as Error);
    }
  }

  #giveUp(error: Error): void {
    this.fail(error);
    this.ends.givenUp();
  }

  #end(): void {
    this.#stopWaiting();
    this.ends.ended();
  }
}

/** What is none counts as the first and only one, which then has no status. */
function readPart(headers: MsgHdrs | undefined): { readonly part: number; readonly of: number } {
  const [, part = '1', of = '1'] = /^(\d{1,6})\/(\d{1,6})$/.exec(headers?.get(PART_HEADER) ?? '') ?? [];
  return { part: Number(part), of: Number(of) };
}

function readHead(headers: MsgHdrs | undefined): AnswerHead {
  const status = headers?.get(STATUS_HEADER) ?? '';
  return {
    statusCode: /^\d{3}$/.test(status) ? Number(status) : 502,
    headers: { 'content-type': headers?.get('content-type') },
  };
}
