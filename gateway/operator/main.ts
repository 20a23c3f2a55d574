import '../../subgraphs/serving/requireNode';
import { Command } from 'commander';
import { createViewerCommand } from './createViewerCommand';
import { createRegistryCommand } from './createRegistryCommand';
import { createRelayCommand } from './createRelayCommand';
import { createKeysCommand } from './createKeysCommand';
import { createQuestionsCommand } from './createQuestionsCommand';
import { createSupergraphCommand } from './createSupergraphCommand';
import { createVocabularyCommand } from './createVocabularyCommand';

// The hub's work beside serving, which main.ts does.

const program = new Command('hub').description('Looks after what the hub needs.');
const say = (line: string) => process.stdout.write(`${line}\n`);
program.addCommand(createKeysCommand(say));
program.addCommand(createVocabularyCommand(say));
program.addCommand(createRegistryCommand(say, process.env['HANSE_NETWORK']));
program.addCommand(createRelayCommand(say, process.env['HANSE_NETWORK']));
program.addCommand(createQuestionsCommand(say));
program.addCommand(createSupergraphCommand(say));
program.addCommand(createViewerCommand(say, () => process.env));

program.parseAsync().catch((error: unknown) => {
  process.exitCode = 1;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
});
