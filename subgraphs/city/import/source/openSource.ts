import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { openRegularFile } from '../../../serving/files/regularFile';
import { codeOf } from '../../errors';
import { kinds } from '../kind/kinds';
import type { KindName } from '../kind/kinds';
import type { Problems } from '../Problems';
import { SAVE_AS } from '../text/TextDecoding';
import type { OpenSource, RecordFile, SourceFile } from './Source';

/** What a folder can have. */
const POSSIBLE = `${['city.yaml', ...kinds.map(({ name }) => `${name}.csv`)].join(', ')} (or .jsonl)`;

/**
 * A folder with `city.yaml` and a file for each kind of record, of which any may be left out. Files that look like none of
 * these, such as a README or a workbook, are passed over and named; a folder that has nothing else is refused.
 */
export function openFolder(folder: string): OpenSource {
  return async (problems) => {
    let city: SourceFile | undefined;
    const files: RecordFile[] = [];
    const names = await list(folder, problems);
    for (const name of names.filter(isOfImport)) {
      const told = readFileName(name);
      try {
        if (name === 'city.yaml') {
          city = await describeFile(join(folder, name));
        } else if (told?.kind !== undefined) {
          files.push({ ...(await describeFile(join(folder, name))), kind: told.kind, format: told.format });
        } else {
          // A slip in a file's name would otherwise remove all its records.
          problems.add(name, null, null, `is not a file of an import, which can have ${POSSIBLE}.`);
        }
      } catch (error) {
        problems.add(name, null, null, `cannot be read (${codeOf(error)}).`);
      }
    }
    const rank = new Map(kinds.map(({ name }, index) => [name, index]));
    files.sort((a, b) => (rank.get(a.kind) ?? 0) - (rank.get(b.kind) ?? 0));
    const passedOver = names.filter((name) => !isOfImport(name) && !name.startsWith('.'));
    if (problems.count === 0 && city === undefined && files.length === 0) {
      const advice = passedOver.some((name) => WORKBOOK.test(name)) ? ` ${SAVE_AS}` : '';
      problems.add(folder, null, null, `has no file of an import, which can have ${POSSIBLE}.${advice}`);
    }
    return { city, files, passedOver, covers: 'everything' };
  };
}

function isOfImport(name: string): boolean {
  return name === 'city.yaml' || /\.(csv|jsonl)$/i.test(name);
}

async function list(folder: string, problems: Problems): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    problems.add(folder, null, null, `is not a folder to read (${codeOf(error)}).`);
    return [];
  }
}

/** Enough to keep the parser busy, and little enough to hold some of them. */
const CHUNK = 64 * 1024;

/** A file that has to be there. */
export async function describeFile(path: string): Promise<SourceFile> {
  const handle = await openRegularFile(path);
  const found = await handle.stat();
  await handle.close();
  // What a shell opened as `<(...)` is known when it was read, which is once.
  return { name: basename(path), size: found.isFile() ? found.size : undefined, read: () => readBytes(path) };
}

async function* readBytes(path: string): AsyncGenerator<Uint8Array> {
  yield* (await openRegularFile(path)).createReadStream({ highWaterMark: CHUNK });
}

/** What a name such as `staff.csv` or `staff.jsonl` tells of the file; undefined when it has neither ending. */
function readFileName(
  name: string,
): { readonly kind: KindName | undefined; readonly format: 'csv' | 'jsonl' } | undefined {
  const [, stem, ending] = /^(.*)\.(csv|jsonl)$/.exec(name) ?? [];
  if (stem === undefined) return undefined;
  return { kind: kinds.find((kind) => kind.name === stem)?.name, format: ending === 'csv' ? 'csv' : 'jsonl' };
}

/** Of Excel, LibreOffice and Numbers. */
export const WORKBOOK = /\.(xls[xmb]?|ods|numbers)$/i;

/** A single file with records of one kind, which its name tells where `kind` does not. */
export function openFile(path: string, kind?: KindName): OpenSource {
  return async (problems) => {
    const name = basename(path);
    const told = readFileName(name);
    const known = kind ?? told?.kind;
    const files = [];
    try {
      const file = await describeFile(path);
      if (known !== undefined) files.push({ ...file, kind: known, format: told?.format });
      else if (WORKBOOK.test(name)) problems.add(name, null, null, `is a workbook, but must be text. ${SAVE_AS}`);
      else problems.add(name, null, null, `must say what it holds, by a name such as staff.csv, or by --kind.`);
    } catch (error) {
      problems.add(name, null, null, `cannot be read (${codeOf(error)}).`);
    }
    return { city: undefined, files, passedOver: [], covers: 'its files' };
  };
}

/** Records of one kind that arrive on a stream, such as standard input. */
export function openStream(stream: AsyncIterable<Uint8Array>, kind: KindName): OpenSource {
  const file = { name: 'standard input', size: undefined, read: () => stream, kind, format: undefined };
  return () => Promise.resolve({ city: undefined, files: [file], passedOver: [], covers: 'its files' });
}
