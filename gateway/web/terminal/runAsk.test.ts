import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { QueryOperation } from '../Query';
import { registerWeb } from '../registerWeb';
import { createExpert, createFakeQuery } from '../test/createFakeQuery';
import type { FakeQuery } from '../test/createFakeQuery';
import type { ExitCode } from './runAsk';
import { runAsk } from './runAsk';

let server: FastifyInstance;
let fake: FakeQuery;
let hub: string;

async function serve(hubOf: FakeQuery): Promise<void> {
  fake = hubOf;
  server = fastify();
  server.post('/graphql', async (request) =>
    fake.query(request.body as QueryOperation, { signal: new AbortController().signal }),
  );
  await server.register(registerWeb, {
    query: fake.query,
    exportLimits: { maxRows: 10_000, maxMs: 60_000 },
    logger: pino({ level: 'silent' }),
  });
  hub = await server.listen({ host: '127.0.0.1', port: 0 });
}

beforeEach(() => serve(createFakeQuery()));
afterEach(() => server.close());

async function ask(...args: string[]): Promise<{ code: ExitCode; out: string; error: string }> {
  let [out, error] = ['', ''];
  const code = await runAsk(args, {
    out: (text) => {
      out += text;
      return Promise.resolve();
    },
    error: (text) => {
      error += text;
    },
    width: 80,
    hub,
  });
  return { code, out, error };
}

test('a table tells who, city, topic, role, programme, years and score, and then the coverage', async () => {
  const { code, out, error } = await ask('housing');
  expect([code, error]).toEqual([0, '']);
  expect(out).toBe(
    [
      '1 expert found.',
      '',
      'Understood as: housing',
      '',
      'Who                           City  Topic  Role  Programme      Years      Score',
      '─'.repeat(80),
      'Ada Ausgedacht, Head of       Gera  Homes  led   Homes for all  2019–2023  690',
      'Housing',
      '',
      '1 city could match and was asked; it answered. The answer is complete.',
      '',
    ].join('\n'),
  );
});

test('nothing found is said, and is no failure', async () => {
  await server.close();
  await serve(createFakeQuery([]));
  expect(await ask('housing', '--lang', 'nl')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Geen deskundigen gevonden\.\n/),
  });
});

test('a page with more behind it says how to go on', async () => {
  await server.close();
  await serve(createFakeQuery([createExpert(), createExpert()]));
  expect((await ask('housing', '--first', '1')).out).toContain('More with the same question and:\n--after 1\n');
  expect((await ask('housing', '--first', '1', '--after', '1')).out).not.toContain('--after');
});

test('control characters of a city do not reach the terminal in any format', async () => {
  const evil = 'Ada\u001b[2J\u009b31m\u202e';
  await server.close();
  await serve(createFakeQuery([createExpert({ name: evil })]));
  for (const format of [[], ['--json'], ['--csv']]) {
    const { code, out } = await ask('housing', ...format);
    expect(code).toBe(0);
    expect(out).toContain('Ada');
    for (const control of ['\u001b', '\u009b', '\u202e']) expect(out).not.toContain(control);
  }
  expect(JSON.parse((await ask('housing', '--json')).out)).toMatchObject({ edges: [{ node: { name: evil } }] });
});

test('the CSV is the export of all that is found', async () => {
  await server.close();
  await serve(createFakeQuery(Array.from({ length: 150 }, (_, at) => createExpert({ id: `gera:staff:${at}` }))));
  const { code, out } = await ask('housing', '--csv', '--city', 'gera');
  expect(code).toBe(0);
  expect(out.match(/^gera:staff/gm)).toHaveLength(150);
  expect(fake.asked[0]?.variables).toMatchObject({ filter: { cities: ['gera'] } });
});

test('an export that ends early is a failure', async () => {
  await server.close();
  await serve(createFakeQuery(Array.from({ length: 150 }, (_, at) => createExpert({ id: `gera:staff:${at}` }))));
  fake.answerCall(1, () => Promise.reject(new Error('down')));
  expect(await ask('housing', '--csv')).toMatchObject({
    code: 1,
    error: 'The export ends early, as its last line says. The rest comes with the same question and:\n--after 100\n',
  });
  const { code, out } = await ask('housing', '--csv', '--after', '100');
  expect([code, out.match(/^gera:staff/gm)?.length]).toEqual([0, 50]);
});

test('without a hub it says how to start one', async () => {
  await server.close();
  for (const format of [[], ['--json'], ['--csv']]) {
    const { code, out, error } = await ask('housing', ...format);
    expect([code, out]).toEqual([1, '']);
    expect(error).toContain(`No hub answers at ${hub}.\nStart one in another terminal with: npm start\n`);
  }
});

test('what answers but is no hub is told from one that is down', async () => {
  await server.close();
  server = fastify();
  hub = await server.listen({ host: '127.0.0.1', port: 0 });
  server.server.removeAllListeners('request');
  server.server.on('request', (_request, response) => response.end('<h1>It works!</h1>'));
  for (const format of [[], ['--csv']]) {
    expect(await ask('housing', ...format)).toEqual({
      code: 1,
      out: '',
      error: `What answers at ${hub} (HTTP 200) is not a hub.\n`,
    });
  }
});

test('a question that the hub refuses is wrong usage, with the reason', async () => {
  const refusal = { data: null, errors: [{ message: 'No \u001bcity.', extensions: { code: 'BAD_USER_INPUT' } }] };
  fake.answerCall(0, () => refusal);
  fake.answerCall(1, () => refusal);
  expect(await ask('housing')).toEqual({ code: 2, out: '', error: 'No city.\n' });
  expect(await ask('housing', '--csv')).toEqual({ code: 2, out: '', error: 'No city.\n' });
});

test('a hub that cannot answer is a failure', async () => {
  fake.answerCall(0, () => ({ data: null, errors: [{ message: 'x', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] }));
  const { code, error } = await ask('housing');
  expect(code).toBe(1);
  expect(error).toContain('could not answer');
});

test('wrong usage asks nobody', async () => {
  expect(await ask('--first', '0', 'housing')).toMatchObject({ code: 2, out: '' });
  expect(fake.asked).toEqual([]);
});
