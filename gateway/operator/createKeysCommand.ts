import { Command } from 'commander';
import { readTextFile } from '../watched/files/readTextFile';
import { parseSigningKeys, toSigningKeys } from '../../subgraphs/serving/tokens/SigningKeys';
import { formatTime, rotateKeys, writeNewKeys } from './keyFile';
import type { RotationStep } from './keyFile';

const ROTATION = `
Run it three times: it publishes a new key, then signs with it, then removes the old one. It says when the next step is safe,
and takes none before. The hubs may run meanwhile, and no call fails. Hubs with a copy of the file each need the copy after
every step, and the time counts from the last of them.`;

/**
 * `keys generate <file>`: makes what HANSE_SIGNING_KEYS names. `keys rotate <file>`: replaces it while hubs run. `keys
 * publish <file>`: what of it everybody may know.
 */
export function createKeysCommand(say: (line: string) => void): Command {
  const keys = new Command('keys').description('the keys with which the hub signs its calls to cities');
  keys
    .command('generate')
    .description('make a key, in a new file that its owner alone can read')
    .argument('<file>', 'a file that is not there yet')
    .action(async (file: string) => {
      const { kid } = await writeNewKeys(file);
      say(`${file} holds the new private key ${kid}. Start the hub with HANSE_SIGNING_KEYS=${file}`);
    });
  keys
    .command('publish')
    .description("show the keys' public part, for a city that is to read it from a file (HUB_JWKS)")
    .argument('<file>', 'a file that "keys generate" made')
    .action(async (file: string) => {
      const { published } = await toSigningKeys(parseSigningKeys(await readTextFile(file), file));
      say(JSON.stringify(published, undefined, 2));
    });
  keys
    .command('rotate')
    .description('take the next of three steps to a new key, if it is safe by now')
    .argument('<file>', 'what HANSE_SIGNING_KEYS names')
    .option('--at-once', 'all steps in one, for a key that leaked: cities refuse calls for up to half a minute')
    .addHelpText('after', ROTATION)
    .action(async (file: string, options: { atOnce?: boolean }) => {
      describeStep(await rotateKeys(file, options), file).forEach((line) => {
        say(line);
      });
    });
  return keys;
}

/** What was done, and what the operator does next, and when. */
export function describeStep(step: RotationStep, file: string): readonly string[] {
  const publish = `npm run hub -- keys publish ${file}`;
  switch (step.kind) {
    case 'published':
      return [
        `Step 1 of 3: the new key ${step.newKid} stands beside the old one, which still signs.`,
        'Hubs publish it within seconds, and cities fetch it within ten minutes.',
        `Cities that have the keys in a file need the new ones now: ${publish}`,
        `From ${formatTime(step.signsFrom)} on, run this command again: then the new key signs.`,
      ];
    case 'signs':
      return [
        `Step 2 of 3: the new key ${step.newKid} signs. The old one, ${step.oldKid}, confirms the calls under way.`,
        `From ${formatTime(step.removedFrom)} on, run this command again: then the old key is removed.`,
      ];
    case 'removed':
      return [
        `Step 3 of 3: removed ${step.oldKids.join(', ')}. The rotation is complete.`,
        `Cities that have the keys in a file can do without it from now on: ${publish}`,
      ];
    case 'replaced':
      return [
        `The new key ${step.newKid} signs at once, and is the only one.`,
        'A city that fetched the keys within the last half minute refuses calls until that is over. Within ten minutes no',
        'city trusts the old keys any more.',
        `Cities that have the keys in a file refuse all calls until they are given the new one: ${publish}`,
      ];
  }
}
