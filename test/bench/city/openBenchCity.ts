import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { Closers } from '../../../gateway/Closers';
import { findPostmaster } from '../../../gateway/demo/postgres/Postmaster';
import { startPostgres } from '../../../gateway/demo/postgres/startPostgres';
import { migrate } from '../../../subgraphs/city/database/migrate';
import { generateCity } from '../../../subgraphs/city/generate/generateCity';
import type { BenchOptions } from '../Bench';

/** A generated city, and a PostgreSQL with the settings of a fresh installation to hold it. Nothing is imported yet. */
export interface BenchCity {
  readonly cityId: string;
  /** How many rows the files have. */
  readonly rows: number;
  /** The folder with the files. */
  readonly source: string;
  /** A folder to put things in. */
  readonly folder: string;
  /** Makes an empty database with the schema of this version. */
  createDatabase(name: string): Promise<string>;
  /** The process of PostgreSQL, whose children serve the connections. */
  readonly postgres: number;
  close(): Promise<void>;
}

/** @param staff how many it has, and ten times as many experiences */
export async function openBenchCity(
  { quick, seed, signal }: BenchOptions,
  tell: (what: string) => void,
  staff = quick ? 3_000 : 100_000,
): Promise<BenchCity> {
  const home = await mkdtemp(path.join(tmpdir(), 'hanse-bench-'));
  const ends = new Closers();
  ends.add(() => rm(home, { recursive: true, force: true }));
  const close = (): Promise<void> => ends.close();
  try {
    // The server may run as another user, who has to get through.
    await chmod(home, 0o755);
    tell('starting PostgreSQL');
    const postgres = await startPostgres({
      dataFolder: path.join(home, 'postgres'),
      logger: pino({ level: 'silent' }),
    });
    ends.add(() => postgres.stop());
    const postmaster = await findPostmaster(path.join(postgres.folder, 'cluster'));
    if (postmaster === null) throw new Error(`PostgreSQL does not run in ${postgres.folder}.`);
    signal.throwIfAborted();

    const cityId = `invented-${seed}`;
    const plan = { cityId, seed, staff, experiences: 10 * staff, topics: 100, programmes: staff / 5 };
    const source = path.join(home, 'source');
    tell(`inventing ${staff} staff and ${plan.experiences} experiences`);
    const counts = await generateCity({ ...plan, language: 'de' }, source, () => {
      signal.throwIfAborted();
    });
    const folder = path.join(home, 'work');
    await mkdir(folder);
    return {
      cityId,
      rows: Object.values(counts).reduce((sum, count) => sum + count, 0),
      source,
      folder,
      postgres: postmaster.pid,
      async createDatabase(name) {
        const url = await postgres.createDatabase(name);
        await migrate(url);
        return url;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
