import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ListedProcess } from '../postgres/listProcesses';
import { listProcesses, listWithDescendants } from '../postgres/listProcesses';
import { until, untilOk } from '../until';
import { queryHub } from '../network/queryHub';

jest.setTimeout(180_000);

const checkout = path.join(__dirname, '../..');

let scratch: string;
let demos: Demo[];

beforeEach(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'hanse-test-'));
  await chmod(scratch, 0o755);
  demos = [];
});

afterEach(async () => {
  for (const demo of demos) {
    await end(demo, 'SIGINT');
  }
  await rm(scratch, { recursive: true, force: true, maxRetries: 10 });
});

/** A process as `npm start` makes it, in a group of its own as a shell does. */
interface Demo {
  readonly process: ChildProcess;
  readonly port: number;
  /** What it has said so far, on both streams. */
  output(): string;
}

function launch(port: number, home = path.join(scratch, 'home')): Demo {
  const child = spawn(process.execPath, ['-r', './register.js', 'gateway/main.ts'], {
    cwd: checkout,
    detached: true,
    env: { PATH: process.env.PATH, PORT: String(port), HANSE_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  const demo = { process: child, port, output: () => text };
  demos.push(demo);
  return demo;
}

/** Below those that the system gives to others by itself while a demo starts. */
async function findUnusedPort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 30_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => {
        resolve(false);
      });
      server.listen(port, '127.0.0.1', () => {
        resolve(true);
      });
    });
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}

function hasEnded({ process: { exitCode, signalCode } }: Demo): boolean {
  return exitCode !== null || signalCode !== null;
}

async function untilReady(demo: Demo): Promise<void> {
  const expectRunning = (): void => {
    if (hasEnded(demo)) throw new Error(`The demo ended. It said:\n${demo.output()}`);
  };
  await untilOk(`http://127.0.0.1:${demo.port}/health/ready`, expectRunning, 90_000);
  await until('it says how it ends', () => demo.output().includes('Ctrl-C'));
}

/** Signals the whole group, as a terminal does on Ctrl-C, and waits for the end. */
async function end(demo: Demo, signal: NodeJS.Signals): Promise<number | null> {
  if (!hasEnded(demo)) {
    const ended = once(demo.process, 'exit');
    process.kill(-(demo.process.pid ?? 0), signal);
    await ended;
  }
  return demo.process.exitCode;
}

async function stillRunning(before: readonly ListedProcess[]): Promise<ListedProcess[]> {
  const now = await listProcesses();
  return now.filter((process) => before.some(({ pid, command }) => pid === process.pid && command === process.command));
}

interface HeadlineAnswer {
  readonly errors?: unknown;
  readonly data: {
    readonly experts: {
      readonly nodes: readonly {
        readonly city: { readonly id: string };
        readonly experiences: readonly { readonly topic: { readonly label: string } }[];
      }[];
      readonly coverage: { readonly asked: number; readonly complete: boolean };
    };
    readonly cities: { readonly nodes: readonly { readonly connected: boolean }[] };
  };
}

async function askHeadline(demo: Demo): Promise<HeadlineAnswer> {
  const query = `{
    experts(text: "housing action plans") {
      nodes { id name city { id name } experiences { summary topic { label } } }
      coverage { asked answered complete cities { city { id } status } }
    }
    cities(first: 100) { nodes { id connected } }
  }`;
  return (await queryHub(`http://127.0.0.1:${demo.port}`, query)) as HeadlineAnswer;
}

async function expectHeadline(demo: Demo): Promise<void> {
  // On a machine with much to do the first answers may rest on some of the cities alone, which they say.
  const deadline = Date.now() + 30_000;
  let answer = await askHeadline(demo);
  while (!answer.data.experts.coverage.complete && Date.now() < deadline) answer = await askHeadline(demo);
  const { data, errors } = answer;
  expect(errors).toBeUndefined();
  const gera = data.experts.nodes.find((staff) => staff.city.id === 'gera');
  expect(gera).toMatchObject({ name: 'Sandra Wanzar', city: { name: 'Gera' } });
  expect(gera?.experiences.map((experience) => experience.topic.label)).toContain('Aktionsplan für Wohnungslosigkeit');
  const connected = data.cities.nodes.filter((city) => city.connected).length;
  expect(data.experts.coverage).toMatchObject({ complete: true, answered: data.experts.coverage.asked });
  expect(data.experts.coverage.asked).toBeLessThan(connected);
}

test('npm start answers the headline query, and Ctrl-C ends it with 0 and leaves no process', async () => {
  const demo = launch(await findUnusedPort());
  await untilReady(demo);
  await expectHeadline(demo);
  expect(demo.output()).toContain(`http://127.0.0.1:${demo.port}/graphql`);

  const family = await listWithDescendants(demo.process.pid ?? 0);
  expect(family.some(({ command }) => command.includes('postgres'))).toBe(true);
  expect(await end(demo, 'SIGINT')).toBe(0);
  expect(await stillRunning(family)).toEqual([]);
});

test('a start after kill -9 on the same home takes up its data, and two demos run side by side', async () => {
  const killed = launch(await findUnusedPort());
  await untilReady(killed);
  const family = await listWithDescendants(killed.process.pid ?? 0);
  await end(killed, 'SIGKILL');
  expect(await stillRunning(family)).not.toEqual([]);

  const again = launch(await findUnusedPort());
  const other = launch(await findUnusedPort(), path.join(scratch, 'other'));
  await Promise.all([untilReady(again), untilReady(other)]);
  expect(await stillRunning(family)).toEqual([]);
  expect(again.output()).toContain('unchanged');
  expect(again.output()).not.toContain('rows imported');
  await Promise.all([expectHeadline(again), expectHeadline(other)]);

  const third = launch(await findUnusedPort());
  await once(third.process, 'exit');
  expect(third.process.exitCode).toBe(1);
  expect(third.output()).toMatch(/is in use by process \d+/);
  await expectHeadline(again);
});

test('Ctrl-C while it starts leaves no process', async () => {
  const demo = launch(await findUnusedPort());
  await until('it fills databases', () => demo.output().includes('Filling the databases') || hasEnded(demo));
  const family = await listWithDescendants(demo.process.pid ?? 0);
  expect(family.length).toBeGreaterThan(1);
  expect(await end(demo, 'SIGINT')).toBe(0);
  expect(await stillRunning(family)).toEqual([]);
});
