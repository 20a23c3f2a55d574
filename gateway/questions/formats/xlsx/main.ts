import { parentPort, workerData } from 'node:worker_threads';
import type { Value } from '../../Question';
import type { ThreadMessage } from './writeInThread';
import { writeWorkbook } from './writeWorkbook';
import type { Workbook } from './writeWorkbook';

/** The thread of `writeInThread`: the rows of one table in pieces, then its workbook. */
const { table, about } = workerData as Workbook;
const rows: (readonly Value[])[] = [];

parentPort?.on('message', (message: ThreadMessage) => {
  if (message !== 'END') {
    rows.push(...message);
    return;
  }
  void writeWorkbook({ table: { ...table, rows }, about }).then((bytes) => {
    parentPort?.postMessage(bytes);
    parentPort?.close();
  });
});
