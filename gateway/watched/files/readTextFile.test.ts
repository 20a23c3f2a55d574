import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileUnreadableError, readTextFile } from './readTextFile';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hanse-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(bytes: Buffer): Promise<string> {
  const file = join(folder, 'text');
  await writeFile(file, bytes);
  return await readTextFile(file);
}

test('a file is read as UTF-8, with or without a byte order mark', async () => {
  expect(await read(Buffer.from('Mülheim'))).toBe('Mülheim');
  expect(await read(Buffer.from('\uFEFFMülheim'))).toBe('Mülheim');
  expect(await read(Buffer.alloc(0))).toBe('');
});

test('a file in another encoding is refused, for it would lose its letters', async () => {
  const refused = read(Buffer.from('Mülheim', 'latin1'));
  await expect(refused).rejects.toThrow(FileUnreadableError);
  await expect(refused).rejects.toThrow(/text is not UTF-8\.$/);
});

test('a file that is not there, and a folder, are named', async () => {
  await expect(readTextFile(join(folder, 'none'))).rejects.toThrow(/none cannot be read \(ENOENT\)\.$/);
  await expect(readTextFile(folder)).rejects.toThrow(`${folder} cannot be read (EISDIR).`);
});
