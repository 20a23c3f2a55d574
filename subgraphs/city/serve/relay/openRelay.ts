import { headers as createHeaders } from '@nats-io/transport-node';
import type { Msg } from '@nats-io/transport-node';
import type { Logger } from 'pino';
import { Agent } from 'undici';
import { REQUEST_TIMEOUT_HEADER } from '../../../contract/headers';
import {
  callSubject,
  cancelSubject,
  KEYS_HEADER,
  PART_BYTES,
  PART_HEADER,
  QUEUE_GROUP,
  STATUS_HEADER,
} from '../../../contract/relay';
import type { RelayConfig } from '../../../serving/relay/RelayConfig';
import { headersOf } from '../../../serving/relay/headersOf';
import { RelayConnection } from '../../../serving/relay/RelayConnection';
import type { HubKeys } from '../../auth/HubKeys';

interface RelayOptions {
  readonly cityId: string;
  /** Where this process itself answers. */
  readonly url: string;
  /** Null when everybody is answered. */
  readonly hubKeys: Pick<HubKeys, 'learn'> | null;
  readonly logger: Logger;
}

/** A city that dials out takes the hub's calls here. */
export interface CityRelay {
  /** Whether there is a connection to the relay. */
  readonly isUp: boolean;
  /** Takes no more calls, so that they reach other servers of the city, and ends once those under way were answered. */
  close(): Promise<void>;
}

/** Calls under way at once; a hub has 16 as a rule. */
const MAX_CALLS = 256;
/** As many as this server takes over HTTP. */
const MAX_HEADER_BYTES = 16 * 1_024;
/** What goes on to the server; all else that comes over the relay does not. */
const PASSED_ON = ['authorization', 'content-type', 'accept', 'traceparent', REQUEST_TIMEOUT_HEADER];

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
}

/**
 * Listens at the relay for calls of the hub and hands each to this process's own HTTP server, over the loopback. So it is
 * one server that checks tokens, bounds, logs and counts, whichever way a call came, and a call that nobody waits for any
 * more is one whose connection is closed.
 */
export function openRelay(config: RelayConfig, { cityId, url, hubKeys, logger }: RelayOptions): CityRelay {
  const { origin, pathname } = new URL(url);
  const agent = new Agent({ pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
  /** By their reply subjects. */
  const calls = new Map<string, { readonly controller: AbortController; readonly end: Promise<void> }>();

  const connection = new RelayConnection(config, {
    name: cityId,
    subscriptions: [
      { subject: callSubject(cityId), queue: QUEUE_GROUP, onMessage: take },
      {
        subject: cancelSubject(cityId),
        onMessage: (message) => calls.get(message.string())?.controller.abort(),
      },
    ],
    onLost: () => {
      for (const { controller } of calls.values()) controller.abort();
    },
    logger,
  });

  function take(message: Msg): void {
    const { reply } = message;
    if (reply === undefined || reply === '' || calls.has(reply)) return;
    if (calls.size >= MAX_CALLS) {
      respond(reply, failed(503));
      return;
    }
    const controller = new AbortController();
    const end = answer(message, controller.signal)
      .then((answered) => {
        if (!controller.signal.aborted) respond(reply, answered);
      })
      .catch((error: unknown) => {
        logger.warn({ err: error }, 'a call that came over the relay could not be answered');
      })
      .finally(() => calls.delete(reply));
    calls.set(reply, { controller, end });
  }

  async function answer(message: Msg, signal: AbortSignal): Promise<Answer> {
    const headers = headersOf(message, MAX_HEADER_BYTES);
    const signedKeys = headers?.get(KEYS_HEADER) ?? '';
    if (signedKeys !== '') await hubKeys?.learn(signedKeys);
    const passed = PASSED_ON.flatMap((name) => {
      const value = headers?.get(name) ?? '';
      return value === '' ? [] : [[name, value] as const];
    });
    try {
      const {
        statusCode,
        headers: answered,
        body,
      } = await agent.request({
        origin,
        path: pathname,
        method: 'POST',
        headers: Object.fromEntries(passed),
        body: message.data,
        signal,
      });
      return {
        status: statusCode,
        contentType: String(answered['content-type'] ?? ''),
        body: new Uint8Array(await body.arrayBuffer()),
      };
    } catch (error) {
      if (!signal.aborted) logger.warn({ err: error }, 'a call that came over the relay did not reach this server');
      return failed(502);
    }
  }

  function respond(reply: string, { status, contentType, body }: Answer): void {
    const count = Math.max(1, Math.ceil(body.length / PART_BYTES));
    for (let part = 1; part <= count; part += 1) {
      const headers = createHeaders();
      headers.set(PART_HEADER, `${part}/${count}`);
      if (part === 1) {
        headers.set(STATUS_HEADER, String(status));
        headers.set('content-type', contentType);
      }
      connection.publish(reply, body.subarray((part - 1) * PART_BYTES, part * PART_BYTES), { headers });
    }
  }

  return {
    get isUp() {
      return connection.isUp;
    },
    close: async () => {
      await connection.stopListening();
      await Promise.all([...calls.values()].map(({ end }) => end));
      await connection.close();
      await agent.destroy();
    },
  };
}

function failed(status: number): Answer {
  return { status, contentType: '', body: new Uint8Array() };
}
