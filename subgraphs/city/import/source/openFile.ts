import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';

import { kinds } from '../kind/kinds';
import type { KindName } from '../kind/kinds';
import { codeOf } from '../../codeOf';
import type { OpenSource, SourceFile } from './Source';

/** Enough to keep the parser busy, and little enough to hold some of them. */
const CHUNK = 64 * 1024;

/** A file that has to be there. */
export async function describeFile(path: string): Promise<SourceFile> {
  const { size } = await stat(path);
  return { name: basename(path), size, read: () => createReadStream(path, { highWaterMark: CHUNK }) };
}

/** What a name such as `staff.csv` or `staff.jsonl` tells of the file; undefined when it has neither ending. */
export function readFileName(
  name: string,
): { readonly kind: KindName | undefined; readonly format: 'csv' | 'jsonl' } | undefined {
  const [, stem, ending] = /^(.*)\.(csv|jsonl)$/.exec(name) ?? [];
  if (stem === undefined) return undefined;
  return { kind: kinds.find((kind) => kind.name === stem)?.name, format: ending === 'csv' ? 'csv' : 'jsonl' };
}

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
