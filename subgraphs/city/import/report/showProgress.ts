import { Presets, SingleBar } from 'cli-progress';

import type { ImportProgress } from '../importSource';

/** Where progress is shown. */
export interface ProgressOutput extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
}

const LINE_EVERY_MS = 2000;

/** Shows how far an import is: as a bar on a terminal, else as a line every two seconds. */
export function showProgress(output: ProgressOutput): {
  readonly onProgress: (progress: ImportProgress) => void;
  readonly stop: () => void;
} {
  return output.isTTY === true ? showBar(output) : writeLines(output);
}

function showBar(output: ProgressOutput) {
  const bar = new SingleBar(
    { stream: output, format: '{bar} {what}', hideCursor: true, clearOnComplete: true, etaBuffer: 100 },
    Presets.shades_classic,
  );
  bar.start(1, 0, { what: '' });
  return {
    onProgress: (progress: ImportProgress) => {
      const part = progress.phase === 'reading' ? progress : undefined;
      // Of a stream nobody knows how long it is; of the writing, only what it is at.
      bar.setTotal(part?.size ?? 1);
      bar.update(part?.size === undefined ? 0 : part.bytes, { what: describe(progress) });
    },
    stop: () => {
      bar.stop();
    },
  };
}

function writeLines(output: ProgressOutput) {
  let next = Date.now() + LINE_EVERY_MS;
  return {
    onProgress: (progress: ImportProgress) => {
      if (Date.now() < next) return;
      next = Date.now() + LINE_EVERY_MS;
      output.write(`${describe(progress)}\n`);
    },
    stop: () => undefined,
  };
}

function describe(progress: ImportProgress): string {
  switch (progress.phase) {
    case 'reading': {
      const { file, bytes, size, records } = progress;
      const share = size === undefined || size === 0 ? '' : ` (${Math.floor((100 * bytes) / size)} %)`;
      return `reading ${file}: ${records} records${share}`;
    }
    case 'comparing':
      return 'comparing with what the city has';
    case 'writing':
      return `writing ${progress.kind}`;
  }
}
