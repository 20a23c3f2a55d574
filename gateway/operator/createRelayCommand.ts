import { rename, rm, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { parseNetwork } from '../../subgraphs/directory/network/parseNetwork';
import { FileUnwritableError } from '../../subgraphs/serving/files/writeNewFile';
import { readTextFile } from '../watched/files/readTextFile';
import { pathOf } from './createRegistryCommand';
import { readPublicKey, writeRelayKey } from './relayKey';
import { writeRelayUsers } from './writeRelayUsers';

/** `relay key|users`: what the NATS server needs to which cities dial out. */
export function createRelayCommand(say: (line: string) => void, defaultFile: string | undefined): Command {
  const relay = new Command('relay').description('the NATS server to which cities dial out');
  relay
    .command('key')
    .description("make a hub's own key at the relay, in a new file that its owner alone can read")
    .argument('<out>', 'a file that is not there yet; HANSE_NATS_CREDENTIALS names it')
    .action(async (out: string) => {
      const key = await writeRelayKey(out);
      say(`${out} holds the seed of the new key ${key}. Start the hub with HANSE_NATS_CREDENTIALS=${out}`);
    });
  relay
    .command('users')
    .description('write who may do what at the relay, for the configuration of nats-server')
    .argument('<out>', 'the file to write, which that configuration includes')
    .argument('[file]', "the network's file (default: what HANSE_NETWORK names)")
    .requiredOption('--hub <key...>', 'what "relay key" made for each hub')
    .action(async (out: string, file: string | undefined, { hub }: { readonly hub: readonly string[] }) => {
      const path = pathOf(file, defaultFile);
      const network = parseNetwork(await readTextFile(path), path);
      const users = writeRelayUsers(network, await Promise.all(hub.map(readPublicKey)));
      // Whole or not at all: with half of it, the relay would turn cities away.
      const beside = `${out}.new`;
      try {
        await writeFile(beside, users);
        await rename(beside, out);
      } catch (error) {
        await rm(beside, { force: true }).catch(() => undefined);
        throw new FileUnwritableError(out, error);
      }
      const count = [...network.cities.values()].filter(({ relayKeys }) => relayKeys !== undefined).length;
      say(
        `${out} lets ${count} ${count === 1 ? 'city' : 'cities'} in. The relay takes it over with: nats-server --signal reload`,
      );
    });
  return relay;
}
