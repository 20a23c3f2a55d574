import { Command } from 'commander';
import { createKeysCommand } from './signing/createKeysCommand';

// The hub's work beside serving, which main.ts does.

const program = new Command('hub').description('Looks after what the hub needs.');
program.addCommand(createKeysCommand((line) => process.stdout.write(`${line}\n`)));

program.parseAsync().catch((error: unknown) => {
  process.exitCode = 1;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
});
