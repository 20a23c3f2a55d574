import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { kinds } from '../kind/kinds';
import type { Problems } from '../Problems';
import { codeOf } from '../../codeOf';
import { describeFile, readFileName } from './openFile';
import type { OpenSource, RecordFile, SourceFile } from './Source';

/**
 * A folder with `city.yaml` and a file for each kind of record, of which any may be left out. Files that look like none of
 * these, such as a README or a workbook, are passed over and named.
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
          const possible = ['city.yaml', ...kinds.map((kind) => `${kind.name}.csv`)];
          const reason = `is not a file of an import, which can have ${possible.join(', ')} (or .jsonl).`;
          problems.add(name, null, null, reason);
        }
      } catch (error) {
        problems.add(name, null, null, `cannot be read (${codeOf(error)}).`);
      }
    }
    const rank = new Map(kinds.map(({ name }, index) => [name, index]));
    files.sort((a, b) => (rank.get(a.kind) ?? 0) - (rank.get(b.kind) ?? 0));
    const passedOver = names.filter((name) => !isOfImport(name) && !name.startsWith('.'));
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
