import { parentPort, workerData } from 'node:worker_threads';
import { NetworkFileError } from '../../../../subgraphs/directory/network/NetworkFile';
import { parseNetwork } from '../../../../subgraphs/directory/network/parseNetwork';
import type { ParsingInput, ParsingOutcome } from './parseInWorker';

/** The thread of `parseInWorker`: one file, one answer. */
function parse({ text, fileName }: ParsingInput): ParsingOutcome {
  try {
    return { network: parseNetwork(text, fileName) };
  } catch (error) {
    if (error instanceof NetworkFileError) return { problems: error.problems };
    throw error;
  }
}

parentPort?.postMessage(parse(workerData as ParsingInput));
