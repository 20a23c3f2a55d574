import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { WorkerOptions } from 'node:worker_threads';

/**
 * Starts the `main` of a folder in a thread of its own, which keeps no process alive: TypeScript where the project runs as
 * it stands, JavaScript where it is built. The thread takes none of the options that the process was started with.
 */
export function startThread(folder: string, options: Omit<WorkerOptions, 'execArgv'>): Worker {
  const extension = extname(__filename);
  const execArgv = extension === '.ts' ? ['-r', join(__dirname, '../../register.js')] : [];
  const worker = new Worker(join(folder, `main${extension}`), { ...options, execArgv });
  worker.unref();
  return worker;
}
