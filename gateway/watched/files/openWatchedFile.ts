import type { Logger } from 'pino';
import { watchFile } from '../../../subgraphs/serving/files/watchFile';
import { readTextFile } from './readTextFile';

/** What came of reading a file again. `refused`: it cannot be used, and the last good one holds. */
export type ReloadOutcome = 'reloaded' | 'unchanged' | 'refused';

/** What a file holds, as it is now. A change is a new object. */
export interface WatchedFile<T> {
  readonly current: () => T;
  /** Whether the file as it lies there was refused, so that older content holds. */
  readonly isRefused: () => boolean;
  /** Reads the file now. Never rejects. */
  reload(): Promise<ReloadOutcome>;
  /** Called at the change itself: nobody sees the new content before. */
  onChange(listener: (after: T, before: T) => void): void;
  /** Ends the watch; the content stays as it is. */
  close(): void;
}

/** How a kind of file is read, and told of in the log. */
export interface FileKind<T> {
  /** Such as `network file`. */
  readonly name: string;
  /** Throws where the file cannot be used. */
  readonly parse: (text: string, file: string) => T | Promise<T>;
  /** The same without holding up those who are served meanwhile, where `parse` may take long. */
  readonly parseInWorker?: (text: string, file: string) => Promise<T>;
  /** What is logged of an error by which the file was refused. Undefined says that the error is an accident. */
  readonly whyRefused: (error: unknown) => object | undefined;
  /** What is logged of a change. */
  readonly describe: (after: T, before: T) => object;
}

/**
 * Reads a file, and again whenever it changes. One that is broken or gone is refused as a whole, logged once with the
 * reason, and the last good content stays.
 *
 * Rejects with the error of `parse`, or a `FileUnreadableError`, when there is no good file to begin with.
 */
export async function openWatchedFile<T>(file: string, kind: FileKind<T>, logger: Logger): Promise<WatchedFile<T>> {
  const { name, parse, parseInWorker = parse, whyRefused, describe } = kind;
  let text = await readTextFile(file);
  let content: T = await parse(text, file);
  /** What was refused last, so that it is logged once. */
  let refused: string | undefined;
  const closing = new AbortController();
  const isClosed = (): boolean => closing.signal.aborted;
  const listeners: ((after: T, before: T) => void)[] = [];

  async function readAgain(): Promise<ReloadOutcome> {
    if (isClosed()) return 'unchanged';
    let found: string;
    try {
      found = await readTextFile(file);
    } catch (error) {
      return refuse(String(error), { reason: (error as Error).message });
    }
    if (found === text) {
      if (refused !== undefined) logger.info({ file }, `${name} as it was`);
      refused = undefined;
      return 'unchanged';
    }
    if (found === refused) return 'refused';
    try {
      const parsed = await parseInWorker(found, file);
      if (isClosed()) return 'unchanged';
      take(parsed, found);
      return 'reloaded';
    } catch (error) {
      const why = whyRefused(error);
      if (why === undefined) throw error;
      return refuse(found, why);
    }
  }

  function take(after: T, found: string): void {
    const before = content;
    content = after;
    text = found;
    refused = undefined;
    logger.info({ file, ...describe(after, before) }, `${name} reloaded`);
    for (const listener of listeners) listener(after, before);
  }

  function refuse(what: string, why: object): 'refused' {
    if (what !== refused) logger.error({ file, ...why }, `${name} refused, the last good one stays`);
    refused = what;
    return 'refused';
  }

  let last: Promise<ReloadOutcome> = Promise.resolve('unchanged');
  const reload = (): Promise<ReloadOutcome> =>
    (last = last.then(readAgain).catch((error: unknown) => {
      logger.error({ err: error, file }, `reading the ${name} failed`);
      return 'refused';
    }));
  const watched = watchFile(file, () => void reload(), logger);

  return {
    current: () => content,
    isRefused: () => refused !== undefined,
    reload,
    onChange: (listener) => listeners.push(listener),
    close: () => {
      closing.abort();
      watched.close();
    },
  };
}
