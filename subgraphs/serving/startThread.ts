import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { WorkerOptions } from 'node:worker_threads';

/**
 * Node 20 ends the whole process (`IsGraphAsync must be used on an instantiated module`) where a thread is ended while it
 * requires an ES module. With this, packages that are there in both forms come as CommonJS.
 */
const NO_ES_MODULES = '--no-experimental-require-module';

/**
 * Starts the `main` of a folder in a thread of its own, which keeps no process alive: TypeScript where the project runs as
 * it stands, JavaScript where it is built. The thread takes none of the options that the process was started with, and may
 * be ended at any time; what it loads must be CommonJS.
 */
export function startThread(folder: string, options: Omit<WorkerOptions, 'execArgv'>): Worker {
  const extension = extname(__filename);
  const register = extension === '.ts' ? ['-r', join(__dirname, '../../register.js')] : [];
  const worker = new Worker(join(folder, `main${extension}`), { ...options, execArgv: [NO_ES_MODULES, ...register] });
  worker.unref();
  return worker;
}
