import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readTextFile } from '../watched/files/readTextFile';
import { pseudonymAt } from '../front/sign-in/pseudonyms';
import { AUDIT_FILE } from '../observe/audit/openAuditTrail';

/** A member as the audit trail has it. */
export interface FoundViewer {
  readonly organisation: string;
  /** That of the hub. */
  readonly pseudonym: string;
  /** Lines of the trail, the oldest first. */
  readonly lines: readonly { readonly time: string; readonly requestId: string }[];
}

export interface ViewerSearch {
  /** Null when nobody in the trail is meant. */
  readonly viewer: FoundViewer | null;
  /** Lines that cannot be read, as a full disk leaves them: what they said of whom is not known. */
  readonly unreadable: number;
}

const lineShape = z.object({
  time: z.string(),
  requestId: z.string(),
  viewer: z.object({ organisation: z.string(), subject: z.string() }).nullable(),
});

/**
 * Finds out whom a city means by a pseudonym of its disclosure log, in an audit trail. Before version 0.2 the hub told every
 * city its own pseudonym, so that is one that a city may mean, too.
 */
export async function findViewer(
  folder: string,
  { cityId, pseudonym, secret }: { readonly cityId: string; readonly pseudonym: string; readonly secret: string },
): Promise<ViewerSearch> {
  const isMeant = new Map<string, boolean>();
  const lines: { time: string; requestId: string }[] = [];
  let viewer: FoundViewer | null = null;
  let unreadable = 0;
  const files = (await readdir(folder)).filter((name) => AUDIT_FILE.test(name)).sort();
  for (const name of files) {
    for (const text of (await readTextFile(path.join(folder, name))).split('\n')) {
      if (text === '') continue;
      const line = readLine(text);
      if (line === undefined) unreadable += 1;
      if (line?.viewer == null) continue;
      const { subject, organisation } = line.viewer;
      const known = isMeant.get(subject) ?? [subject, pseudonymAt(cityId, subject, secret)].includes(pseudonym);
      isMeant.set(subject, known);
      if (!known) continue;
      lines.push({ time: line.time, requestId: line.requestId });
      viewer = { organisation, pseudonym: subject, lines };
    }
  }
  return { viewer, unreadable };
}

function readLine(text: string): z.infer<typeof lineShape> | undefined {
  try {
    return lineShape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
