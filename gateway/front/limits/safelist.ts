import { createHash } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { z } from 'zod';
import type { HubContext } from '../../context';
import { readTextFile } from '../../watched/files/readTextFile';

/**
 * Lets clients send listed operations alone: as text, or by their hash in the form of automatic persisted queries. What
 * the hub's own page and export ask in process is theirs to know. The code is Apollo Router's.
 */
export function allowListed(safelist: Safelist): ApolloServerPlugin<HubContext> {
  return {
    // eslint-disable-next-line @typescript-eslint/require-await -- the hook is asynchronous, the check is not
    requestDidStart: async ({ request }) => {
      if (request.http === undefined) return;
      const { sha256Hash } = (request.extensions?.['persistedQuery'] ?? {}) as { readonly sha256Hash?: unknown };
      const listed = typeof sha256Hash === 'string' ? safelist.get(sha256Hash) : undefined;
      if (request.query === undefined && listed !== undefined) {
        request.query = listed;
        // Or Apollo Server would look for it among those that clients registered.
        delete request.extensions?.['persistedQuery'];
      }
      return {
        // eslint-disable-next-line @typescript-eslint/require-await -- as above
        didResolveOperation: async ({ source }) => {
          if (safelist.has(hashOperation(source))) return;
          throw new GraphQLError('The operation is not one of those that this hub lists.', {
            extensions: { code: 'QUERY_NOT_IN_SAFELIST', http: { status: 400 } },
          });
        },
      };
    },
  };
}

/** The operations that clients may send, by their hash (`hashOperation`). */
export type Safelist = ReadonlyMap<string, string>;

/** Apollo's persisted query manifest, as `@apollo/generate-persisted-query-manifest` writes it. */
const manifestShape = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});

/** @throws SafelistError for a file that is no manifest or lists an operation under a wrong id; FileUnreadableError */
export async function loadSafelist(file: string): Promise<Safelist> {
  const text = await readTextFile(file);
  let manifest: z.output<typeof manifestShape>;
  try {
    manifest = manifestShape.parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : 'it is not JSON.';
    throw new SafelistError(`${file} must be a persisted query manifest of Apollo's form: ${reason}`);
  }
  return new Map(
    manifest.operations.map(({ id, body }) => {
      if (id !== hashOperation(body))
        throw new SafelistError(`${file}: the id ${id} is not the SHA-256 of its operation.`);
      return [id, body];
    }),
  );
}

/** A file of operations cannot be used. */
class SafelistError extends Error {
  override readonly name = 'SafelistError';
}

/** The SHA-256 of an operation's text in hexadecimal digits, as persisted queries are called by. */
function hashOperation(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
