import '../../subgraphs/serving/requireNode';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { createHttpQuery } from '../web/terminal/httpHub';
import { createAssistantServer } from './createAssistantServer';

/** `hanse-mcp`: the tools over standard input and output, for an assistant that starts its servers itself. */
const origin = process.env['HANSE_HUB'] || 'http://127.0.0.1:4000';
const server = createAssistantServer({
  query: createHttpQuery(origin, process.env['HANSE_TOKEN'] || undefined),
  signal: new AbortController().signal,
  origin,
  onFailure: (cause) => {
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
  },
});
void server.connect(new StdioServerTransport());
