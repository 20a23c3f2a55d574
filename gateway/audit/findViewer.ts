import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readTextFile } from '../files/readTextFile';
import { pseudonymAt } from '../sign-in/pseudonyms';
import { AUDIT_FILE } from './openAuditTrail';

/** A member as the audit trail has it. */
export interface FoundViewer {
  readonly organisation: string;
  /** That of the hub. */
  readonly pseudonym: string;
  /** Lines of the trail, the oldest first. */
  readonly lines: readonly { readonly time: string; readonly requestId: string }[];
}

const lineShape = z.object({
  time: z.string(),
  requestId: z.string(),
  viewer: z.object({ organisation: z.string(), subject: z.string() }).nullable(),
});

/**
 * Finds out whom a city means by a pseudonym of its disclosure log, in an audit trail. Before version 0.2 the hub told every
 * city its own pseudonym, so that is one that a city may mean, too.
 *
 * @returns null when nobody in the trail has it
 */
export async function findViewer(
  folder: string,
  { cityId, pseudonym, secret }: { readonly cityId: string; readonly pseudonym: string; readonly secret: string },
): Promise<FoundViewer | null> {
  const isMeant = new Map<string, boolean>();
  let found: FoundViewer | null = null;
  const lines: { time: string; requestId: string }[] = [];
  const files = (await readdir(folder)).filter((name) => AUDIT_FILE.test(name)).sort();
  for (const name of files) {
    for (const line of (await readTextFile(path.join(folder, name))).split('\n')) {
      if (line === '') continue;
      const { time, requestId, viewer } = lineShape.parse(JSON.parse(line));
      if (viewer === null) continue;
      const { subject, organisation } = viewer;
      const known = isMeant.get(subject) ?? [subject, pseudonymAt(cityId, subject, secret)].includes(pseudonym);
      isMeant.set(subject, known);
      if (!known) continue;
      lines.push({ time, requestId });
      found = { organisation, pseudonym: subject, lines };
    }
  }
  return found;
}
