import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** The operations that clients may send, by the SHA-256 of their text in hexadecimal digits. */
export type Safelist = ReadonlyMap<string, string>;

/** A file of operations cannot be used. */
export class SafelistError extends Error {
  override readonly name = 'SafelistError';
}

/** Apollo's persisted query manifest, as `@apollo/generate-persisted-query-manifest` writes it. */
const manifestShape = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});

/** @throws SafelistError when the file cannot be read, is no manifest, or lists an operation under a wrong id */
export async function loadSafelist(file: string): Promise<Safelist> {
  let manifest: z.output<typeof manifestShape>;
  try {
    manifest = manifestShape.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new SafelistError(`${file} must be a persisted query manifest of Apollo's form: ${reason}`);
  }
  return new Map(
    manifest.operations.map(({ id, body }) => {
      if (id !== hashOf(body)) throw new SafelistError(`${file}: the id ${id} is not the SHA-256 of its operation.`);
      return [id, body];
    }),
  );
}

export function hashOf(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}
