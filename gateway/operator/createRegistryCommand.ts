import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { parseNetwork } from '../../subgraphs/directory/network/parseNetwork';
import { readTextFile } from '../watched/files/readTextFile';
import { describeCities, describeRisks, describeSize } from './describeNetwork';
import { NetworkText } from './NetworkText';
import { writeRelayKey } from './relayKey';
import { replaceFile } from '../watched/files/replaceFile';

interface AddOptions {
  readonly name: string;
  readonly country: string;
  readonly url?: string;
  readonly connect?: string;
  readonly population?: number;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly lauCode?: string;
  readonly language?: readonly string[];
  readonly source?: string;
  readonly bind?: string;
}

interface EditOptions {
  readonly dryRun?: boolean;
}

const EDITS = `
The file is replaced as a whole, and only by a sound one; comments and order stay. A hub that runs on it takes the change
over by itself.`;

const RELAY = `
The file has the public part alone. After "relay users" the relay takes it over with "nats-server --signal reload", without a
restart: who has a key that is gone is cut off, and nobody else notices.`;

/** `registry check|list|add|move|bind|credentials|revoke|suspend|resume|remove`: looks after what HANSE_NETWORK names. */
export function createRegistryCommand(say: (line: string) => void, defaultFile: string | undefined): Command {
  const registry = new Command('registry').description("the network's file: its cities and alliances");
  const command = (name: string, description: string): Command => registry.command(name).description(description);
  /** Every command names the file last. */
  const withFile = (subcommand: Command): Command =>
    subcommand.argument('[file]', "the network's file (default: what HANSE_NETWORK names)");
  const edits = (subcommand: Command): Command =>
    withFile(subcommand).option('--dry-run', 'show what would change, and change nothing').addHelpText('after', EDITS);

  async function edit(
    file: string | undefined,
    { dryRun }: EditOptions,
    done: string,
    change: (text: NetworkText) => void,
  ): Promise<void> {
    const path = pathOf(file, defaultFile);
    const before = await readTextFile(path);
    const network = new NetworkText(before, path);
    change(network);
    if (dryRun === true) {
      say(
        createTwoFilesPatch(path, path, before, network.text, 'now', 'then', {
          context: 3,
          headerOptions: FILE_HEADERS_ONLY,
        }).trimEnd(),
      );
      return;
    }
    await replaceFile(path, before, network.text);
    say(`${done} ${path}: ${describeSize(network.network)}.`);
  }

  withFile(command('check', 'name everything that is wrong in the file, and fail if there is anything')).action(
    async (file: string | undefined) => {
      const path = pathOf(file, defaultFile);
      const network = parseNetwork(await readTextFile(path), path);
      say(`${path}: ${describeSize(network)}.`);
      describeRisks(network).forEach(say);
    },
  );

  withFile(command('list', 'show the cities'))
    .option('--json', 'all that is known of them, as JSON')
    .action(async (file: string | undefined, { json }: { json?: boolean }) => {
      const path = pathOf(file, defaultFile);
      const network = parseNetwork(await readTextFile(path), path);
      if (json === true) say(JSON.stringify([...network.cities.values()], undefined, 2));
      else describeCities(network).forEach(say);
    });

  edits(command('add', 'add a city').argument('<slug>', 'its id for good, such as bad-homburg'))
    .requiredOption('--name <name>', 'in its own language')
    .requiredOption('--country <code>', 'ISO 3166-1 alpha-2, such as DE')
    .option('--url <url>', 'where its server answers; without it, the city is listed')
    .addOption(new Option('--connect <way>', 'instead of --url: its server dials out to the relay').choices(['nats']))
    .option('--population <number>', 'inhabitants', parseNumber)
    .option('--latitude <degrees>', 'north, WGS 84', parseNumber)
    .option('--longitude <degrees>', 'east, WGS 84', parseNumber)
    .option('--lau-code <code>', 'local administrative unit (Eurostat)')
    .option('--language <tag...>', 'in which it works, BCP 47, such as de')
    .option('--source <text>', 'where these figures come from')
    .addOption(new Option('--bind <what>', 'bind the token of each call to the body of the call').choices(['body']))
    .action(async (slug: string, file: string | undefined, { language, ...options }: AddOptions & EditOptions) => {
      const { name, country, lauCode, population, latitude, longitude, url, connect, bind, source } = options;
      await edit(file, options, `${slug} added to`, (text) => {
        const known = { name, country, languages: language, lauCode, population, latitude, longitude };
        text.add(slug, { ...known, url, connect, bind, source });
      });
    });

  edits(
    command('move', 'give a city another address')
      .argument('<slug>', 'the city')
      .argument('<url>', 'where its server answers, or nats: it dials out to the relay'),
  ).action(async (slug: string, url: string, file: string | undefined, options: EditOptions) => {
    await edit(file, options, `${slug} moved in`, (text) => {
      text.move(slug, url);
    });
  });

  edits(
    command('bind', 'bind the token of each call to a city to the body of the call, or to none')
      .argument('<slug>', 'the city')
      .addArgument(new Argument('<what>', 'what to bind it to').choices(['body', 'none'])),
  ).action(async (slug: string, what: 'body' | 'none', file: string | undefined, options: EditOptions) => {
    await edit(file, options, `Calls to ${slug} ${what === 'body' ? 'bound' : 'not bound'} in`, (text) => {
      text.bind(slug, what === 'body');
    });
  });

  withFile(
    command('credentials', 'make a key with which a city that dials out is let in at the relay, beside those it has')
      .argument('<slug>', 'the city')
      .argument('<out>', 'a file that is not there yet, for the city: CITY_NATS_CREDENTIALS names it there'),
  )
    .addHelpText('after', RELAY)
    .action(async (slug: string, out: string, file: string | undefined) => {
      const path = pathOf(file, defaultFile);
      const before = await readTextFile(path);
      const network = new NetworkText(before, path);
      network.requireRelayed(slug);
      const key = await writeRelayKey(out);
      network.addRelayKey(slug, key);
      await replaceFile(path, before, network.text);
      say(`${out} holds the seed of the new key ${key}: give it to ${slug} on a safe way, and keep no copy.`);
      say('The relay lets it in once it has the new users: npm run hub -- relay users');
    });

  edits(command('revoke', 'have a city that dials out be let in at the relay no more').argument('<slug>', 'the city'))
    .option('--but-last', 'but with the key that was made last: the others were replaced by it')
    .addHelpText('after', RELAY)
    .action(async (slug: string, file: string | undefined, options: EditOptions & { butLast?: boolean }) => {
      await edit(file, options, `Keys of ${slug} taken out of`, (text) => {
        text.removeRelayKeys(slug, { butLast: options.butLast === true });
      });
      if (options.dryRun !== true)
        say('The relay turns them away once it has the new users: npm run hub -- relay users');
    });

  edits(command('suspend', 'take a city out for a while: it stays listed, and is asked nothing').argument('<slug>'))
    .option('--reason <text>', 'for everybody to read')
    .action(async (slug: string, file: string | undefined, options: EditOptions & { reason?: string }) => {
      await edit(file, options, `${slug} suspended in`, (text) => {
        text.suspend(slug, options.reason);
      });
    });

  edits(command('resume', 'have a suspended city asked again').argument('<slug>')).action(
    async (slug: string, file: string | undefined, options: EditOptions) => {
      await edit(file, options, `${slug} resumed in`, (text) => {
        text.resume(slug);
      });
    },
  );

  edits(command('remove', 'take a city out for good').argument('<slug>'))
    .option('--from-alliances', 'out of the alliances that name it, too')
    .action(async (slug: string, file: string | undefined, options: EditOptions & { fromAlliances?: boolean }) => {
      await edit(file, options, `${slug} removed from`, (text) => {
        text.remove(slug, { fromAlliances: options.fromAlliances === true });
      });
    });
  return registry;
}

/** @throws Error when nothing names it */
export function pathOf(file: string | undefined, defaultFile: string | undefined): string {
  const path = file ?? defaultFile;
  if (path === undefined || path === '') throw new Error('Name the file, or set HANSE_NETWORK.');
  return path;
}

function parseNumber(text: string): number {
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError('It must be a number.');
  return Number(text);
}
