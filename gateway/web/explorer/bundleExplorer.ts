import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';

/** Where `npm run build` puts the program. Whoever runs the project as it stands has none there. */
const BUILT = join(__dirname, 'explorer.js');

/** The explorer's program as browsers run it: as it was built, or made of its sources, in a fifth of a second. */
export async function readExplorerProgram(): Promise<string> {
  return existsSync(BUILT) ? await readFile(BUILT, 'utf8') : await bundleExplorer(join(__dirname, 'client/main.tsx'));
}

/** Makes the program of its sources and puts it beside this file, for a server that has neither them nor esbuild. */
export async function buildExplorer(entry: string): Promise<void> {
  await writeFile(BUILT, await bundleExplorer(entry));
}

async function bundleExplorer(entry: string): Promise<string> {
  // A server that was built has no esbuild.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({ ...optionsFor(entry), write: false });
  return outputFiles[0]?.text ?? '';
}

/** One script of all that the program needs, without what of its packages it does not use. */
export function optionsFor(entry: string): BuildOptions {
  return {
    entryPoints: [entry],
    ...{ bundle: true, minify: true, legalComments: 'none', charset: 'utf8' },
    ...{ format: 'iife', target: 'es2022', mainFields: ['module', 'main'] },
    // The project's own settings are for Node.
    ...{ jsx: 'automatic', jsxImportSource: 'preact', tsconfigRaw: {} },
  };
}
