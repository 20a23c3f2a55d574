import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';

/** The hub's address as it is composed, which stands for wherever it is. */
const COMPOSED_ORIGIN = 'http://hub.invalid';

/** `supergraph --hub <url>`: the supergraph for another federation engine, which asks the hub's subgraphs over HTTP. */
export function createSupergraphCommand(say: (line: string) => void): Command {
  return new Command('supergraph')
    .description('print the supergraph for another federation engine (Apollo Router, Hive Gateway, Cosmo)')
    .requiredOption('--hub <url>', 'where the hub answers that engine, such as https://hub.example', parseOrigin)
    .addHelpText('after', TOKEN)
    .action(({ hub }: { readonly hub: string }) => {
      const supergraph = readFileSync(join(__dirname, '..', '..', 'schema', 'supergraph.graphql'), 'utf8');
      say(supergraph.replaceAll(COMPOSED_ORIGIN, hub).trimEnd());
    });
}

const TOKEN = `
The hub answers at <url>/subgraphs/directory, /search and /city when HANSE_SUBGRAPHS_TOKEN is set, and the engine has to
send that token with each request: authorization: Bearer <token>. Whoever the engine asks for is anonymous there, so it
shows what is PUBLIC. The supergraph changes with a new version of the hub, and never with the cities.`;

function parseOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOrigin = url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.search === '';
  if (!isOrigin) throw new InvalidArgumentError('It must be an address such as https://hub.example.');
  return url.href.replace(/\/$/, '');
}
