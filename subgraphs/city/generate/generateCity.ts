import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify as toCsv } from 'csv-stringify/sync';
import { stringify as toYaml } from 'yaml';
import type { CityPlan } from './CityPlan';
import { FileUnwritableError } from '../../serving/files/writeNewFile';
import { inventFiles } from './inventFiles';
import { phrases } from './phrases';
import type { Row } from './Row';

/** How far a file has come: so many of its rows are written. */
type OnProgress = (file: string, rows: number) => void;

/** So many rows are held in memory at a time, however large the city is. */
const BATCH_ROWS = 1000;

/**
 * Writes an invented city into a folder, in the form that `city import` reads. Nobody and nothing in it is real, and every
 * record says so.
 *
 * @returns how many rows each file has
 * @throws FolderNotEmptyError when something is there already
 * @throws FileUnwritableError
 */
export async function generateCity(
  plan: CityPlan,
  folder: string,
  onProgress: OnProgress = () => undefined,
): Promise<Readonly<Record<string, number>>> {
  const cannotWrite = (error: unknown): never => {
    throw new FileUnwritableError(folder, error);
  };
  await mkdir(folder, { recursive: true }).catch(cannotWrite);
  if ((await readdir(folder)).length > 0) {
    throw new FolderNotEmptyError(folder);
  }
  const { cityId: id, language, seed } = plan;
  const city = toYaml({ id, name: `${phrases[language].city} ${seed}`, language });
  await writeFile(path.join(folder, 'city.yaml'), city).catch(cannotWrite);

  const counts: Record<string, number> = {};
  for (const [file, rows] of Object.entries(inventFiles(plan))) {
    let written = 0;
    const lines = inBatches(rows, (batch, isFirst) => {
      written += batch.length;
      onProgress(file, written);
      return toCsv(batch, { header: isFirst, cast: { boolean: String } });
    });
    await pipeline(Readable.from(lines), createWriteStream(path.join(folder, file))).catch(cannotWrite);
    counts[file] = written;
    // A file without a header is none that can be imported.
    if (written === 0) await rm(path.join(folder, file));
  }
  return counts;
}

function* inBatches(rows: Iterable<Row>, write: (batch: Row[], isFirst: boolean) => string): Iterable<string> {
  let batch: Row[] = [];
  let isFirst = true;
  for (const row of rows) {
    batch.push(row);
    if (batch.length === BATCH_ROWS) {
      yield write(batch, isFirst);
      isFirst = false;
      batch = [];
    }
  }
  if (batch.length > 0) {
    yield write(batch, isFirst);
  }
}

/** What is generated goes into a folder of its own: it would be mixed with what is there. */
export class FolderNotEmptyError extends Error {
  override readonly name = 'FolderNotEmptyError';

  constructor(folder: string) {
    super(`${folder} is not empty. Name a folder that is empty or not there yet.`);
  }
}
