import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { Connection } from 'pg';

/** Most statements end sooner than that by themselves, and to cancel one costs PostgreSQL a process. */
const GRACE_MS = 20;
/** For the whole of a request to cancel, and then for the statement to end. */
const TIMEOUT_MS = 5_000;
/** How long nothing is heard before it is looked whether the other machine is still there. */
const KEEP_ALIVE_MS = 60_000;

/**
 * Ends the statement that a client is at, by PostgreSQL's own request to cancel: over a connection of its own, which needs
 * no rights and no place among the sessions (PostgreSQL's manual, "Canceling Requests in Progress").
 *
 * A session takes such a request for the statement that it is at when the request comes. So the client may be given to
 * somebody else only when this has resolved: the statement has ended, and PostgreSQL has closed the other connection,
 * which it does when it has passed the request on.
 *
 * @param asked the statement
 * @returns false when it cannot be told whether the request will yet come: the client must not be used again
 */
export async function cancelStatement(client: ClientBase, asked: Promise<unknown>): Promise<boolean> {
  const ended = asked.then(
    () => true,
    () => true,
  );
  if (await Promise.race([ended, sleep(GRACE_MS, false, { ref: false })])) return true;
  if (!(await requestCancel(client as unknown as CancelledClient))) return false;
  // A server that hangs ends nothing.
  return await Promise.race([ended, sleep(TIMEOUT_MS, false, { ref: false })]);
}

/** What a client of pg knows of its session; untyped, like the part of the connection that is used here. */
interface CancelledClient {
  readonly host: string;
  readonly port: number;
  readonly processID: number;
  readonly secretKey: number;
  readonly ssl: object | boolean;
  /** `direct` begins with TLS, without asking for it. */
  readonly sslNegotiation: string;
}

interface CancellingConnection extends Pick<Connection, 'on'> {
  readonly stream: Socket;
  connect(portOrPath: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processId: number, secretKey: number): void;
}

/**
 * Resolves when the server has closed the connection: with whether the request went out.
 *
 * A request that went out is never hung up on, however long the server says nothing. PgBouncer before 1.21 keeps what it
 * knew of a connection that leaves so, and when the database speaks again ends whoever has its place by then, be it another
 * city's connection, or itself (https://github.com/pgbouncer/pgbouncer/pull/846). There are no more such connections than
 * there were sessions when the server fell silent: nobody can log in since.
 */
async function requestCancel(client: CancelledClient): Promise<boolean> {
  const { host, port, processID, secretKey, ssl, sslNegotiation } = client;
  const connection = new Connection({ ssl, sslNegotiation } as object) as unknown as CancellingConnection;
  return await new Promise((resolve) => {
    let isSent = false;
    const end = (isDone: boolean): void => {
      clearTimeout(timer);
      resolve(isDone);
    };
    const timer = setTimeout(() => {
      end(false);
      if (isSent) connection.stream.setKeepAlive(true, KEEP_ALIVE_MS).unref();
      else connection.stream.destroy();
    }, TIMEOUT_MS);
    const send = (): void => {
      isSent = true;
      connection.cancel(processID, secretKey);
    };
    connection.on('connect', () => {
      if (ssl === false) send();
      else if (sslNegotiation !== 'direct') connection.requestSsl();
    });
    connection.on('sslconnect', send);
    connection.on('end', () => {
      end(isSent);
    });
    connection.on('error', () => {
      end(false);
    });
    if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`);
    else connection.connect(port, host);
  });
}
