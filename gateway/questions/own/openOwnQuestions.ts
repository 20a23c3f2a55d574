import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { fingerprintOf } from '../../../subgraphs/serving/files/watchFile';
import { watchFolder } from '../../../subgraphs/serving/files/watchFolder';
import type { ReloadOutcome } from '../../watched/files/openWatchedFile';
import { FileUnreadableError, readTextFile } from '../../watched/files/readTextFile';
import { QUESTIONS } from '../manifest/questions';
import type { Question } from '../Question';
import { OwnQuestionError } from './OwnQuestionFile';
import { parseOwnQuestion } from './parseOwnQuestion';

/** The operator's own questions, as the files of a folder have them now. A change is a new list. */
export interface OwnQuestions {
  readonly current: () => readonly Question[];
  /** Everything that is wrong in the files that were refused as they lie there, each with the file and its line. */
  readonly problems: () => readonly string[];
  /** Whether a file as it lies there was refused. */
  readonly isRefused: () => boolean;
  /** Reads the folder now. Never rejects. */
  reload(): Promise<ReloadOutcome>;
  /** Ends the watch. */
  close(): void;
}

const MAX_FILES = 100;
const HUBS: ReadonlySet<string> = new Set(QUESTIONS.map(({ name }) => name));

/** What became of a file. */
interface ReadFile {
  readonly text: string;
  /** The last good one; undefined where there was none. */
  readonly question: Question | undefined;
  /** What is wrong with it; empty where it is the question. */
  readonly problems: readonly string[];
}

/**
 * Reads each `*.yaml` of a folder, and again whenever something changes there. A file that cannot be used is logged with
 * everything that is wrong in it, and the others are served; so is its last good content, until the file is gone.
 *
 * Rejects with a `FileUnreadableError` when the folder cannot be read.
 */
export async function openOwnQuestions(folder: string, schema: GraphQLSchema, logger: Logger): Promise<OwnQuestions> {
  let files: ReadonlyMap<string, ReadFile> = new Map();
  let questions: readonly Question[] = [];
  let isClosed = false;

  async function read(): Promise<ReloadOutcome> {
    const found = new Map<string, ReadFile>();
    for (const name of await listFiles(folder))
      found.set(name, await readQuestion(join(folder, name), files.get(name), schema));
    if (isClosed) return 'unchanged';
    const hasChanged = found.size !== files.size || [...found].some(([name, file]) => files.get(name) !== file);
    for (const [name, file] of found) {
      if (files.get(name) === file || file.problems.length === 0) continue;
      const what = file.question ? 'question refused, the last good one stays' : 'question refused';
      logger.error({ file: join(folder, name), problems: file.problems }, what);
    }
    files = found;
    if (hasChanged) {
      questions = [...found.values()].flatMap(({ question }) => question ?? []);
      logger.info({ folder, questions: questions.map(({ name }) => name) }, 'questions of this hub’s own');
    }
    return isRefused() ? 'refused' : hasChanged ? 'reloaded' : 'unchanged';
  }

  const isRefused = (): boolean => [...files.values()].some(({ problems }) => problems.length > 0);

  await read();
  let last: Promise<ReloadOutcome> = Promise.resolve('unchanged');
  const reload = (): Promise<ReloadOutcome> =>
    (last = last.then(read).catch((error: unknown) => {
      logger.error({ err: error, folder }, 'reading the folder of questions failed');
      return 'refused';
    }));
  const watched = watchFolder(
    folder,
    {
      what: folder,
      concerns: () => true,
      fingerprint: async () => {
        const names = await listFiles(folder).catch(() => []);
        return (
          await Promise.all(names.map(async (name) => `${name} ${await fingerprintOf(join(folder, name))}`))
        ).join('\n');
      },
    },
    () => void reload(),
    logger,
  );
  return {
    current: () => questions,
    problems: () => [...files.values()].flatMap(({ problems }) => problems),
    isRefused,
    reload,
    close: () => {
      isClosed = true;
      watched.close();
    },
  };
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new FileUnreadableError(folder, `cannot be read (${code})`, { cause: error });
  });
  // Those that editors and Kubernetes put beside them begin with a point.
  const found = names.filter((name) => /^[^.].*\.yaml$/.test(name)).sort();
  if (found.length > MAX_FILES) {
    throw new FileUnreadableError(folder, `has more than ${MAX_FILES} questions`);
  }
  return found;
}

async function readQuestion(file: string, before: ReadFile | undefined, schema: GraphQLSchema): Promise<ReadFile> {
  let text = '';
  try {
    text = await readTextFile(file);
    if (text === before?.text) return before;
    return { text, question: parseOwnQuestion(text, file, schema, HUBS), problems: [] };
  } catch (error) {
    if (!(error instanceof OwnQuestionError || error instanceof FileUnreadableError)) throw error;
    const problems = error instanceof OwnQuestionError ? error.problems : [error.message];
    if (text === before?.text && problems.join() === before.problems.join()) return before;
    return { text, question: before?.question, problems };
  }
}
