import '../../subgraphs/serving/requireNode';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { Command } from 'commander';
import { useForwardProxy } from '../../subgraphs/serving/useForwardProxy';
import { createHttpQuery } from '../web/terminal/httpHub';
import { hubOf, parseHub } from '../web/terminal/hubOption';
import { createAssistantServer } from './createAssistantServer';

/** `hanse-mcp`: the tools over standard input and output, for an assistant that starts its servers itself. */
const program = new Command('hanse-mcp')
  .description(
    'Tools to ask a hub, by the Model Context Protocol over standard input and output: an assistant starts it, and it ends with it.',
  )
  .option('--hub <url>', 'the hub to ask, or HANSE_HUB in the environment', parseHub)
  .helpOption('-h, --help', 'show this')
  .addHelpText(
    'after',
    '\nWith a token of who signed in, HANSE_TOKEN in the environment, the answers have what members may see.',
  )
  .parse();
const { hub } = program.opts<{ readonly hub?: string }>();
const origin = hubOf(program, hub, process.env['HANSE_HUB'] || 'http://127.0.0.1:4000');
try {
  useForwardProxy(process.env);
} catch (error) {
  program.error(error instanceof Error ? error.message : String(error));
}
const server = createAssistantServer({
  query: createHttpQuery(origin, process.env['HANSE_TOKEN'] || undefined),
  signal: new AbortController().signal,
  origin,
  onFailure: (cause) => {
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
  },
});
void server.connect(new StdioServerTransport());
