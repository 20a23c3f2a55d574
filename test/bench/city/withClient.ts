import { Client } from 'pg';

/** Lends a connection to a database for one piece of work. When the signal aborts, so does what is under way on it. */
export async function withClient<T>(
  databaseUrl: string,
  signal: AbortSignal,
  run: (client: Client) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  let ended: Promise<void> | undefined;
  const end = (): Promise<void> => (ended ??= client.end());
  const onAbort = (): void => void end();
  signal.addEventListener('abort', onAbort);
  try {
    return await run(client);
  } finally {
    signal.removeEventListener('abort', onAbort);
    await end();
  }
}

/** What the server's own maintenance does within a minute or so. */
export async function vacuum(databaseUrl: string, signal: AbortSignal): Promise<void> {
  await withClient(databaseUrl, signal, async (client) => {
    // Its owner may not touch the server's own tables, and is told so of each.
    await client.query('SET client_min_messages = error');
    await client.query('VACUUM ANALYZE');
  });
}
