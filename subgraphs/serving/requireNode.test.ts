import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'hanse-node-'));
const oldNode = join(folder, 'oldNode.js');
writeFileSync(oldNode, "Object.defineProperty(process.versions, 'node', { value: '18.20.8' });\n");
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test.each(['gateway/main.ts', 'gateway/operator/main.ts', 'gateway/web/terminal/main.ts', 'subgraphs/city/main.ts'])(
  'OPS-095 %s ends on an old Node with one line that says which one it needs',
  (main) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['-r', './register.js', '-r', oldNode, join(root, main)],
      { encoding: 'utf8', cwd: root },
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^Hanse needs Node 20\.19 or newer, and this is Node 18\.20\.8\. [^\n]+\n$/);
  },
);
