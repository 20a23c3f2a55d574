import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, 'topic-sources');
const turtle = readFileSync(join(__dirname, 'topics.ttl'), 'utf8');
const about = readFileSync(join(folder, 'README.md'), 'utf8');
const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));

test.each(files)(
  'each label that %s says to come from a list is one of the vocabulary, and the list has a licence',
  (file) => {
    const labels = readFileSync(join(folder, file), 'utf8').trim().split('\n');
    const gone = labels.filter((label) => !turtle.includes(`"${label.slice(0, -3)}"${label.slice(-3)}`));
    expect(gone).toEqual([]);
    expect(new Set(labels).size).toBe(labels.length);
    expect(about).toContain(`\`${file}\``);
  },
);

test('each list that is told of has its file', () => {
  expect(files.length).toBeGreaterThan(0);
  expect([...about.matchAll(/^\| `(\S+)`/gm)].map(([, file]) => file)).toEqual(files);
});
