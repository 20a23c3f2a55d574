import path from 'node:path';
import type { BenchOptions, Figure } from '../Bench';
import { figure, ratio } from '../figures';
import { runChild } from '../runChild';
import { copyIn, copyOut } from './copyRows';
import type { MeasuredImport } from './importInChild';
import type { BenchCity } from './openBenchCity';
import { vacuum, withClient } from './withClient';

export interface ImportMeasurement {
  /** A database that has the city. */
  readonly databaseUrl: string;
  readonly figures: readonly Figure[];
}

/**
 * The import of a whole city into an empty database, against COPY of the rows that came of it into another one: the same
 * tables, indexes and triggers, but no file to read, to check and to compare.
 */
export async function measureImport(
  city: BenchCity,
  { quick, signal }: BenchOptions,
  tell: (what: string) => void,
): Promise<ImportMeasurement> {
  const imports: number[] = [];
  const copies: number[] = [];
  const growth: number[] = [];
  const peaks: number[] = [];
  let databaseUrl = '';
  for (let round = 1; round <= 3; round++) {
    tell(`importing ${city.rows} rows, round ${round} of 3`);
    const imported = await city.createDatabase(`import-${round}`);
    const child = await runChild<MeasuredImport>(
      path.join(__dirname, 'importInChild.ts'),
      [imported, city.cityId, city.source],
      signal,
    );
    await child.end();
    const { microseconds, memory } = child.message;
    imports.push(microseconds);
    const middle = memory.length >> 1;
    peaks.push(Math.max(...memory) / 2 ** 20);
    growth.push(Math.max(...memory.slice(middle)) / Math.max(...memory.slice(0, middle + 1)));

    tell(`copying the same rows, round ${round} of 3`);
    if (round === 1) {
      await copyOut(imported, city.folder, signal);
      databaseUrl = imported;
    }
    const copied = await city.createDatabase(`copy-${round}`);
    copies.push(await copyIn(copied, city.folder, signal));
    if (round === 1) {
      await expectSame(imported, copied, signal);
    }
  }
  await vacuum(databaseUrl, signal);
  const seconds = (rounds: readonly number[]) => rounds.map((time) => time / 1e6);
  return {
    databaseUrl,
    figures: [
      figure(`import of ${city.rows} rows`, 's', seconds(imports)),
      figure('COPY of what came of it', 's', seconds(copies)),
      // A small city's import is all start.
      ratio('import against COPY', imports, copies, quick ? {} : { promise: { atMost: 3 } }),
      figure("memory of the import's process, at most", 'MiB', peaks),
      figure('memory, second half against first', 'x', growth, { promise: { atMost: 1.3 } }),
    ],
  };
}

/** Throws when one database has not as many rows as the other. */
async function expectSame(one: string, other: string, signal: AbortSignal): Promise<void> {
  const [first, second] = await Promise.all([one, other].map((databaseUrl) => countRows(databaseUrl, signal)));
  if (first !== second || first === undefined) {
    throw new Error(`The import made ${first ?? ''} and COPY ${second ?? ''}.`);
  }
}

async function countRows(databaseUrl: string, signal: AbortSignal): Promise<string> {
  return await withClient(databaseUrl, signal, async (client) => {
    const { rows } = await client.query<{ counts: string }>(
      `SELECT concat_ws(', ', (SELECT count(*) FROM staff) || ' staff', (SELECT count(*) FROM experience) || ' experiences',
         (SELECT count(*) FROM programme_staff) || ' links', (SELECT count(*) FROM staff_text) || ' texts') AS counts`,
    );
    return rows[0]!.counts;
  });
}
