import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describeWith } from '../../optional/describeWith';
import { findProgram } from '../../optional/findProgram';
import { readPage } from './readPage';

const ROOT = join(__dirname, '..', '..', '..');
const town = readPage(join(ROOT, 'subgraphs', 'city', 'README.md'));
const hub = readPage(join(ROOT, 'gateway', 'README.md'));
/** Of 100, which a service has that nothing is forbidden. */
const MOST_EXPOSED = 15;

const UNITS = {
  'hanse-musterstadt.service': town.block('The service', 'ini'),
  'hanse-musterstadt.service.d/relay.conf': town.block('Without an address', 'ini'),
  'hanse-hub.service': /```ini\n(\[Unit\].*?)```/s.exec(hub.text)![1]!,
};
const SERVICES = Object.keys(UNITS).filter((name) => name.endsWith('.service'));

describeWith(
  findProgram('SYSTEMD_ANALYZE', 'systemd-analyze'),
  'systemd-analyze: install systemd, or name one in SYSTEMD_ANALYZE',
  'the units on the pages',
  (executable) => {
    let folder: string;

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'hanse-units-'));
      for (const [name, text] of Object.entries(UNITS)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text.replaceAll('/usr/bin/node', process.execPath));
      }
    });
    afterAll(() => {
      rmSync(folder, { recursive: true });
    });

    const analyze = (...args: string[]) => promisify(execFile)(executable, args);

    test.each(SERVICES)('HUB-503 %s says nothing that systemd does not understand', async (name) => {
      const { stdout, stderr } = await analyze('verify', '--man=no', join(folder, name));
      expect(`${stdout}${stderr}`).toBe('');
    });

    test.each(SERVICES)('HUB-504 %s leaves its service no more than it needs', async (name) => {
      // Ends with 1 where it is more exposed.
      const { stdout } = await analyze(
        'security',
        '--offline=true',
        `--threshold=${MOST_EXPOSED}`,
        '--no-pager',
        join(folder, name),
      );
      expect(stdout).toMatch(/Overall exposure level for \S+: [01]\.\d OK/);
    });
  },
);
