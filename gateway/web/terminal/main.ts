import '../../../subgraphs/serving/requireNode';
import { once } from 'node:events';
import { useForwardProxy } from '../../../subgraphs/serving/useForwardProxy';
import { runAsk } from './runAsk';

/** `npm run ask -- "housing action plans"` */
async function main(): Promise<void> {
  useForwardProxy(process.env);
  process.exitCode = await runAsk(process.argv.slice(2), {
    out: async (text) => {
      if (!process.stdout.write(text)) await once(process.stdout, 'drain');
    },
    error: (text) => {
      process.stderr.write(text);
    },
    width: process.stdout.columns || 80,
    hub: process.env['HANSE_HUB'] || 'http://127.0.0.1:4000',
    // Not an option: other users of the machine see a command's arguments.
    token: process.env['HANSE_TOKEN'] || undefined,
  });
}

// `ask ... | head` closes the pipe early, which is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

main().catch((error: unknown) => {
  process.exitCode = 2;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
});
