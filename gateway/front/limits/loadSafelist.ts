import { z } from 'zod';
import { readTextFile } from '../../watched/files/readTextFile';
import { hashOperation } from './hashOperation';
import type { Safelist } from './Safelist';
import { SafelistError } from './SafelistError';

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
