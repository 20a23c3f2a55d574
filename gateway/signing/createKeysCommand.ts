import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { parseSigningKeys } from './parseSigningKeys';
import { toSigningKeys } from './toSigningKeys';
import { writeNewKeys } from './writeNewKeys';

/** `keys generate <file>`: makes what HANSE_SIGNING_KEYS names. `keys publish <file>`: what of it everybody may know. */
export function createKeysCommand(say: (line: string) => void): Command {
  const keys = new Command('keys').description('the keys with which the hub signs its calls to cities');
  keys
    .command('generate')
    .description('make a key, in a new file that its owner alone can read')
    .argument('<file>', 'a file that is not there yet')
    .action(async (file: string) => {
      const { kid } = await generate(file);
      say(`${file} holds the new private key ${kid}. Start the hub with HANSE_SIGNING_KEYS=${file}`);
    });
  keys
    .command('publish')
    .description("show the keys' public part, for a city that is to read it from a file (HUB_JWKS)")
    .argument('<file>', 'a file that "keys generate" made')
    .action(async (file: string) => {
      const { published } = await toSigningKeys(parseSigningKeys(await readFile(file, 'utf8'), file));
      say(JSON.stringify(published, undefined, 2));
    });
  return keys;
}

async function generate(file: string): Promise<{ readonly kid: string }> {
  try {
    return await writeNewKeys(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new Error(`${file} is there already. Keys are never overwritten.`, { cause: error });
  }
}
