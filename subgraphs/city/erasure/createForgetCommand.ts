import { Command } from 'commander';
import { connect, createDataSource } from '../database/createDataSource';
import { formatTable } from '../../serving/formatTable';
import { ErasedFileError, noErasedFile } from './ErasedFile';
import type { ErasedFile } from './ErasedFile';
import { ErasureKeyError } from './ErasureMarks';
import type { ErasureMarks } from './ErasureMarks';
import { forgetAgain } from './forgetAgain';
import type { ErasedAgain } from './forgetAgain';
import { forgetStaff } from './forgetStaff';
import type { Erasure } from './forgetStaff';

/** What a command on a person's data needs to know; asked for when it is run. */
export type ErasureSettings = () => {
  readonly cityId: string;
  readonly databaseUrl: string;
  readonly erasureMarks: ErasureMarks | undefined;
  readonly erasedFile: ErasedFile | undefined;
};

interface ForgetOptions {
  readonly again?: boolean;
  readonly erased: readonly string[];
  readonly notErased: readonly string[];
}

/** `city forget`: the right to erasure. */
export function createForgetCommand(settings: ErasureSettings, say: (text: string) => unknown): Command {
  return new Command('forget')
    .description('erase a member of staff everywhere, and for good; imports leave the person out from then on')
    .argument('[id]', 'such as gera:staff:12')
    .option(
      '--again',
      'after a backup was restored: erase everybody who was erased since, by the marks of CITY_ERASED_FILE',
    )
    .option(
      '--erased <key>',
      'with --again: this record, which looks like an erased person, is the person. May be given several times',
      collect,
      [],
    )
    .option(
      '--not-erased <key>',
      'with --again: this record, which looks like an erased person, is somebody else. May be given several times',
      collect,
      [],
    )
    .action(async (id: string | undefined, { again = false, erased, notErased }: ForgetOptions) => {
      if (again === (id !== undefined)) throw new Error('Give the id of a person, such as gera:staff:12, or --again.');
      const { cityId, databaseUrl, erasureMarks, erasedFile } = settings();
      if (erasureMarks === undefined) {
        throw new ErasureKeyError(
          'CITY_ERASURE_KEY is not set. Without it the next import would bring the person back. "city init" makes one; so does "openssl rand -hex 32".',
        );
      }
      if (again && erasedFile === undefined) throw new ErasedFileError(noErasedFile);
      const dataSource = await connect(createDataSource(databaseUrl));
      try {
        if (id !== undefined) {
          say(describe(id, await forgetStaff(dataSource, cityId, erasureMarks, id, erasedFile), erasedFile));
        } else if (erasedFile !== undefined) {
          const decisions = { erased, others: new Set(notErased) };
          say(describeAgain(await forgetAgain(dataSource, cityId, erasureMarks, erasedFile, decisions)));
        }
      } finally {
        await dataSource.destroy();
      }
    });
}

function collect(key: string, keys: readonly string[]): readonly string[] {
  return [...keys, key];
}

function describeAgain({ marks, staff }: ErasedAgain): string {
  const known = `The database knows all marks again; it lacked ${marks}.`;
  if (staff.length === 0) return `${known} Nobody of the erased was back.`;
  return `${known} Erased again:\n${formatTable(
    ['person'],
    staff.map((id) => [id]),
  )}`;
}

function describe(
  id: string,
  { record, experiences, programmes, disclosures, mentions }: Erasure,
  erasedFile: ErasedFile | undefined,
): string {
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
  const files = 'The files of your imports may have the person: take that line out.';
  const backups =
    erasedFile === undefined
      ? `Backups have the person until they expire. If one is restored, run this again. ${noErasedFile}`
      : 'Backups have the person until they expire. If one is restored, nothing runs until "city forget --again" did.';
  const advice = `${files}\n${backups}`;
  if (mentions.length === 0) {
    return `${heading}\n${erased}\n${advice}`;
  }
  const rows = mentions.map(({ table, key }) => [table, key]);
  return `${heading}\n${erased}\nThe texts of these records may name the person. Edit them where they come from, and import them again:\n${formatTable(['record', 'key'], rows)}\n${advice}`;
}
