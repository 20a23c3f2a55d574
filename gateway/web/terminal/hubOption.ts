import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';

const NO_ADDRESS = 'must be an address such as http://127.0.0.1:4000.';

/** Reads the option `--hub`. */
export function parseHub(value: string): string {
  const origin = originOf(value);
  if (origin === undefined) throw new InvalidArgumentError(`It ${NO_ADDRESS}`);
  return origin;
}

/** The hub that the option names, or else the environment. Ends the program with an error where that is no address. */
export function hubOf(program: Command, named: string | undefined, fromEnvironment: string): string {
  return named ?? originOf(fromEnvironment) ?? program.error(`error: HANSE_HUB ${NO_ADDRESS}`);
}

function originOf(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.origin : undefined;
}
