import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { pseudonymAt, pseudonymOf } from '../front/sign-in/pseudonyms';
import { FileUnreadableError, readTextFile } from '../watched/files/readTextFile';
import { AUDIT_FILE } from '../observe/audit/openAuditTrail';

type Environment = Readonly<Record<string, string | undefined>>;

const SECRETS = `
Needs HANSE_PSEUDONYM_SECRET, as the hub has it: without it, nobody can tell which pseudonyms are the same person's.`;

/**
 * `viewer find <city> <pseudonym>`: whom a city means, for a question that it has on its disclosure log. `viewer name
 * <subject> <city...>`: under which pseudonyms somebody is known, for a question that they have themselves (GDPR, Article 15).
 *
 * @param env where the settings of the hub are looked for when a command runs
 */
export function createViewerCommand(say: (line: string) => void, env: () => Environment): Command {
  const setting = (name: string): string => {
    const value = env()[name] ?? '';
    if (value === '') throw new Error(`${name} must be set as it is for the hub, but is not set.`);
    return value;
  };
  const viewer = new Command('viewer').description('the pseudonyms of members, of which each city has its own');
  viewer
    .command('find')
    .description('whom a city means by a pseudonym of its disclosure log, from the audit trail')
    .argument('<city>', 'the slug of the city')
    .argument('<pseudonym>', 'the column "subject" of its log')
    .option('--folder <folder>', 'the audit trail (default: HANSE_AUDIT_FOLDER)')
    .addHelpText('after', SECRETS)
    .action(async (cityId: string, pseudonym: string, options: { readonly folder?: string }) => {
      const folder = options.folder ?? setting('HANSE_AUDIT_FOLDER');
      const secret = setting('HANSE_PSEUDONYM_SECRET');
      const { viewer: found, unreadable } = await findViewer(folder, { cityId, pseudonym, secret });
      if (unreadable > 0) say(`Lines of the trail that cannot be read, and are left out: ${unreadable}`);
      if (found === null) {
        throw new Error(
          `Nobody in the audit trail of ${folder} is ${pseudonym} at ${cityId}. Each hub has a trail of its own: see --folder.`,
        );
      }
      say(`${found.organisation}, in the audit trail ${found.pseudonym}`);
      for (const { time, requestId } of found.lines) say(`${time} ${requestId}`);
    });
  viewer
    .command('name')
    .description('under which pseudonyms the hub and cities know somebody who signs in')
    .argument('<subject>', 'the claim "sub" of the OpenID provider')
    .argument('[cities...]', 'slugs of cities')
    .addHelpText('after', SECRETS)
    .action((subject: string, cityIds: readonly string[]) => {
      const secret = setting('HANSE_PSEUDONYM_SECRET');
      const pseudonym = pseudonymOf(setting('HANSE_OIDC_ISSUER'), subject, secret);
      say(`hub ${pseudonym}`);
      for (const cityId of cityIds) say(`${cityId} ${pseudonymAt(cityId, pseudonym, secret)}`);
    });
  return viewer;
}

/** A member as the audit trail has it. */
interface FoundViewer {
  readonly organisation: string;
  /** That of the hub. */
  readonly pseudonym: string;
  /** Lines of the trail, the oldest first. */
  readonly lines: readonly { readonly time: string; readonly requestId: string }[];
}

interface ViewerSearch {
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
async function findViewer(
  folder: string,
  { cityId, pseudonym, secret }: { readonly cityId: string; readonly pseudonym: string; readonly secret: string },
): Promise<ViewerSearch> {
  const isMeant = new Map<string, boolean>();
  const lines: { time: string; requestId: string }[] = [];
  let viewer: FoundViewer | null = null;
  let unreadable = 0;
  const names = await readdir(folder).catch((cause: unknown) => {
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    throw new FileUnreadableError(folder, `cannot be read (${code})`, { cause });
  });
  const files = names.filter((name) => AUDIT_FILE.test(name)).sort();
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
