import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startThread } from './startThread';

test('a thread loads no ES module, in which Node 20 would end the whole process with it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hanse-thread-'));
  writeFileSync(join(folder, 'module.mjs'), '');
  writeFileSync(
    join(folder, 'main.ts'),
    `import { parentPort } from 'node:worker_threads';
     try {
       require('./module.mjs');
     } catch (error) {
       parentPort?.postMessage((error as { code: string }).code);
     }`,
  );
  const thread = startThread(folder, {});
  expect(await once(thread, 'message')).toEqual(['ERR_REQUIRE_ESM']);
  await thread.terminate();
  rmSync(folder, { recursive: true });
});
