import { open, writeFile } from 'node:fs/promises';
import type { EntityManager } from 'typeorm';
import { readRegularFile, textOf } from '../../serving/files/regularFile';
import { FileUnwritableError } from '../../serving/files/writeNewFile';
import { codeOf } from '../errors';

/** The marks kept beside the database cannot be read, or the database lacks some of them. The message says what to do. */
export class ErasedFileError extends Error {
  override readonly name = 'ErasedFileError';
}

/** What stands for something that an erased person is known by, and tells with which secret it was made. */
export interface KeptMark {
  readonly mark: Buffer;
  readonly keyCheck: Buffer;
}

/** What the file says of itself. */
export const emptyErasedFile = `# Marks of erased persons, kept beside the database: a restored backup does not have those that were made after it.
# Keyed hashes, which tell nobody who it was. "city forget" adds to this file; never take anything out of it.
`;
/** Said to who works without the file. */
export const noErasedFile =
  'CITY_ERASED_FILE is not set: after a backup is restored, nothing here knows whom "city forget" has erased since.';

const LINE = /^([\da-f]{64}) ([\da-f]{16})$/;

/**
 * The file of CITY_ERASED_FILE: the same marks as the database's table `erased_staff`, where no restored backup takes them
 * back. A city without all of them would show erased persons again, so it does not run.
 */
export class ErasedFile {
  constructor(readonly path: string) {}

  /**
   * Every mark, in the order in which they were added.
   *
   * @throws ErasedFileError when there is no such file, or a line of it is no mark
   */
  async read(): Promise<readonly KeptMark[]> {
    const text = await this.#text();
    return text.split(/\r?\n/).flatMap((line, index) => {
      if (line === '' || line.startsWith('#')) return [];
      const [, mark, keyCheck] = LINE.exec(line) ?? [];
      if (mark === undefined || keyCheck === undefined) {
        throw new ErasedFileError(
          `Line ${index + 1} of CITY_ERASED_FILE, ${this.path}, is no mark: expected 64 and 16 hexadecimal digits. Bring the file back from where you keep copies.`,
        );
      }
      return [{ mark: Buffer.from(mark, 'hex'), keyCheck: Buffer.from(keyCheck, 'hex') }];
    });
  }

  /**
   * Refuses a database that was restored from before an erasure. Needs no right to read the marks.
   *
   * @throws ErasedFileError when the file cannot be read, or the database lacks some of its marks
   */
  async check(manager: EntityManager): Promise<void> {
    const marks = await this.read();
    const [row] = await manager.query<{ missing: number }[]>('SELECT missing_marks($1) AS missing', [
      marks.map(({ mark }) => mark),
    ]);
    const missing = row?.missing ?? marks.length;
    if (missing === 0) return;
    throw new ErasedFileError(
      `The database lacks ${missing} of the ${marks.length} marks of erased persons in ${this.path}: it was restored from before they were erased, and would show them again. Run "city forget --again" first.`,
    );
  }

  /**
   * Adds the database's marks that the file does not have yet, and makes the file if need be. They are on the disk when it
   * resolves.
   *
   * @throws ErasedFileError when the file cannot be read or added to; then it is as it was
   */
  async complete(manager: EntityManager): Promise<void> {
    await this.#create();
    const known = new Set((await this.read()).map(({ mark }) => mark.toString('hex')));
    const rows = await manager.query<{ mark: string; key_check: string }[]>(
      `SELECT encode(mark, 'hex') AS mark, encode(key_check, 'hex') AS key_check FROM erased_staff ORDER BY erased_on, mark`,
    );
    const lacking = rows.filter(({ mark }) => !known.has(mark));
    if (lacking.length === 0) return;
    await this.#append(lacking.map(({ mark, key_check }) => `${mark} ${key_check}\n`).join(''));
  }

  /** Behind a whole line. What a full disk leaves of the new ones is taken back: half a mark would keep the city from running. */
  async #append(lines: string): Promise<void> {
    const before = await this.#text();
    const isOpenEnded = before !== '' && !before.endsWith('\n');
    try {
      const handle = await open(this.path, 'a');
      try {
        const { size } = await handle.stat();
        try {
          await handle.writeFile(isOpenEnded ? `\n${lines}` : lines);
          await handle.sync();
        } catch (error) {
          await handle.truncate(size);
          throw error;
        }
      } finally {
        await handle.close();
      }
    } catch (error) {
      throw this.#unwritable(error);
    }
  }

  #unwritable(error: unknown): ErasedFileError {
    return new ErasedFileError(`CITY_ERASED_FILE: ${new FileUnwritableError(this.path, error).message}`);
  }

  async #text(): Promise<string> {
    try {
      return textOf(await readRegularFile(this.path));
    } catch (error) {
      const code = codeOf(error);
      const advice =
        code === 'ENOENT'
          ? 'Bring it back from where you keep copies. If there never was one, "city migrate" makes it of the marks that the database has.'
          : 'Whoever runs this has to be able to read it.';
      throw new ErasedFileError(`CITY_ERASED_FILE, ${this.path}, cannot be read (${code}). ${advice}`);
    }
  }

  /** Leaves a file that is there as it is. */
  async #create(): Promise<void> {
    try {
      await writeFile(this.path, emptyErasedFile, { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw this.#unwritable(error);
    }
  }
}
