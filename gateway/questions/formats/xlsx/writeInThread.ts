import { startThread } from '../../../../subgraphs/serving/startThread';
import { writeWorkbook } from './writeWorkbook';
import type { Workbook } from './writeWorkbook';

/** Written in less time than a thread takes to start, and without holding up others. */
const MAX_ROWS_HERE = 200;
/** Of the thread, in MiB. */
const MAX_MEMORY = 512;

/** Writes a workbook, a large one in a thread of its own: it would hold the event loop for seconds. */
export async function writeInThread(workbook: Workbook): Promise<Uint8Array> {
  if (workbook.table.rows.length <= MAX_ROWS_HERE) return await writeWorkbook(workbook);
  const worker = startThread(__dirname, {
    workerData: workbook,
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY },
  });
  return await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      reject(new Error(`The thread ended without a workbook (${code}).`));
    });
  });
}
