import { parentPort, workerData } from 'node:worker_threads';
import { writeWorkbook } from './writeWorkbook';
import type { Workbook } from './writeWorkbook';

/** The thread of `writeInThread`: one workbook, its bytes. */
void writeWorkbook(workerData as Workbook).then((bytes) => {
  parentPort?.postMessage(bytes);
});
