import { Command } from 'commander';
import { pseudonymAt, pseudonymOf } from '../front/sign-in/pseudonyms';
import { findViewer } from './findViewer';

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
