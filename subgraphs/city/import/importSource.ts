import { DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { checkDatabase } from '../database/checkDatabase';
import type { ErasedFile } from '../erasure/ErasedFile';
import { checkErasureKey } from '../erasure/ErasureMarks';
import type { ErasureMarks } from '../erasure/ErasureMarks';
import { leaveOutErased } from '../erasure/leaveOutErased';
import type { LeftOut } from '../erasure/leaveOutErased';
import { Publication, removeOldTombstones } from '../publication/Publication';
import { kinds } from './kind/kinds';
import type { KindName } from './kind/kinds';
import { MassChangeError, usualAllowances } from './MassChangeError';
import type { Allowances } from './MassChangeError';
import { notationOf } from './columns/numbers';
import { ImportError, Problems } from './Problems';
import { openFolder } from './source/openSource';
import { readCity } from './source/readCity';
import type { CityFile } from './source/readCity';
import { digestSource } from './source/Source';
import type { OpenSource, Source } from './source/Source';
import { stageFile } from './stageFile';
import type { FileReport, StagedFile } from './stageFile';
import { applyChanges } from './store/applyChanges';
import { checkStaged } from './store/checkStaged';
import { leaveOutLeavers } from './store/leaveOutLeavers';
import type { Leavers } from './store/leaveOutLeavers';
import { planChanges } from './store/planChanges';
import type { Changes } from './store/planChanges';
import { Staging } from './store/Staging';
import { findUnmapped, stageAcceptedMappings } from './store/topicMappings';
import type { Encoding } from './text/TextDecoding';

export interface ImportOptions {
  /** The source is the truth: what it does not have is retired. Without it, the import only adds and changes. */
  readonly replace?: boolean;
  /** How much of a kind may be retired, shown to more people, or changed; the usual where it is left out. */
  readonly allowed?: Partial<Allowances>;
  /** Find out what would change, and change nothing. */
  readonly dryRun?: boolean;
  /** What all files are written in. Told by the bytes of each when left out. */
  readonly encoding?: Encoding | undefined;
  /** The marks of persons who were erased, whom no import brings back. */
  readonly erasureMarks?: ErasureMarks | undefined;
  /** Marks that are kept beside the database, when they are. */
  readonly erasedFile?: ErasedFile | undefined;
  /** Keys of new records that look like an erased person and are somebody else. */
  readonly notErased?: readonly string[];
  readonly onProgress?: (progress: ImportProgress) => void;
}

export type ImportProgress =
  | {
      readonly phase: 'reading';
      readonly file: string;
      readonly bytes: number;
      /** Of the whole file; undefined when that is not known. */
      readonly size: number | undefined;
      readonly records: number;
    }
  | { readonly phase: 'comparing' }
  | { readonly phase: 'writing'; readonly kind: string };

/** What an import did, or would do. */
export type ImportReport =
  | {
      readonly outcome: 'imported' | 'dry run';
      readonly files: readonly FileReport[];
      /** Files of the folder that were not read. */
      readonly passedOver: readonly string[];
      /** Records of the source, by kind. */
      readonly counts: Readonly<Record<KindName, number>>;
      readonly changes: Readonly<Record<KindName, Changes>>;
      /** What was not taken because it is about persons who were erased. */
      readonly leftOut: Omit<LeftOut, 'heldBack'> & {
        /** New records that look like somebody who was erased, such as `staff.csv line 3 (p-4711)`. */
        readonly heldBack: readonly string[];
      };
      /** What was not taken because it names persons whom the source of staff has no longer. */
      readonly leavers: Leavers;
      /** The keys of the city's topics that then map to no concept, so that what rests on them is found by text alone. */
      readonly unmapped: readonly string[];
      /** Why an import would be refused; in a dry run alone. */
      readonly refusal?: MassChangeError;
    }
  /** The source is what was imported last, byte for byte, and in the same way. */
  | { readonly outcome: 'unchanged'; readonly passedOver: readonly string[] };

/**
 * Imports a source into a city's database, all or nothing, in one transaction. Those who read go on and see the old
 * content until the new one is complete; a second import waits. The source is read as a stream: memory is bounded, however
 * large it is.
 *
 * A record of the source takes the place of the one with its key, with all that stands in its line: a column that is
 * left out is empty. Partners, results and what else has a file of its own take the place of all of their record.
 *
 * A record keeps its `updated_at` as long as neither itself nor a part of it (a topic's mappings, the staff's
 * experiences, a programme's staff, topics and partners, ...) changes, unless the source gives the time. Those that do
 * change, and those that are new, have one `published_at`, which is later than that of any import before.
 *
 * @throws DatabaseNotReadyError when the database lacks a migration or holds another city's data
 * @throws ErasureKeyError when persons were erased, and `erasureMarks` cannot tell whom
 * @throws ErasedFileError when the database lacks marks of erased persons that the file has
 * @throws ImportError with the problems of the source; nothing was changed
 * @throws MassChangeError when too much would be retired, shown to more people or changed; nothing was changed
 * @throws ImportRefusedError when the database refuses what was found good; nothing was changed
 */
export async function importSource(
  dataSource: DataSource,
  cityId: string,
  open: OpenSource,
  options: ImportOptions = {},
): Promise<ImportReport> {
  await checkDatabase(dataSource, cityId);
  const problems = new Problems();
  const source = await open(problems);
  const digest = problems.count > 0 ? undefined : await digestOf(source, options);
  try {
    return await dataSource.transaction(async (manager) => {
      // An import may take longer than what the server grants its requests, and its source may keep it waiting.
      await manager.query('SET LOCAL statement_timeout = 0');
      await manager.query('SET LOCAL idle_in_transaction_session_timeout = 0');
      // For the comparisons of large tables. They come one after the other.
      await manager.query(`SET LOCAL work_mem = '64MB'`);
      await manager.query('LOCK TABLE city IN SHARE ROW EXCLUSIVE MODE');
      await options.erasedFile?.check(manager);
      await checkErasureKey(manager, options.erasureMarks);
      if (options.dryRun !== true) await removeOldTombstones(manager);
      const [last] = await manager.query<CityRow[]>('SELECT id, language, numbers, import_digest FROM city');
      if (digest !== undefined && last?.import_digest === digest)
        return { outcome: 'unchanged', passedOver: source.passedOver };
      return await importInto(manager, cityId, source, { ...options, last, digest, problems });
    });
  } catch (error) {
    const isRefusal = error instanceof QueryFailedError || error instanceof DatabaseError;
    throw isRefusal ? new ImportRefusedError(error.message) : error;
  }
}

/** Imports a folder with a `city.yaml` and a file for each kind of record; `importSource` tells the rest. */
export async function importFolder(
  dataSource: DataSource,
  cityId: string,
  folder: string,
  options: ImportOptions = {},
): Promise<ImportReport> {
  return importSource(dataSource, cityId, openFolder(folder), options);
}

/**
 * The database refused what the import had found good. Nothing was changed. It has the database's message and not the
 * error itself, which carries the rows: personal data that would end in a log.
 */
export class ImportRefusedError extends Error {
  override readonly name = 'ImportRefusedError';

  constructor(databaseMessage: string) {
    super(`The database refused the import, and nothing was changed: ${databaseMessage}`);
  }
}

interface CityRow {
  readonly id: string;
  readonly language: string;
  readonly numbers: string | null;
  readonly import_digest: string;
}

interface Circumstances extends ImportOptions {
  readonly last: CityRow | undefined;
  readonly digest: string | undefined;
  readonly problems: Problems;
}

async function importInto(
  manager: EntityManager,
  cityId: string,
  source: Source,
  { last, digest, problems, ...options }: Circumstances,
): Promise<ImportReport> {
  const importedAt = new Date();
  const { replace = false, allowed, dryRun = false, onProgress } = options;
  const city = await readCityOf(
    source,
    cityId,
    last !== undefined && (!replace || source.covers === 'its files'),
    problems,
  );
  const covered = source.covers === 'everything' ? kinds.map(({ name }) => name) : source.files.map(({ kind }) => kind);
  const replaced = new Set<string>(replace ? covered : []);

  const numbers = (city === undefined ? last : city)?.numbers ?? null;
  const context = { cityId, numbers: (numbers === null ? undefined : notationOf(numbers)) ?? 'undeclared' } as const;

  const staging = await Staging.open(manager);
  const files: StagedFile[] = [];
  for (const [position, file] of source.files.entries()) {
    const kind = kinds.find(({ name }) => name === file.kind);
    if (kind === undefined) continue;
    const { name, size } = file;
    const staged = await stageFile(file, kind, staging, problems, {
      position,
      encoding: options.encoding,
      context,
      onProgress: ({ bytes, records }) => onProgress?.({ phase: 'reading', file: name, bytes, size, records }),
    });
    files.push(staged);
  }
  await staging.finish();
  onProgress?.({ phase: 'comparing' });
  const leftOut = await leaveOutErased(manager, options.erasureMarks, new Set(options.notErased));

  const names = source.files.map(({ name }) => name);
  const unreadable = new Set(files.filter(({ whole }) => !whole).map(({ report }) => report.kind));
  const leavers = replaced.has('staff') && !unreadable.has('staff') ? await leaveOutLeavers(manager, names) : noLeavers;
  const language = (city === undefined ? last : city)?.language ?? null;
  const { tables, filled } = staging;
  await checkStaged(manager, tables, { files: names, filled, replaced, unreadable, language }, problems);
  if (problems.count > 0) throw new ImportError(problems.inOrder(['city.yaml', ...names]), problems.count);

  await stageAcceptedMappings(manager);
  const changes = await planChanges(manager, staging.tables, replaced, importedAt);
  const unmapped = await findUnmapped(manager);
  // Without --replace only what stood as a list of a record can go, and that is a change of the record.
  const guarded = [...(replace ? (['removal'] as const) : []), 'widening', 'change'] as const;
  const refusal = MassChangeError.of(changes, guarded, { ...usualAllowances, ...allowed });
  if (!dryRun) {
    if (refusal !== undefined) throw refusal;
    const publication = await Publication.open(manager);
    await applyChanges(manager, staging.tables, importedAt, publication, (kind) =>
      onProgress?.({ phase: 'writing', kind }),
    );
    await publication.close();
    await storeCity(manager, cityId, city, digest ?? '', importedAt, publication.at);
  }
  const reports = files.map(({ report }) => report);
  const countOf = (kind: KindName) =>
    reports.reduce((sum, report) => sum + (report.kind === kind ? report.records : 0), 0);
  return {
    outcome: dryRun ? 'dry run' : 'imported',
    files: reports,
    passedOver: source.passedOver,
    counts: ofEachKind(countOf),
    changes: ofEachKind((kind) => changes.get(kind) ?? unchanged),
    leftOut: {
      ...leftOut,
      heldBack: leftOut.heldBack.map(({ key, file, line }) => `${names[file] ?? ''} line ${line} (${key})`),
    },
    leavers,
    unmapped,
    ...(dryRun && refusal !== undefined ? { refusal } : {}),
  };
}

const noLeavers: Leavers = { experiences: 0, programmes: 0, places: [] };
const unchanged: Changes = { new: 0, changed: 0, widened: 0, unchanged: 0, retired: 0, before: 0 };

function ofEachKind<T>(of: (kind: KindName) => T): Readonly<Record<KindName, T>> {
  return Object.fromEntries(kinds.map(({ name }) => [name, of(name)])) as Record<KindName, T>;
}

/** What the source says of the city. It has to, unless the city is known and not replaced as a whole. */
async function readCityOf(
  source: Source,
  cityId: string,
  known: boolean,
  problems: Problems,
): Promise<CityFile | undefined> {
  if (source.city !== undefined) return readCity(source.city, cityId, problems);
  if (known) return undefined;
  if (source.covers === 'everything') {
    problems.add('city.yaml', null, null, 'must be in the folder, but is not.');
  } else {
    for (const { name } of source.files) {
      problems.add(name, null, null, 'cannot be imported before a folder with the city.yaml of its city.');
    }
  }
  return undefined;
}

async function digestOf(source: Source, { replace = false, encoding }: ImportOptions): Promise<string | undefined> {
  try {
    return await digestSource(source, { replace, encoding });
  } catch {
    // Whoever reads the file for its content will tell why it cannot be read.
    return undefined;
  }
}

async function storeCity(
  manager: EntityManager,
  cityId: string,
  city: CityFile | undefined,
  digest: string,
  importedAt: Date,
  publishedAt: Date,
): Promise<void> {
  if (city === undefined) {
    await manager.query('UPDATE city SET import_digest = $1, imported_at = $2 WHERE id = $3', [
      digest,
      importedAt,
      cityId,
    ]);
    return;
  }
  await manager.query(
    `INSERT INTO city (id, name, language, numbers, import_digest, imported_at, published_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (id) DO UPDATE SET (name, language, numbers, import_digest, imported_at)
       = ROW (excluded.name, excluded.language, excluded.numbers, excluded.import_digest, excluded.imported_at)`,
    [city.id, city.name, city.language, city.numbers ?? null, digest, importedAt, publishedAt],
  );
}
