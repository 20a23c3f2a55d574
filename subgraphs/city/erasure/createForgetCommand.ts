import { Command } from 'commander';
import { createDataSource } from '../database/createDataSource';
import { formatTable } from '../formatTable';
import { ErasureKeyError } from './ErasureKeyError';
import type { ErasureMarks } from './ErasureMarks';
import type { Erasure } from './forgetStaff';
import { forgetStaff } from './forgetStaff';

/** What a command on a person's data needs to know; asked for when it is run. */
export type ErasureSettings = () => {
  readonly cityId: string;
  readonly databaseUrl: string;
  readonly erasureMarks: ErasureMarks | undefined;
};

/** `city forget`: the right to erasure. */
export function createForgetCommand(settings: ErasureSettings, say: (text: string) => unknown): Command {
  return new Command('forget')
    .description('erase a member of staff everywhere, and for good; imports leave the person out from then on')
    .argument('<id>', 'such as gera:staff:12')
    .action(async (id: string) => {
      const { cityId, databaseUrl, erasureMarks } = settings();
      if (erasureMarks === undefined) {
        throw new ErasureKeyError(
          'CITY_ERASURE_KEY is not set. Without it the next import would bring the person back. "city init" makes one; so does "openssl rand -hex 32".',
        );
      }
      const dataSource = await createDataSource(databaseUrl).initialize();
      try {
        say(describe(id, await forgetStaff(dataSource, cityId, erasureMarks, id)));
      } finally {
        await dataSource.destroy();
      }
    });
}

function describe(id: string, { record, experiences, programmes, disclosures, mentions }: Erasure): string {
  const counts = [
    ['experiences', experiences],
    ['links to programmes, which stay', programmes],
    ['entries of the disclosure log', disclosures],
  ] as const;
  const erased = formatTable(
    ['erased', 'how many'],
    [['records', record ? 1 : 0] as const, ...counts].map(([what, count]) => [what, String(count)]),
  );
  const heading = record ? `${id} is erased.` : `${id} was gone before; what was left of it is erased.`;
  const advice = 'Backups have the person until they expire. If one is restored, run this again.';
  if (mentions.length === 0) {
    return `${heading}\n${erased}\n${advice}`;
  }
  const rows = mentions.map(({ table, key }) => [table, key]);
  return `${heading}\n${erased}\nThe texts of these records may name the person. Edit them where they come from, and import them again:\n${formatTable(['record', 'key'], rows)}\n${advice}`;
}
