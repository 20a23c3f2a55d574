import { isIP } from 'node:net';
import { checkServerIdentity } from 'node:tls';
import type { PeerCertificate } from 'node:tls';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, credsAuthenticator, nkeyAuthenticator, TimeoutError, wsconnect } from '@nats-io/transport-node';
import type {
  Authenticator,
  ConnectionOptions,
  Msg,
  NatsConnection,
  NodeConnectionOptions,
  PublishOptions,
  Subscription,
} from '@nats-io/transport-node';
import type { Logger } from 'pino';
import { WebSocket } from 'undici';
import { createDispatcher } from '../createDispatcher';
import { readRegularFileSync } from '../files/regularFile';
import { isLoopback } from '../isLoopback';
import { messageOf } from '../messageOf';
import { RenewingDispatcher } from '../tls/RenewingDispatcher';
import { readContents } from '../tls/TlsFiles';
import type { TlsSettings } from '../tls/TlsFiles';
import { isWebSocket } from './RelayConfig';
import type { RelayConfig } from './RelayConfig';
import { watchUpgrades } from './watchUpgrades';

/** What is listened to for as long as the connection is open, also after it was lost and is back. */
export interface RelaySubscription {
  readonly subject: string;
  /** Of those who listen in one group, each message reaches one. */
  readonly queue?: string;
  readonly onMessage: (message: Msg) => void;
}

interface RelayOptions {
  /** Under which the relay's own operators see this side. */
  readonly name: string;
  readonly subscriptions: readonly RelaySubscription[];
  /** The relay is gone: what was asked through it is not answered any more. */
  readonly onLost?: () => void;
  readonly logger: Logger;
}

const NO_FILES: TlsSettings = { files: {}, names: { ca: 'ca', cert: 'cert', key: 'key' } };
/** From one attempt to connect to the next, in milliseconds; the same and half of it again at most, so that not all come at once. */
const PAUSE_MS = 1_000;
/** A connection on which nothing comes back for two of these is dead. */
const PING_MS = 5_000;
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * A connection to the relay that is made again whenever it is lost. Nothing waits for it: what is to be sent while there is
 * none is refused at once, so that no message arrives after its time.
 */
export class RelayConnection {
  #connection: NatsConnection | undefined;
  #isUp = false;
  #dispatcher: RenewingDispatcher | undefined;
  /** Why the last WebSocket could not be opened. */
  #socketError: unknown;
  /** Since the last attempt failed, so that an outage is told once. */
  #isTold = false;
  #subscribed: readonly Subscription[] = [];
  readonly #closing = new AbortController();
  readonly #opening: Promise<void>;
  #endFirst: () => void = () => undefined;
  /** Resolves when the first attempt to connect has ended, whatever came of it. */
  readonly tried = new Promise<void>((resolve) => {
    this.#endFirst = resolve;
  });

  constructor(
    private readonly config: RelayConfig,
    private readonly options: RelayOptions,
  ) {
    this.#warnOfPlainText();
    this.#opening = this.#open();
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** Bytes of a message, its headers included, that the relay takes at most. */
  get maxPayload(): number {
    return this.#connection?.info?.max_payload ?? 0;
  }

  /** @throws RelayError when there is no connection, or the relay does not take so much at once */
  publish(subject: string, data: Uint8Array, options: PublishOptions = {}): void {
    if (!this.#isUp || this.#connection === undefined) throw new RelayError('RELAY_UNREACHABLE');
    try {
      this.#connection.publish(subject, data, options);
    } catch (cause) {
      throw new RelayError(data.length >= this.maxPayload ? 'TOO_LARGE_FOR_RELAY' : 'RELAY_UNREACHABLE', cause);
    }
  }

  /** Takes no more messages. Those that came are handled. */
  async stopListening(): Promise<void> {
    this.#closing.abort();
    await this.#opening;
    await Promise.all(this.#subscribed.map((subscription) => subscription.drain().catch(() => undefined)));
  }

  /** Ends, once what was published has left. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#opening;
    // While it is lost there is nothing that could leave.
    if (this.#isUp) await this.#connection?.drain().catch(() => undefined);
    else await this.#connection?.close();
    this.#isUp = false;
    await this.#dispatcher?.close();
  }

  /** Until it succeeds for the first time; from then on the package connects again by itself. */
  async #open(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        this.#connection = await this.#connect();
        break;
      } catch (error) {
        this.#tellOutage(error);
        this.#endFirst();
        await sleep(PAUSE_MS * (1 + Math.random() / 2), undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
    const connection = this.#connection;
    if (connection === undefined) return;
    void this.#watch(connection);
    this.#subscribed = this.options.subscriptions.map(({ subject, queue, onMessage }) =>
      connection.subscribe(subject, {
        ...(queue !== undefined && { queue }),
        callback: (error, message) => {
          if (error) this.options.logger.warn({ err: error, subject }, 'the relay does not let this side listen');
          else onMessage(message);
        },
      }),
    );
    // Until then the relay may not know what is listened to.
    await connection.flush().catch(() => undefined);
    this.#comeUp();
    this.#endFirst();
  }

  async #watch(connection: NatsConnection): Promise<void> {
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') this.#goDown();
      else if (status.type === 'reconnect') this.#comeUp();
      else if (status.type === 'error') this.#tellOutage(status.error);
    }
  }

  #comeUp(): void {
    this.#isUp = true;
    this.#isTold = false;
    this.options.logger.info({ relay: this.#connection?.getServer() }, 'connected to the relay');
  }

  #goDown(): void {
    if (!this.#isUp) return;
    this.#isUp = false;
    if (!this.#closing.signal.aborted) this.#tellOutage(new RelayError('RELAY_UNREACHABLE'));
    this.options.onLost?.();
  }

  #warnOfPlainText(): void {
    const plain = this.config.servers.map((server) => new URL(server)).filter(comesInPlainText);
    if (plain.length === 0) return;
    this.options.logger.warn(
      { relay: plain.map(({ host }) => host) },
      'the relay has an address without TLS (tls://, wss://): WHOEVER STANDS BETWEEN CAN READ WHAT IS ASKED AND ANSWERED, and change answers.',
    );
  }

  #tellOutage(error: unknown): void {
    if (this.#isTold) return;
    this.#isTold = true;
    const reason = reasonOf(this.#socketError ?? error);
    this.options.logger.warn({ relay: this.config.servers.map(withoutSecrets), reason }, 'the relay cannot be reached');
  }

  async #connect(): Promise<NatsConnection> {
    const options = this.#connectOptions();
    if (!isWebSocket(this.config)) return await connect(options);
    const { tls = NO_FILES, proxy } = this.config;
    const dispatchers = (this.#dispatcher ??= new RenewingDispatcher(tls, {
      open: (contents) =>
        createDispatcher(proxy, { connect: contents }).compose(watchUpgrades((error) => (this.#socketError = error))),
    }));
    const openSocket = (url: string): { readonly socket: WebSocket; readonly encrypted: boolean } => {
      this.#socketError = undefined;
      const socket = new WebSocket(url, { dispatcher: dispatchers.current() });
      return { socket, encrypted: url.startsWith('wss:') };
    };
    return await wsconnect({
      ...options,
      wsFactory: (url: string) => Promise.resolve(openSocket(url)),
    } as ConnectionOptions);
  }

  #connectOptions(): NodeConnectionOptions {
    const { servers, credentialsFile, tls = NO_FILES } = this.config;
    // The package reads the files itself, each time that it connects. Here they are read for what is wrong with them.
    readContents(tls);
    const { ca: caFile, cert: certFile, key: keyFile } = tls.files;
    return {
      servers: [...servers],
      name: this.options.name,
      timeout: CONNECT_TIMEOUT_MS,
      pingInterval: PING_MS,
      maxReconnectAttempts: -1,
      reconnectTimeWait: PAUSE_MS,
      reconnectJitter: PAUSE_MS / 2,
      reconnectJitterTLS: PAUSE_MS / 2,
      // Credentials may be renewed at any time, at the relay and here.
      ignoreAuthErrorAbort: true,
      noAsyncTraces: true,
      // A relay that offers no TLS is not talked to where the address says that it does.
      ...(servers.every((server) => server.startsWith('tls:')) && {
        tls: { caFile, certFile, keyFile, ...checkHostOf(servers) },
      }),
      ...(credentialsFile !== undefined && { authenticator: readCredentials(credentialsFile) }),
    };
  }
}

/** Reads the file at each attempt to connect, so that it may be exchanged. */
function readCredentials(file: string): Authenticator {
  return (nonce) => {
    const credentials = readRegularFileSync(file);
    const isJwt = credentials.includes('BEGIN NATS USER JWT');
    const seed = Buffer.from(credentials.toString().trim());
    return (isJwt ? credsAuthenticator(credentials) : nkeyAuthenticator(seed))(nonce);
  };
}

/**
 * As node checks that a certificate is for the server that was meant; the package tells it no host where that is an address in
 * numbers. It hands this on to node, though its type does not have it.
 */
function checkHostOf(servers: readonly string[]): object {
  const hosts = servers.map((server) => new URL(server).hostname.replace(/^\[|\]$/g, ''));
  const numbers = hosts.filter((host) => isIP(host) !== 0);
  return {
    checkServerIdentity: (host: string, certificate: PeerCertificate): Error | undefined => {
      if (host !== 'localhost' || numbers.length === 0) return checkServerIdentity(host, certificate);
      const problems = numbers.map((number) => checkServerIdentity(number, certificate));
      return problems.includes(undefined) ? undefined : problems[0];
    },
  };
}

/** The last cause tells most. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  // A relay that ends the connection meanwhile is waited for, all the same.
  if (error instanceof TimeoutError) {
    return `it let nobody in within ${CONNECT_TIMEOUT_MS} ms. Is it a relay, and does it take the certificate of this side, or none?`;
  }
  return messageOf(error);
}

function comesInPlainText({ protocol, hostname }: URL): boolean {
  return ['nats:', 'ws:'].includes(protocol) && !isLoopback(hostname);
}

function withoutSecrets(server: string): string {
  return new URL(server).host;
}

/** What has no way through the relay, in a word that is fit for logs and figures. */
type RelayFailure =
  | 'RELAY_UNREACHABLE'
  /** The relay took it, and nobody listens there. */
  | 'NO_RESPONDERS'
  | 'TOO_LARGE_FOR_RELAY'
  /** Of an answer some parts came and others did not. */
  | 'PARTS_MISSING';

export class RelayError extends Error {
  override readonly name = 'RelayError';

  constructor(
    readonly code: RelayFailure,
    cause?: unknown,
  ) {
    super(`The relay: ${code}.`, { cause });
  }
}
