import { appendFile, mkdir, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import type { SearchEvent } from '../../../subgraphs/search/SearchDependencies';
import type { HubContext } from '../../context';
import type { Member } from '../../front/sign-in/HubViewer';

/** What one request read of cities beside its searches. */
interface Reads {
  /** How many of what: records by their type, lists by their field. */
  readonly read: ReadonlyMap<string, number>;
  /** Each city that was asked, and whether it answered every time. */
  readonly cities: ReadonlyMap<string, boolean>;
}

export interface AuditConfig {
  /** Holds a file a day. */
  readonly folder: string;
  /** Files of days before that are deleted. */
  readonly keptDays: number;
}

/** For whom it was, and by which request. */
export type Asking = Pick<HubContext, 'viewer' | 'requestId'>;

/**
 * Who asked for what, for those who answer for the hub: of each search the viewer's organisation, city, roles and
 * pseudonym, the concepts, the cities that answered, and how many records; of what a member reads beside searches, how
 * much of which lists and kinds of records. No words of a question, and no records.
 */
export interface AuditTrail {
  readonly record: (search: SearchEvent, asking: Asking) => void;
  readonly recordReads: (reads: Reads, asking: Asking) => void;
  /** Whether the last line could not be written. */
  readonly isFailing: () => boolean;
  /** Writes what is left. */
  close(): Promise<void>;
}

/** The file of a day. */
export const AUDIT_FILE = /^audit-(\d{4}-\d{2}-\d{2})\.jsonl$/;
const DAY_MS = 86_400_000;

/**
 * Opens the trail: JSON lines in `audit-<day>.jsonl`, days in UTC, which the hub's user alone can read. Rejects with an
 * `AuditFolderError` when the folder cannot be written to. A line that cannot be written later is reported to the log,
 * and the search is answered; what a full disk has left of it spoils no other.
 *
 * @param now in milliseconds since 1970
 */
export async function openAuditTrail(
  { folder, keptDays }: AuditConfig,
  logger: Logger,
  now: () => number = Date.now,
): Promise<AuditTrail> {
  let today = '';
  /** Whether the file of today may do so: another process left it, or the disk was full. */
  let mayEndWithinLine = false;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await turnPage(dayOf(now()));
  } catch (error) {
    throw new AuditFolderError(folder, error as NodeJS.ErrnoException);
  }

  /** Makes the day's file, which shows at once whether that can be done, and drops those that are too old. */
  async function turnPage(day: string): Promise<void> {
    await appendFile(fileOf(day), '', { mode: 0o600 });
    today = day;
    mayEndWithinLine = true;
    const oldest = dayOf(now() - keptDays * DAY_MS);
    for (const name of await readdir(folder)) {
      const [, dayOfFile] = AUDIT_FILE.exec(name) ?? [];
      if (dayOfFile !== undefined && dayOfFile < oldest) await rm(path.join(folder, name), { force: true });
    }
  }

  function fileOf(day: string): string {
    return path.join(folder, `audit-${day}.jsonl`);
  }

  async function write(time: number, entry: object): Promise<void> {
    const day = dayOf(time);
    if (day !== today) await turnPage(day);
    const line = { time: new Date(time).toISOString(), ...entry };
    const start = mayEndWithinLine && !(await endsWithLine(fileOf(day))) ? '\n' : '';
    mayEndWithinLine = true;
    await appendFile(fileOf(day), `${start}${JSON.stringify(line)}\n`);
    mayEndWithinLine = false;
  }

  /** Lines stand in the order in which the answers were made. */
  let written = Promise.resolve();
  let failing = false;
  const add = (entry: object): void => {
    const time = now();
    written = written
      .then(() => write(time, entry))
      .then(() => {
        failing = false;
      })
      .catch((error: unknown) => {
        failing = true;
        logger.error({ err: error, folder }, 'the audit trail cannot be written');
      });
  };
  return {
    isFailing: () => failing,
    record: (search, asking) => {
      add(describeSearch(search, asking));
    },
    recordReads: (reads, asking) => {
      add(describeReads(reads, asking));
    },
    close: () => written,
  };
}

/** A file that is gone has no line that could be spoilt. */
async function endsWithLine(file: string): Promise<boolean> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return true;
  try {
    const { size } = await handle.stat();
    if (size === 0) return true;
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer.toString() === '\n';
  } finally {
    await handle.close();
  }
}

function describeSearch(
  { kind, concepts, byText, coverage, found, shown }: SearchEvent,
  { viewer, requestId }: Asking,
): object {
  const citiesOf = (answered: boolean): readonly string[] =>
    coverage.cities.filter(({ status }) => (status === 'ANSWERED') === answered).map(({ city }) => city.id);
  return {
    search: kind,
    viewer: viewer.anonymous ? null : describeMember(viewer),
    requestId,
    concepts,
    byText,
    answered: citiesOf(true),
    failed: citiesOf(false),
    found,
    shown,
  };
}

function describeReads({ read, cities }: Reads, { viewer, requestId }: Asking): object {
  const citiesOf = (answered: boolean): readonly string[] =>
    [...cities].filter(([, hasAnswered]) => hasAnswered === answered).map(([cityId]) => cityId);
  return {
    read: Object.fromEntries(read),
    viewer: viewer.anonymous ? null : describeMember(viewer),
    requestId,
    answered: citiesOf(true),
    failed: citiesOf(false),
  };
}

/** Names what is written, whatever else may come to be known of a member. */
function describeMember({ organisation, city, roles, subject }: Member): object {
  return { organisation, city, roles, subject };
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The audit trail cannot be written where it should be. */
class AuditFolderError extends Error {
  override readonly name = 'AuditFolderError';

  constructor(folder: string, cause: NodeJS.ErrnoException) {
    super(
      `The audit trail cannot be written into ${folder} (${cause.code ?? cause.message}). ` +
        'HANSE_AUDIT_FOLDER must name a folder in which this user can write.',
      { cause },
    );
  }
}
