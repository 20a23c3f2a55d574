import type { Network } from '../../../../subgraphs/directory/network/Network';
import { NetworkFileError } from '../../../../subgraphs/directory/network/NetworkFile';
import type { NetworkFileProblem } from '../../../../subgraphs/directory/network/NetworkFile';
import { parseNetwork } from '../../../../subgraphs/directory/network/parseNetwork';
import { startThread } from '../../../../subgraphs/serving/startThread';

export interface ParsingInput {
  readonly text: string;
  readonly fileName: string;
}

export type ParsingOutcome = { readonly network: Network } | { readonly problems: readonly NetworkFileProblem[] };

/** In characters, about 200 cities: parsed in less time than a thread takes to start. */
const MAX_HERE = 50_000;

/**
 * Reads a network file as `parseNetwork` does, and holds up nobody meanwhile: YAML of ten thousand cities takes seconds,
 * in which no query would be answered. A long file is read in a thread of its own, which keeps no process alive.
 *
 * Rejects with a `NetworkFileError`.
 */
export async function parseInWorker(text: string, fileName: string): Promise<Network> {
  if (text.length <= MAX_HERE) return parseNetwork(text, fileName);
  const outcome = await runWorker({ text, fileName });
  if ('network' in outcome) return outcome.network;
  throw new NetworkFileError(fileName, outcome.problems);
}

function runWorker(workerData: ParsingInput): Promise<ParsingOutcome> {
  const worker = startThread(__dirname, { workerData });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      reject(new Error(`The thread ended without an answer (${code}).`));
    });
  });
}
