import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeWith } from '../optional/describeWith';
import { findProgram } from '../optional/findProgram';
import { startDemoNetwork } from '../network/startDemoNetwork';
import type { TestNetwork } from '../network/startNetwork';

const run = promisify(execFile);
const root = join(__dirname, '..', '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

let network: TestNetwork;
let folder: string;

beforeAll(async () => {
  network = await startDemoNetwork();
  // Within the project, so that a snippet finds the packages that it imports.
  folder = mkdtempSync(join(root, 'node_modules', '.readme-'));
}, 120_000);

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await network.close();
});

test('the curl query gives the answer that stands below it', async () => {
  const output = await runSnippet('sh', 'experts(text: "housing action plans")', 'snippet.sh', 'sh');
  expect(JSON.parse(output)).toEqual(JSON.parse(snippet('json', '"experts"')));
});

test('the addresses for spreadsheets give a table and JSON', async () => {
  const output = await runSnippet('sh', '/questions/programmes.csv', 'tables.sh', 'sh');
  expect(output).toContain('Id,Title,City,');
  expect(output).toContain('Willkommensnetzwerk');
  expect(output).toContain('"question":{"name":"experts"');
});

test('the fetch snippet lists programmes', async () => {
  expect(await runSnippet('js', "await fetch('", 'fetch.mjs', process.execPath)).toContain('Willkommensnetzwerk');
});

test('the Apollo Client snippet lists exchanges with their cities', async () => {
  const exchanges = JSON.parse(await runSnippet('js', 'ApolloClient', 'apollo.mjs', process.execPath));
  expect(exchanges).toContainEqual(
    expect.objectContaining({ host: expect.objectContaining({ name: 'Berlin-Mitte' }) }),
  );
});

describeWith(
  findProgram('PYTHON', 'python3'),
  'python3: install it, or name one in PYTHON',
  'with Python',
  (python) => {
    test('the Python snippet names experts and the coverage', async () => {
      const output = await runSnippet('python', 'urllib.request', 'snippet.py', python);
      expect(output).toContain('Sozialamt - Berlin-Mitte');
      expect(output).toMatch(/'complete': True/);
    });
  },
);

/** The README's block in a language that contains a text. */
function snippet(language: string, containing: string): string {
  const blocks = [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  const found = blocks.find(([, blockLanguage, text]) => blockLanguage === language && text!.includes(containing));
  if (!found) throw new Error(`The README has no ${language} block with ${containing}.`);
  return found[2]!;
}

/** Runs a block as it stands, but for the hub's address. Returns what it printed. */
async function runSnippet(
  language: string,
  containing: string,
  fileName: string,
  program: string,
  ...args: string[]
): Promise<string> {
  const file = join(folder, fileName);
  writeFileSync(file, snippet(language, containing).replaceAll('http://127.0.0.1:4000', network.hub.url));
  const { stdout } = await run(program, [...args, file]);
  return stdout;
}
