import { request as httpRequest } from 'node:http';
import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import { formatsOf } from '../../../../gateway/questions/formats/formats';
import { QUESTIONS } from '../../../../gateway/questions/manifest/questions';
import { experts } from '../../../../gateway/questions/manifest/searches';
import { NEVER_LEAVES } from '../../startGuardedCity';
import { sendRaw } from '../sendRaw';
import { bearer, FORMULAS, HIDDEN } from '../startAttackedHub';
import { hub } from './sharedHub';

// Attacks on questions that have an address: answers that a cache or another's validator could give away, paths and
// parameters that lead elsewhere, and what a published text does in the program that opens it.

async function get(path: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(hub.url + path, { headers, redirect: 'manual' });
  const bytes = Buffer.from(await response.arrayBuffer());
  const isPacked = response.headers.get('content-type')?.includes('spreadsheet') === true;
  const text = isPacked ? JSON.stringify(await readXlsxFile(bytes)) : bytes.toString('latin1');
  return { status: response.status, headers: response.headers, bytes, text };
}

/** What is asked of each question, so that it has something to tell of both cities. */
const ASKED: Readonly<Record<string, string>> = {
  matches: 'city=musterstadt',
  landscape: 'concepts=concept:housing',
  cities: '',
  subjects: 'text=housing',
  changes: '',
};
/** Those of the hub, and one of its operator's own. */
const addresses = [...QUESTIONS, { name: 'plans', parts: [] }].flatMap((question) =>
  formatsOf(question).map(
    ({ ending }) => `/questions/${question.name}.${ending}?${ASKED[question.name] ?? 'concepts=concept:housing'}`,
  ),
);

describe('a question with an address', () => {
  test.each(addresses)(
    'HUB-330 %s tells strangers nothing of members, and may be kept of a stranger alone',
    async (path) => {
      const stranger = await get(path);
      expect([path, stranger.status]).toEqual([path, 200]);
      expect(stranger.text).not.toMatch(HIDDEN);
      expect(stranger.headers.get('cache-control')).toBe('private, no-cache');
      expect(stranger.headers.get('vary')?.toLowerCase()).toMatch(/accept-language.*authorization/);
      // So that there was something to hide.
      expect(stranger.headers.get('hanse-coverage')).not.toContain('rows=0');
      const etag = stranger.headers.get('etag')!;

      // A member who names the validator of a stranger, or any, is asked for anew.
      for (const validator of [etag, '*']) {
        const member = await get(path, { ...bearer(hub.member), 'if-none-match': validator });
        expect(member.status).toBe(200);
        expect(member.headers.get('cache-control')).toBe('private, no-store');
        expect(member.headers.get('etag')).toBeNull();
        expect(member.text).not.toMatch(new RegExp(NEVER_LEAVES, 'i'));
      }
      // After a member, a stranger with a cookie is a stranger.
      const again = await get(path, { cookie: `session=${hub.member}; authorization=Bearer ${hub.member}` });
      expect([again.status, again.headers.get('set-cookie')]).toEqual([200, null]);
      expect(again.text).not.toMatch(HIDDEN);
      expect((await get(path, { 'if-none-match': etag })).status).toBe(304);
    },
  );

  test('HUB-331 gives a member what members may see, of a question that strangers asked before', async () => {
    const path = '/questions/programmes.json?concepts=concept:housing';
    await get(path);
    const { text } = await get(path, bearer(hub.member));
    expect(text).toContain('Plan Membersonly');
    expect((await get(path)).text).not.toContain('Plan Membersonly');
  });

  test.each([
    '/questions/../package.json',
    '/questions/%2e%2e%2fpackage.json',
    '/questions/experts.csv/../../etc/passwd',
    '/questions/experts.csv%00.json?text=x',
    '/questions/experts.csv/?text=x',
    '/questions//experts.csv?text=x',
    '/questions/EXPERTS.CSV?text=x',
    '/questions/experts?text=x',
    '/questions/experts.constructor?text=x',
    '/questions/__proto__.json',
    '/questions/experts.csv;text=x',
    '/questions/*',
  ])('HUB-332 %s leads nowhere, and asks no city', async (path) => {
    let status = 0;
    const calls = await hub.callsDuring(async () => {
      status = Number(/^HTTP\/1\.1 (\d+)/.exec((await sendRaw(hub.port, head(path))).text)?.[1]);
    });
    expect([status >= 400 && status < 500, calls]).toEqual([true, 0]);
  });

  test.each([
    'text[]=x',
    'text=x&__proto__=y',
    'text=x&constructor=y',
    'text=x&limit=1e9',
    'text=x&limit=-1',
    'text=x&after=AAAA',
    'text=x&after=%0d%0aSet-Cookie:a=b',
    'text=x&city=../musterstadt',
    'text=x&lang=../../etc/passwd',
    `concepts=${'concept:housing,'.repeat(60)}concept:${'x'.repeat(40)}`,
    'concepts=concept:nothing',
    'text=x&match=SOME',
    'text=%00',
    'text=x&updatedSince=yesterday',
  ])('HUB-333 ?%s is refused in a sentence that carries nothing of it but as a quotation', async (query) => {
    for (const { ending } of formatsOf(experts)) {
      const { status, headers, text } = await get(`/questions/experts.${ending}?${query}`);
      expect([ending, status, headers.get('content-type')]).toEqual([ending, 400, 'text/plain; charset=utf-8']);
      expect(text).toMatch(/^[^\n]+\.\n$/);
      expect([...headers].join()).not.toMatch(/a=b|[\r\n]/);
    }
  });

  test('HUB-334 breaks out of a header of the answer', async () => {
    const text = encodeURIComponent('housing"; filename="evil.exe\r\nSet-Cookie: a=b');
    const { headers } = await get(`/questions/experts.csv?text=${text}&limit=1`);
    expect(headers.get('content-disposition')).toBe(
      'attachment; filename="hanse-experts-housing-filename-evil-exe-set-cookie-a-b.csv"',
    );
    const all = [...headers].map(([name, value]) => `${name}: ${value}`).join('\n');
    expect(all).not.toMatch(/set-cookie:|\r/i);
    expect(headers.get('link')).toMatch(/^<[^\s<>"]+>; rel="next"$/);
  });

  test.each(['evil.example/"><script>', 'evil.example\\@hub', 'a b', '[::1', 'evil.example:99999999'])(
    'HUB-335 the host %j is in no address of the answer',
    async (host) => {
      for (const { ending } of formatsOf(experts)) {
        const body = await askAs(host, `/questions/experts.${ending}?concepts=concept:housing`);
        expect(body).not.toContain(host);
      }
    },
  );

  test.each([',', ';'])(
    'HUB-336 publishes formulas, and waits for somebody to open the table with %j',
    async (separator) => {
      const { bytes } = await get(
        `/questions/experts.csv?concepts=concept:housing&headings=codes&comments=top&separator=${encodeURIComponent(separator)}`,
      );
      const rows: Record<string, string>[] = parse(bytes, {
        bom: true,
        columns: true,
        comment: '#',
        delimiter: separator,
      });
      for (const formula of FORMULAS) expect(rows.map(({ name }) => name)).toContain(`'${formula}`);
      for (const cell of rows.flatMap((row) => Object.values(row)))
        expect(cell).not.toMatch(/^[=+@\t\r＝]|^-(?![\d.]+$)/);
      for (const line of bytes.toString().split(/\r\n/)) {
        if (line.startsWith('#')) expect(line).not.toContain(separator);
      }
    },
  );

  test('HUB-337 is asked by a page of another site, which may read nothing of it', async () => {
    const { headers } = await get('/questions/experts.json?text=housing', { origin: 'https://evil.example' });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

test('HUB-375 measures by the length of compressed answers what is in them, with a cookie that a browser sends of itself', async () => {
  for (const path of ['/questions/experts.json?concepts=concept:housing', '/?text=housing', '/questions']) {
    const compressed = await get(path, { 'accept-encoding': 'gzip' });
    expect([path, compressed.headers.get('content-encoding')]).toEqual([path, 'gzip']);
    expect(compressed.headers.get('vary')?.toLowerCase()).toContain('accept-encoding');
    const { headers } = await get(path, { 'accept-encoding': 'gzip', cookie: `session=${hub.member}` });
    expect(headers.get('content-encoding')).toBeNull();
  }
});

test('HUB-341 asks for the schema as a file, where it is not told', async () => {
  expect((await get('/api.graphql')).status).toBe(404);
});

describe('a tool of an assistant', () => {
  async function call(name: string, args: unknown, headers: Readonly<Record<string, string>> = {}) {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } });
    const response = await fetch(`${hub.url}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
      body,
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  test.each<[tool: string, args: object]>([
    ['find_people', { concepts: ['concept:housing'] }],
    ['find_people', { text: 'Membersonly' }],
    ['find_programmes', { concepts: ['concept:housing'] }],
    ['find_exchanges', { concepts: ['concept:housing'] }],
    ['find_offers', { concepts: ['concept:housing'] }],
    ['compare_cities', { concepts: ['concept:housing', 'concept:parks'] }],
    ['get_record', { id: 'musterstadt:programme:network' }],
    ['get_record', { id: 'musterstadt:staff:internal' }],
    ['get_record', { id: 'musterstadt' }],
  ])('HUB-338 %s %j tells strangers nothing of members, also after a member asked the same', async (tool, args) => {
    const member = await call(tool, args, bearer(hub.member));
    expect(member.status).toBe(200);
    expect(member.text).not.toMatch(new RegExp(`(Post|Plan|Visit) ${NEVER_LEAVES}`, 'i'));
    expect(member.headers.get('cache-control')).toBe('private, no-store');
    const stranger = await call(tool, args, { cookie: `session=${hub.member}` });
    expect([stranger.status, stranger.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(stranger.text).not.toMatch(/(Post|Plan|Visit|Offer|Need) (Membersonly|Neverleaves)|:(network|internal)\b/i);
  });

  test.each<[name: string, tool: string, args: unknown]>([
    ['a tool that every object has', 'constructor', {}],
    ['a name of all objects', 'find_people', JSON.parse('{"__proto__":{"text":"x"},"text":"x"}')],
    ['lists in lists', 'find_people', { text: [['x']] }],
    ['a text that breaks out of the operation', 'get_record', { id: 'gera"}) { alliances { id } }' }],
    ['more rows than an assistant reads', 'find_people', { text: 'x', limit: 1e9 }],
    [
      'more subjects than there are',
      'find_people',
      { concepts: Array.from({ length: 101 }, (_, at) => `concept:${at}`) },
    ],
    ['no object', 'find_people', 'text'],
  ])('HUB-339 takes %s for what it is, and asks no city', async (_name, tool, args) => {
    let answer = { status: 0, text: '' };
    const calls = await hub.callsDuring(async () => {
      answer = await call(tool, args);
    });
    expect([answer.status < 500, calls]).toEqual([true, 0]);
    expect(answer.text).toMatch(/"isError":true|"errors?":/);
    expect(answer.text).not.toMatch(/node_modules|\bat \S+ \(/);
  });

  test('HUB-340 sends many calls in one request, or one that is too large', async () => {
    const message = {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'find_people', arguments: { text: 'x' } },
    };
    for (const [body, status] of [
      [Array.from({ length: 100 }, () => message), 400],
      [{ ...message, padding: 'x'.repeat(70_000) }, 413],
    ] as const) {
      const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
      const calls = await hub.callsDuring(async () => {
        const response = await fetch(`${hub.url}/mcp`, { method: 'POST', headers, body: JSON.stringify(body) });
        expect(response.status).toBe(status);
        await response.text();
      });
      expect(calls).toBe(0);
    }
  });
});

const head = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n`;

/** The answer to a request that names another host. */
function askAs(host: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(hub.url + path, { headers: { host }, agent: false }, (response) => {
      let body = '';
      response.setEncoding('latin1').on('data', (part: string) => (body += part));
      response.on('end', () => {
        resolve(body);
      });
    });
    request.on('error', reject).end();
  });
}
