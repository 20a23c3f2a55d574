import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { parseHubConfig } from '../../../gateway/config';
import { startDemo } from '../../../gateway/demo/startDemo';
import { CHROMIUM_ADVICE, chromiumPath, startBrowser } from '../startBrowser';

/** What the README shows: pages of the demo, each as `<name>.png` beside this file. */
const PICTURES = [
  { name: 'home', path: '/?lang=en' },
  { name: 'answer', path: '/search?kind=programmes&text=housing+action+plans&lang=en' },
] as const;
/** In pixels: as much as is read at a glance, in a file of 150 kB at most. */
const SIZE = { width: 1000, height: 780 };

/** Takes the pictures of a demo network of its own, whose data is gone afterwards. */
async function takePictures(executablePath: string): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'hanse-pictures-'));
  const told: string[] = [];
  const config = parseHubConfig({ PORT: '0', HANSE_TIMEOUT_MS: '10000' });
  const demo = await startDemo({
    ...{ ...config, home, logger: pino({ level: 'silent' }) },
    print: (line) => told.push(line),
  });
  try {
    const [hubUrl = ''] = /http:\/\/\S+(?=\/$)/m.exec(told.join('\n')) ?? [];
    const started = await startBrowser(executablePath);
    try {
      const page = await started.browser.newPage({
        viewport: SIZE,
        locale: 'en',
        colorScheme: 'light',
      });
      for (const { name, path } of PICTURES) {
        await page.goto(`${hubUrl}${path}`);
        await writeFile(join(__dirname, `${name}.png`), await page.screenshot());
      }
    } finally {
      await started.close();
    }
  } finally {
    await demo.close();
    await rm(home, { recursive: true });
  }
}

async function main(): Promise<void> {
  if (chromiumPath === undefined) throw new Error(`There is no ${CHROMIUM_ADVICE}.`);
  await takePictures(chromiumPath);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
