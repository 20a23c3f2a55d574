import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Server as TlsServer } from 'node:tls';
import type { CityOperation } from '../../subgraphs/contract/AskCity';
import { answerTruly } from './answerTruly';
import type { GraphqlAnswer } from './answerTruly';
import { httpResponse } from './httpResponse';
import type { Certificate } from './tls/createCertificate';

/** For what the hub asks a city: its schema, its counts, hits for a search, and the records behind them. */
export type Phase = 'SDL' | 'SUMMARY' | 'SEARCH' | 'FETCH';

/** A request that arrived whole, and the connection on which an answer is awaited. */
export interface FaultyRequest {
  readonly phase: Phase;
  readonly path: string;
  readonly operation: CityOperation;
  readonly socket: Socket;
  /** What a city that keeps the contract answers. */
  readonly truth: GraphqlAnswer;
}

export interface Misconduct {
  /** What happens to the city before it is asked. */
  readonly before?: (city: FaultyCity) => Promise<void>;
  /** What it sends in place of the truth. */
  readonly answer?: (request: FaultyRequest) => void | Promise<void>;
}

/** A city on a bare TCP server, so that it can send anything at all. Unless it misbehaves, it keeps the contract. */
export interface FaultyCity {
  readonly id: string;
  readonly url: string;
  readonly requests: FaultyRequest[];
  /** Bytes that it could send until now. */
  readonly bytesSent: number;
  /** Treats the requests of these phases so until it behaves. */
  misbehave(misconduct: Misconduct, ...phases: readonly Phase[]): Promise<void>;
  behave(): Promise<void>;
  /** Closes the port and every connection. */
  stopListening(): Promise<void>;
  /** From the next connection on. */
  present(certificate: Certificate): Promise<void>;
  close(): Promise<void>;
}

const ADDRESS = '127.0.0.1';
/** Below those that systems choose for outgoing connections. */
const FIRST_PORT = 20_000;
const PORTS = 12_000;

/** @param certificate has it speak TLS */
export async function startFaultyCity(id: string, certificate?: Certificate): Promise<FaultyCity> {
  const server: Server | TlsServer = certificate ? createTlsServer(certificate, accept) : createServer(accept);
  const connections = new Set<Socket>();
  const requests: FaultyRequest[] = [];
  let misconduct: Misconduct = {};
  let phases: readonly Phase[] = [];
  let bytesOfClosed = 0;

  server.on('connection', (socket: Socket) => {
    connections.add(socket);
    // The hub hangs up on a city that misbehaves.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      connections.delete(socket);
      bytesOfClosed += socket.bytesWritten;
    });
  });
  server.on('tlsClientError', () => undefined);

  function accept(socket: Socket): void {
    socket.on('error', () => undefined);
    let received = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      const read = readRequest(received);
      if (read === undefined) return;
      received = received.subarray(read.size);
      answer(socket, read.path, read.operation).catch(() => socket.destroy());
    });
  }

  async function answer(socket: Socket, path: string, operation: CityOperation): Promise<void> {
    const phase = phaseOf(operation);
    const request = { phase, path, operation, socket, truth: await answerTruly(id, operation) };
    requests.push(request);
    if (phases.includes(phase) && misconduct.answer) {
      await misconduct.answer(request);
      return;
    }
    const response = JSON.stringify(request.truth);
    const isBeforeFault = phase === 'SEARCH' && !phases.includes('SEARCH') && phases.includes('FETCH');
    if (isBeforeFault && misconduct.before) {
      socket.end(httpResponse(response, { headers: { connection: 'close' } }));
      await misconduct.before(city);
    } else {
      socket.write(httpResponse(response));
    }
  }

  function listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, ADDRESS, () => {
        server.off('error', reject);
        resolve();
      });
    });
  }

  /** On a port that nobody takes while it is closed. */
  async function listenAnywhere(): Promise<void> {
    try {
      await listen(FIRST_PORT + randomInt(PORTS));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      await listenAnywhere();
    }
  }

  async function hangUp(): Promise<void> {
    await Promise.all(
      [...connections].map(
        (socket) =>
          new Promise<void>((resolve) => {
            socket.once('close', () => {
              resolve();
            });
            if (socket.writableEnded) return;
            socket.destroy();
          }),
      ),
    );
  }

  await listenAnywhere();
  const { port } = server.address() as AddressInfo;
  const city: FaultyCity = {
    id,
    url: `${certificate ? 'https' : 'http'}://${ADDRESS}:${port}/graphql`,
    requests,
    get bytesSent() {
      let bytes = bytesOfClosed;
      for (const socket of connections) bytes += socket.bytesWritten;
      return bytes;
    },
    async misbehave(given, ...when) {
      misconduct = given;
      phases = when;
      if (phases.some((phase) => phase !== 'FETCH')) await misconduct.before?.(city);
    },
    async behave() {
      misconduct = {};
      phases = [];
      await hangUp();
      if (certificate) (server as TlsServer).setSecureContext(certificate);
      if (!server.listening) await listen(port);
    },
    async stopListening() {
      const closed = new Promise((resolve) => server.close(resolve));
      await hangUp();
      await closed;
    },
    async present(other) {
      (server as TlsServer).setSecureContext(other);
      await hangUp();
    },
    async close() {
      if (server.listening) await city.stopListening();
    },
  };
  return city;
}

interface ReadRequest {
  readonly path: string;
  readonly operation: CityOperation;
  /** In bytes. */
  readonly size: number;
}

/** Undefined until the request has arrived whole. The hub tells its length, and sends no second one before the answer. */
function readRequest(received: Buffer): ReadRequest | undefined {
  const endOfHead = received.indexOf('\r\n\r\n');
  if (endOfHead === -1) return undefined;
  const head = received.subarray(0, endOfHead).toString();
  const [, length = '0'] = /^content-length: *(\d+)/im.exec(head) ?? [];
  const [, path = ''] = /^\S+ (\S+)/.exec(head) ?? [];
  const size = endOfHead + 4 + Number(length);
  if (received.length < size) return undefined;
  const operation = JSON.parse(received.subarray(endOfHead + 4, size).toString() || '{"query":""}') as CityOperation;
  return { path, operation, size };
}

function phaseOf({ query }: CityOperation): Phase {
  if (query.includes('_service')) return 'SDL';
  if (query.includes('_entities')) return 'FETCH';
  return query.includes('Hits') ? 'SEARCH' : 'SUMMARY';
}
