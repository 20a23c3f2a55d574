import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { demoUsers } from './demoUsers';
import type { DemoIssuer } from './startDemoIssuer';

/**
 * Leaves a token of each of the demo's users in a file, for whoever started the demo alone.
 *
 * @returns the folder
 */
export async function writeTokens(issuer: DemoIssuer, home: string): Promise<string> {
  const folder = path.join(home, 'tokens');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  for (const { id } of demoUsers) {
    await writeFile(path.join(folder, id), `${await issuer.createToken(id)}\n`, { mode: 0o600 });
  }
  return folder;
}
