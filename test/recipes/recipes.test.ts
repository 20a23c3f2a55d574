import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeWith } from '../optional/describeWith';
import { findProgram } from '../optional/findProgram';
import { startDemoNetwork } from '../network/startDemoNetwork';
import type { TestNetwork } from '../network/startNetwork';

// What README.md here shows, run as it stands.

const run = promisify(execFile);

let network: TestNetwork;
beforeAll(async () => {
  network = await startDemoNetwork();
}, 120_000);
afterAll(() => network.close());

/** What a program prints that asks the demo; throws when it fails or has anything to complain of. */
async function runRecipe(program: string, ...args: readonly string[]): Promise<string> {
  const env = { ...process.env, HANSE_HUB: network.hub.url, LC_ALL: 'C.UTF-8' };
  const { stdout, stderr } = await run(program, [...args], { cwd: __dirname, env });
  expect(stderr).toBe('');
  return stdout;
}

const expected = (recipe: string) => readFileSync(join(__dirname, recipe, 'expected.txt'), 'utf8');

const packages = join(__dirname, 'node_modules');

const clients = existsSync(join(packages, 'relay-compiler')) ? join(packages, '.bin') : undefined;
const advice = 'folder of client packages: npm ci --prefix test/recipes --ignore-scripts';

describeWith(clients, advice, 'clients in JavaScript', (bin) => {
  beforeAll(async () => {
    await run(join(bin, 'relay-compiler'), ['relay.config.json'], { cwd: join(__dirname, 'relay') });
    const cwd = join(__dirname, 'codegen');
    await run(join(bin, 'graphql-codegen'), ['--config', 'codegen.yml'], { cwd });
    await run(join(bin, 'tsc'), ['-p', '.'], { cwd });
  }, 120_000);

  const programs = {
    'HUB-368': ['Apollo Client pages through a search, and keeps records by their ids', 'apollo-client/recipe.mjs'],
    'HUB-369': ['urql with graphcache does, and misses no key', 'urql/recipe.mjs'],
    'HUB-370': ['Relay compiles its queries, pages, and has a record anew by its id', 'relay/recipe.js'],
    'HUB-371': ['graphql-request asks', 'graphql-request/recipe.mjs'],
    'HUB-372': ['GraphQL Code Generator makes types that a program compiles with', 'codegen/generated/js/recipe.js'],
  } as const;

  test.each(Object.entries(programs))('%s %j', async (_, [, program]) => {
    expect(await runRecipe(process.execPath, program)).toBe(expected(program.split('/')[0]!));
  });
});

describeWith(clients, advice, 'GraphQL-ESLint', (bin) => {
  test('finds nothing in the API, by its rules for schemas and for Relay', async () => {
    const cwd = join(__dirname, '../..');
    const config = join(__dirname, 'schema-linter/eslint.config.mjs');
    const lint = (file: string) => run(join(bin, 'eslint'), ['-c', config, file], { cwd });
    expect(await lint('schema/api.graphql')).toEqual({ stdout: '', stderr: '' });
  });
});

test('the README shows what a recipe prints', () => {
  const readme = readFileSync(join(__dirname, 'README.md'), 'utf8');
  expect(readme).toContain(`\`\`\`\n${expected('apollo-client')}\`\`\``);
});

describeWith(findProgram('PYTHON', 'python3'), 'python3: install it, or name one in PYTHON', 'Python', (python) => {
  test('HUB-373 reads a table with its standard library', async () => {
    expect(await runRecipe(python, 'python/recipe.py')).toBe(expected('python'));
  });
});

describeWith(findProgram('RSCRIPT', 'Rscript'), 'Rscript: install r-base-core, or name one in RSCRIPT', 'R', (r) => {
  test('HUB-373 reads a table without any package', async () => {
    expect(await runRecipe(r, 'r/recipe.R')).toBe(expected('r'));
  });
});

// The programs themselves are none that can be run here: what they would ask is asked, and what they would read is there.
describe('HUB-374', () => {
  const ask = async (path: string, parameters: Readonly<Record<string, string>>) => {
    const response = await fetch(`${network.hub.url}/${path}?${new URLSearchParams(parameters).toString()}`);
    return [response.status, await response.text()] as const;
  };

  test('each panel and variable of the dashboard for Grafana has its columns', async () => {
    const dashboard = JSON.parse(readFileSync(join(__dirname, 'grafana/dashboard.json'), 'utf8'));
    const variables = dashboard.templating.list;
    const inPlace = (text: string): string =>
      text.replace(/\$\{([^}]+)\}/g, (_, name: string) =>
        name === '__from:date:iso'
          ? new Date(Date.now() - 60 * 60_000).toISOString()
          : variables.find((variable: { readonly name: string }) => variable.name === name).current.value,
      );
    const targets = [
      ...dashboard.panels.map((panel: { readonly targets: readonly unknown[] }) => panel.targets[0]),
      ...variables.flatMap(({ query }: typeof dashboard) => query.infinityQuery ?? []),
    ];
    expect(targets).toHaveLength(6);
    for (const { url, url_options: options, root_selector: root, columns } of targets) {
      const parameters = options.params.map(({ key, value }: typeof dashboard) => [key, inPlace(value)]);
      const [status, text] = await ask(url.slice(1), Object.fromEntries(parameters));
      expect([url, status]).toEqual([url, 200]);
      const answer = JSON.parse(text);
      const names = answer.columns.map(({ name }: typeof dashboard) => name);
      const lacking = columns.filter(({ selector }: typeof dashboard) =>
        root === 'rows' ? !names.includes(selector) : !hasPath(answer, selector),
      );
      expect([url, lacking]).toEqual([url, []]);
      // What is new is told half a minute later.
      if (!url.includes('changes')) expect([url, answer.rows]).not.toEqual([url, []]);
    }
  });

  test.each([
    ['programmes.pq', (text: string) => Object.keys(JSON.parse(text).rows[0])],
    ['landscape.pq', (text: string) => text.slice(1, text.indexOf('\r\n')).split(',')],
  ])('%s finds the columns that it chooses', async (file, columnsOf) => {
    const query = readFileSync(join(__dirname, 'power-query', file), 'utf8');
    const [, path] = /RelativePath = "([^"]+)"/.exec(query)!;
    const [, given] = /Query = \[([^\]]+)\]/.exec(query)!;
    const parameters = [...given!.matchAll(/(\w+) = "([^"]+)"/g)].map(([, name, value]) => [name, value]);
    const [status, text] = await ask(path!, Object.fromEntries(parameters));
    expect(status).toBe(200);
    const [, chosen] = /SelectColumns\(\s*[\w.()]+,\s*\{([^}]+)\}/.exec(query)!;
    const columns = [...chosen!.matchAll(/"(\w+)"/g)].map(([, name]) => name);
    expect(columns.length).toBeGreaterThan(5);
    expect(columnsOf(text)).toEqual(expect.arrayContaining(columns));
  });
});

// Last, since the hub leaves a city alone for a while that failed.
describeWith(clients, advice, 'with a city that is down', () => {
  test('a city that is down takes nothing from them but its own records', async () => {
    const { wire } = network.city('musterstadt');
    wire.treat = () => 'RESET';
    try {
      for (const program of ['apollo-client/recipe.mjs', 'urql/recipe.mjs', 'relay/recipe.js']) {
        const printed = await runRecipe(process.execPath, program);
        expect([program, printed]).toEqual([program, expect.stringContaining('complete: false\nWonen Eerst')]);
      }
    } finally {
      wire.treat = () => 'FORWARD';
    }
  });
});

/** Whether there is something at `a.b`, be it null. */
function hasPath(row: unknown, selector: string): boolean {
  const [first = '', ...rest] = selector.split('.');
  if (typeof row !== 'object' || row === null || !(first in row)) return false;
  return rest.length === 0 || hasPath((row as Readonly<Record<string, unknown>>)[first], rest.join('.'));
}
