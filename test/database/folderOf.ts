import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a city imports: the contents of files by their names. */
export type Files = Readonly<Record<string, string | Buffer>>;

/** A new folder with these files. It goes when jest ends, as all that tests have in their folder for temporary files. */
export async function folderOf(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'import-'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}
