import { withClient } from './withClient';

/** What the server's own maintenance does within a minute or so. */
export async function vacuum(databaseUrl: string, signal: AbortSignal): Promise<void> {
  await withClient(databaseUrl, signal, async (client) => {
    // Its owner may not touch the server's own tables, and is told so of each.
    await client.query('SET client_min_messages = error');
    await client.query('VACUUM ANALYZE');
  });
}
