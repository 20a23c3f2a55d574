import { setImmediate as nextTurn } from 'node:timers/promises';
import { startThread } from '../../../../subgraphs/serving/startThread';
import type { Value } from '../../Question';
import { NoRoomError } from '../NoRoomError';
import { writeWorkbook } from './writeWorkbook';
import type { Workbook } from './writeWorkbook';

/** Written in less time than a thread takes to start, and without holding up others. */
const MAX_ROWS_HERE = 200;
/** Handed to the thread at a time: each row is copied. */
const PIECE = 250;
/** Of the thread, in MiB. */
const MAX_MEMORY = 512;
/** Of those that wait. */
const MAX_WAITING = 20;
/** In seconds: in which one or more of these are written. */
const RETRY_AFTER = 10;

/** What the thread is told, one after the other: the workbook without the rows of its table, these in pieces, and the end. */
export type ThreadMessage = readonly (readonly Value[])[] | 'END';

/** By the signals of those who wait. */
const waiting = new Set<AbortSignal>();
let last: Promise<unknown> = Promise.resolve();

/**
 * Writes a workbook, a large one in a thread of its own, since it would hold the event loop for seconds: one at a time, since
 * each takes a processor, and much memory. Rejects when nobody waits for it any more as its turn comes.
 *
 * @throws NoRoomError when too many wait
 */
export async function writeInThread(workbook: Workbook, signal: AbortSignal): Promise<Uint8Array> {
  if (workbook.table.rows.length <= MAX_ROWS_HERE) return await writeWorkbook(workbook);
  if (waiting.size >= MAX_WAITING) throw new NoRoomError(RETRY_AFTER);
  waiting.add(signal);
  const leave = () => waiting.delete(signal);
  signal.addEventListener('abort', leave);
  const turn = last.then(() => {
    signal.throwIfAborted();
    return write(workbook);
  });
  last = turn.catch(() => undefined);
  try {
    return await turn;
  } finally {
    signal.removeEventListener('abort', leave);
    leave();
  }
}

async function write({ table, about }: Workbook): Promise<Uint8Array> {
  const worker = startThread(__dirname, {
    workerData: { table: { ...table, rows: [] }, about } satisfies Workbook,
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY },
  });
  const written = new Promise<Uint8Array>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      reject(new Error(`The thread ended without a workbook (${code}).`));
    });
  });
  // It may fail before all rows are there.
  written.catch(() => undefined);
  const send = (message: ThreadMessage): void => {
    worker.postMessage(message);
  };
  for (let at = 0; at < table.rows.length; at += PIECE) {
    send(table.rows.slice(at, at + PIECE));
    await nextTurn();
  }
  send('END');
  return await written;
}
