import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { createDataSource } from '../database/createDataSource';
import type { ErasureSettings } from './createForgetCommand';
import { exportStaff } from './exportStaff';

/** `city export`: the right of access. */
export function createExportCommand(settings: ErasureSettings, say: (text: string) => unknown): Command {
  return new Command('export')
    .description('give all that is held on a member of staff, as JSON')
    .argument('<id>', 'such as gera:staff:12')
    .option('--output <file.json>', 'write it to a new file that only you can read, instead of showing it')
    .action(async (id: string, { output }: { readonly output?: string }) => {
      const { cityId, databaseUrl } = settings();
      const dataSource = await createDataSource(databaseUrl).initialize();
      try {
        const text = JSON.stringify(await exportStaff(dataSource, cityId, id), null, 2);
        if (output === undefined) {
          say(text);
        } else {
          await writeFile(output, `${text}\n`, { flag: 'wx', mode: 0o600 });
        }
      } finally {
        await dataSource.destroy();
      }
    });
}
