import { stat } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { connect, createDataSource } from '../database/createDataSource';
import { migrate } from '../database/migrate';
import type { ErasedFile } from '../erasure/ErasedFile';
import type { ErasureMarks } from '../erasure/ErasureMarks';
import { codeOf } from '../errors';
import type { CityChoice } from '../host/CityChoice';
import { importSource } from './importSource';
import type { ImportReport } from './importSource';
import { kinds } from './kind/kinds';
import type { KindName } from './kind/kinds';
import { usualAllowances } from './MassChangeError';
import { ImportError } from './Problems';
import type { Problem } from './Problems';
import { writeProblems } from './report/describeProblems';
import { describeReport } from './report/describeReport';
import { showProgress } from './report/showProgress';
import type { ProgressOutput } from './report/showProgress';
import { openFile, openFolder, openStream } from './source/openSource';
import type { OpenSource } from './source/Source';
import type { Encoding } from './text/TextDecoding';

/** What the command has of its surroundings. */
export interface ImportSurroundings {
  readonly settings: () => {
    readonly cityId: string;
    readonly databaseUrl: string;
    readonly runtimeRole: string | null;
    readonly erasureMarks?: ErasureMarks | undefined;
    readonly erasedFile?: ErasedFile | undefined;
  };
  readonly input: AsyncIterable<Uint8Array>;
  readonly say: (text: string) => unknown;
  /** Where progress is shown, so that what is said can be kept apart. */
  readonly progress: ProgressOutput;
  /** Of many cities, for which one the work is; left out, it is for the one of the settings. */
  readonly choice?: Pick<CityChoice, 'forEach' | 'pathOf'>;
}

interface ImportCommandOptions {
  readonly kind?: KindName;
  readonly encoding?: 'utf-8' | 'windows-1252';
  readonly replace?: boolean;
  readonly allowRemoval: number;
  readonly allowWidening: number;
  readonly allowChange: number;
  readonly notErased: readonly string[];
  readonly dryRun?: boolean;
  readonly report?: string;
  readonly migrate?: boolean;
  readonly all?: boolean;
}

const ENCODINGS: Readonly<Record<string, Encoding>> = { 'utf-8': 'UTF-8', 'windows-1252': 'Windows-1252' };

/**
 * `city import`: brings the city's data up to what a folder, a file or standard input says. Fails with an ImportError when
 * something is wrong with it.
 */
export function createImportCommand(surroundings: ImportSurroundings): Command {
  return new Command('import')
    .description("add a folder's or a file's records to the city's data, or change them; all or nothing")
    .argument('<source>', 'a folder with city.yaml and CSV or JSON lines files, one such file, or - for standard input')
    .addOption(
      new Option('--kind <kind>', 'what a file or standard input holds, where no name says so').choices(
        kinds.map(({ name }) => name),
      ),
    )
    .addOption(
      new Option('--encoding <encoding>', 'what all files are written in, instead of what their bytes tell').choices(
        Object.keys(ENCODINGS),
      ),
    )
    .option('--replace', 'retire what the city has and the source does not: of all kinds, or of the kind of a file')
    .option('--allow-removal <percent>', 'how much of a kind may be retired', parsePercent, usualAllowances.removal)
    .option(
      '--allow-widening <percent>',
      'how much of a kind may be shown to more people than before',
      parsePercent,
      usualAllowances.widening,
    )
    .option('--allow-change <percent>', 'how much of a kind may change', parsePercent, usualAllowances.change)
    .option(
      '--not-erased <key>',
      'take a new record that looks like an erased person, since it is somebody else. May be given several times',
      (key: string, keys: readonly string[]) => [...keys, key],
      [],
    )
    .option('--dry-run', 'tell what would change, and change nothing')
    .option('--report <file.csv>', 'write all problems to a CSV file as well')
    .option('--migrate', 'bring the database to the schema of this version first')
    .option('--all', 'with --cities: each city, from the source of that name in its folder')
    .action(async (source: string, options: ImportCommandOptions) => {
      const { choice } = surroundings;
      if (options.all === true && source === '-') throw new Error('Standard input is of one city: leave --all out.');
      if (choice === undefined) await runImport(surroundings, source, options);
      else {
        await choice.forEach(() => {
          const { report } = options;
          const own = report === undefined ? options : { ...options, report: choice.pathOf(report) };
          return runImport(surroundings, source === '-' ? source : choice.pathOf(source), own);
        });
      }
    });
}

async function runImport(
  { settings, input, say, progress }: ImportSurroundings,
  path: string,
  options: ImportCommandOptions,
): Promise<void> {
  const { cityId, databaseUrl, runtimeRole, erasureMarks, erasedFile } = settings();
  const open = path === '-' ? openInput(input, options.kind) : await openPath(path, options.kind);
  if (options.migrate === true) await migrate(databaseUrl, runtimeRole, erasedFile);
  const dataSource = await connect(createDataSource(databaseUrl));
  const shown = showProgress(progress);
  let report: ImportReport;
  try {
    report = await importSource(dataSource, cityId, open, {
      replace: options.replace ?? false,
      allowed: { removal: options.allowRemoval, widening: options.allowWidening, change: options.allowChange },
      dryRun: options.dryRun ?? false,
      encoding: options.encoding === undefined ? undefined : ENCODINGS[options.encoding],
      erasureMarks,
      erasedFile,
      notErased: options.notErased,
      onProgress: shown.onProgress,
    });
  } catch (error) {
    if (error instanceof ImportError && options.report !== undefined) {
      // What is wrong with the data is told in any case.
      await writeReport(options.report, error.problems).catch((unwritten: unknown) =>
        say((unwritten as Error).message),
      );
    }
    throw error;
  } finally {
    shown.stop();
    await dataSource.destroy();
  }
  say(describeReport(cityId, report));
  if (options.report !== undefined) await writeReport(options.report, []);
}

async function writeReport(file: string, problems: readonly Problem[]): Promise<void> {
  try {
    await writeProblems(file, problems);
  } catch (error) {
    throw new Error(`--report: ${file} cannot be written (${codeOf(error)}).`, { cause: error });
  }
}

function openInput(input: AsyncIterable<Uint8Array>, kind: KindName | undefined): OpenSource {
  if (kind === undefined) throw new Error('Say what standard input holds, such as --kind staff.');
  return openStream(input, kind);
}

async function openPath(path: string, kind: KindName | undefined): Promise<OpenSource> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new Error(`There is no folder and no file ${path === '' ? 'without a name' : path}.`);
  if (!found.isDirectory()) return openFile(path, kind);
  if (kind !== undefined) throw new Error('The files of a folder say by their names what they hold: leave --kind out.');
  return openFolder(path);
}

function parsePercent(text: string): number {
  if (!/^\d{1,3}$/.test(text) || Number(text) > 100) {
    throw new InvalidArgumentError('It must be a whole number from 0 to 100.');
  }
  return Number(text);
}
