import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { spawnHub } from './HubProcess';

const folder = mkdtempSync(path.join(tmpdir(), 'hanse-configuration-faults-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string | Buffer): string {
  const written = path.join(folder, name);
  writeFileSync(written, content);
  return written;
}

const networkFile = file('network.yaml', 'name: Empty\ncities: []\n');
const SECRET = 'not-to-be-told-to-anybody';

/** What a hub says that cannot run, and how it ends. */
interface End {
  readonly code: number | null;
  readonly said: string;
}

async function run(environment: Readonly<Record<string, string>>): Promise<End> {
  const child = spawnHub({ HANSE_NETWORK: networkFile, LOG_LEVEL: 'fatal', ...environment });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const said = await text(child.stderr!);
  return { code: await ended, said };
}

/** Every variable with a rule, and what breaks it. */
const WRONG: Readonly<Record<string, string>> = {
  PORT: '70000',
  METRICS_PORT: 'x',
  LOG_LEVEL: 'loud',
  HANSE_TIMEOUT_MS: '2s',
  HANSE_MAX_TIMEOUT_MS: '-1',
  HANSE_FETCH_RESERVE_MS: '1e3',
  HANSE_REFRESH_SECONDS: '0',
  HANSE_MAX_CITIES_FOR_TEXT: 'all',
  HANSE_MAX_SEARCH_COST: '0x10',
  HANSE_CONNECTIONS_PER_CITY: '0',
  HANSE_MAX_CALLS: '١٢',
  HANSE_BREAKER_RESET_MS: '1',
  HANSE_MAX_ANSWER_BYTES: '8M',
  HANSE_DRAIN_SECONDS: '1000',
  HANSE_CITIES_HTTPS_ONLY: 'yes',
  HANSE_CITIES_PUBLIC_ONLY: '1',
  HANSE_REQUESTS_PER_MINUTE: '1.5',
  HANSE_RATE_LIMIT_REDIS: 'http://127.0.0.1',
  HANSE_TRUSTED_PROXIES: 'proxy.example',
  HANSE_CORS_ORIGINS: 'dashboard.example.org/',
  HANSE_INTROSPECTION: 'on',
  HANSE_MAX_DEPTH: '0',
  HANSE_MAX_ALIASES: 'none',
  HANSE_AUDIT_DAYS: '0',
  HANSE_OIDC_ISSUER: 'http://login.example.org',
  HANSE_OIDC_AUDIENCE: '',
  HANSE_PSEUDONYM_SECRET: 'too short to be one',
};

/** The kinds of wrong files and folders, and what is said of each. */
const FILES = {
  keysCutOff: { HANSE_SIGNING_KEYS: file('cut-off.json', `{"kty":"OKP","d":"${SECRET}`) },
  keysFolder: { HANSE_SIGNING_KEYS: folder },
  operations: { HANSE_OPERATIONS: file('operations.json', '{"format":"something-else","operations":[]}') },
  vocabulary: { HANSE_VOCABULARY: file('topics.ttl', Buffer.from([0x40, 0xff, 0xfe, 0x00, 0x80])) },
} as const;

/** All are started at once, since each takes a process of its own. */
const ends = new Map<string, End>();
beforeAll(async () => {
  const cases = Object.entries({ wrong: WRONG, ...FILES });
  await Promise.all(cases.map(async ([name, environment]) => ends.set(name, await run(environment))));
}, 120_000);

/** What was said in one line, of a process that ended as it should. */
function lineOf(name: string): string {
  const { code, said } = ends.get(name)!;
  expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(/^[^\n]+\n$/) });
  expect(said).not.toContain(SECRET);
  return said;
}

describe('a hub that cannot run as it is told', () => {
  it('OPS-021 names every variable that is wrong, each in one line with what it must be, and no secret', () => {
    const { code, said } = ends.get('wrong')!;
    expect(code).toBe(1);
    const lines = said.trimEnd().split('\n');
    for (const name of Object.keys(WRONG)) {
      expect(lines).toContainEqual(expect.stringMatching(`^${name} must (be|have) `));
    }
    expect(lines.filter((line) => !/^[A-Z_]+ must (be|have) /.test(line))).toEqual([]);
    expect(said).not.toContain(WRONG.HANSE_PSEUDONYM_SECRET);
  });

  it('OPS-022 names the file of signing keys that is cut off, and tells nothing of what it holds', () => {
    expect(lineOf('keysCutOff')).toMatch(/cut-off\.json.* it is not JSON/);
  });

  it('OPS-023 names a folder where a file of signing keys should be', () => {
    expect(lineOf('keysFolder')).toBe(`${folder} cannot be read (EISDIR).\n`);
  });

  it('OPS-024 names the file of operations that is no manifest', () => {
    const { code, said } = ends.get('operations')!;
    expect(code).toBe(1);
    expect(said).toMatch(/operations\.json must be a persisted query manifest/);
    expect(said).not.toMatch(/^\s+at /m);
  });

  it('OPS-025 names the vocabulary that is not text', () => {
    expect(lineOf('vocabulary')).toMatch(/topics\.ttl is not UTF-8\./);
  });
});
