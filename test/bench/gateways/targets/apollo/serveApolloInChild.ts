import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

/** Runs Apollo's gateway as its documentation begins, on the supergraph in the file named first. Tells its URL. */
async function serve(supergraphFile: string): Promise<void> {
  const gateway = new ApolloGateway({ supergraphSdl: readFileSync(supergraphFile, 'utf8') });
  const server = new ApolloServer({ gateway, introspection: false });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  process.send?.(url);
  await once(process, 'disconnect');
  process.exit();
}

const [supergraphFile = ''] = process.argv.slice(2);
// It would send figures on its use to its maker.
process.env.APOLLO_TELEMETRY_DISABLED = 'true';
serve(supergraphFile).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exit(1);
});
