import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * What a validator says that is not ours: the RSS library of Ruby, which knows elements and attributes of Atom, how often each may
 * stand where, dates, and kinds of text. It does not look at what `findFeedFaults` looks at.
 *
 * @param ruby the program
 * @returns for each feed what is wrong first, such as `RSS::MissingTagError: tag <id> is missing in tag <entry>`, or null
 */
export function findAtomFaults(ruby: string, feeds: readonly string[]): readonly (string | null)[] {
  const input = JSON.stringify(feeds);
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  const output = execFileSync(ruby, [join(__dirname, 'validateAtom.rb')], { input, env, encoding: 'utf8' });
  return JSON.parse(output) as readonly (string | null)[];
}
