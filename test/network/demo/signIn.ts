import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import { startDemoIssuer } from '../../../gateway/demo/startDemoIssuer';
import { issuer, network } from './demoNetwork';

let token: string;

beforeAll(async () => {
  token = await issuer.createToken('voorbeeldstad');
});

const PAYMENT_CARD = `{
  programmes(text: "Bezahlkarte", filter: { cities: ["musterstadt"] }) {
    totalCount
    nodes { title city { id } }
    coverage { complete withheld }
  }
}`;

test('a member sees what cities publish for members, and everybody else that there is more', async () => {
  const anonymous = await network.query(PAYMENT_CARD);
  expect(anonymous.data.programmes).toMatchObject({ totalCount: 0, coverage: { withheld: 1 } });
  const member = await network.query(PAYMENT_CARD, {}, token);
  expect(member.data.programmes).toEqual({
    totalCount: 1,
    nodes: [{ title: 'Einführung der Bezahlkarte', city: { id: 'musterstadt' } }],
    coverage: { complete: true, withheld: null },
  });
});

test('a city is told the organisation and a pseudonym, never the token or the name that somebody signed in with', async () => {
  const { requests } = network.city('musterstadt').wire;
  const before = requests.length;
  await network.query(PAYMENT_CARD, {}, token);
  const calls = requests.slice(before);
  expect(calls.length).toBeGreaterThanOrEqual(2);
  for (const { headers } of calls) {
    expect(JSON.stringify(headers)).not.toContain(token);
    const { viewer } = decodeJwt(headers.authorization?.slice('Bearer '.length) ?? '');
    expect(viewer).toEqual({
      anonymous: false,
      organisation: 'Gemeente Voorbeeldstad',
      subject: expect.not.stringContaining('voorbeeldstad'),
    });
  }
});

test('an answer for a member is not shared with anonymous clients that ask the same at the same time', async () => {
  const answers = await Promise.all([
    network.query(PAYMENT_CARD, {}, token),
    network.query(PAYMENT_CARD),
    network.query(PAYMENT_CARD, {}, token),
    network.query(PAYMENT_CARD),
  ]);
  expect(answers.map(({ data }) => data.programmes.totalCount)).toEqual([1, 0, 1, 0]);
});

test.each([
  ['of another issuer', async () => (await startOther()).token],
  ['that is none', () => Promise.resolve('abc')],
])('a token %s is refused, not answered as if there were none', async (_what, makeToken) => {
  const response = await fetch(`${network.hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await makeToken()}` },
    body: JSON.stringify({ query: PAYMENT_CARD }),
  });
  expect(response.status).toBe(401);
  expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  expect(await response.json()).toEqual({
    errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }],
  });
});

async function startOther(): Promise<{ token: string }> {
  const other = await startDemoIssuer();
  const made = await other.createToken('voorbeeldstad');
  await other.close();
  return { token: made };
}

test('the export has what its reader may see', async () => {
  const url = `${network.hub.url}/export.csv?kind=programmes&text=Bezahlkarte&city=musterstadt`;
  expect(await (await fetch(url)).text()).not.toContain('Einführung der Bezahlkarte');
  const own = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  expect(await own.text()).toContain('Einführung der Bezahlkarte');
});

test('the demo gives tokens to those who know its secret alone', async () => {
  const ask = async (secret: string): Promise<number> => {
    const form = { grant_type: 'client_credentials', client_id: 'musterstadt', client_secret: secret };
    return (await fetch(issuer.tokenUrl, { method: 'POST', body: new URLSearchParams(form) })).status;
  };
  expect([await ask('demo'), await ask('wrong')]).toEqual([200, 400]);
});

test('the issuer of the demo takes a code once, of whoever asked for it, and sends nobody off this machine', async () => {
  const url = issuer.signIn.issuer;
  const ask = async (changes: Record<string, string> = {}) => {
    const asked = {
      ...{
        client_id: 'hanse-pages',
        response_type: 'code',
        scope: 'openid',
        state: 's',
        nonce: 'n',
        user: 'musterstadt',
      },
      // Of the verifier `v`, as RFC 7636 says.
      code_challenge: createHash('sha256').update('v').digest('base64url'),
      ...{ code_challenge_method: 'S256', redirect_uri: 'http://127.0.0.1:4000/sign-in/return', ...changes },
    };
    const path = `${url}/authorize?${new URLSearchParams(asked).toString()}`;
    const { status, headers } = await fetch(path, { redirect: 'manual' });
    return { status, code: new URL(headers.get('location') ?? 'x:').searchParams.get('code') ?? '' };
  };
  const exchange = async (code: string, verifier = 'v'): Promise<number> => {
    const form = { grant_type: 'authorization_code', code, code_verifier: verifier };
    const body = new URLSearchParams({ ...form, redirect_uri: 'http://127.0.0.1:4000/sign-in/return' });
    return (await fetch(`${url}/token`, { method: 'POST', body })).status;
  };
  const { code } = await ask();
  expect([await exchange(code), await exchange(code)]).toEqual([200, 400]);
  expect(await exchange((await ask()).code, 'another')).toBe(400);
  expect((await ask({ redirect_uri: 'https://evil.example/' })).status).toBe(400);
  expect((await ask({ code_challenge_method: 'plain' })).status).toBe(400);
});
