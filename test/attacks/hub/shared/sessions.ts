import { generateKeyPair } from 'jose';
import type { CryptoKey } from 'jose';
import { Sessions, SESSION_COOKIE, SIGNING_IN_COOKIE } from '../../../../gateway/front/sign-in/Sessions';
import { HIDDEN } from '../startAttackedHub';
import { CLIENT, ORGANISATION } from '../startProvider';
import { hub } from './sharedHub';
import { Visitor } from './Visitor';

// Attacks on the sessions of people on the pages: what somebody does to be taken for a member there, or to have a member be
// taken for somebody else.

const PAGE = '/?kind=programmes&concepts=concept%3Ahousing';

let ownKey: CryptoKey;
beforeAll(async () => {
  ownKey = (await generateKeyPair('ES256', { extractable: true })).privateKey;
});
afterEach(() => {
  hub.provider.answerCode = undefined;
});

/** The provider's answer to a code: an ID token of a member, in which `claims` take the place of what it says. */
function answerWith(nonce: string, claims: object = {}, header: object = {}, key?: CryptoKey): void {
  hub.provider.answerCode = async () => ({
    access_token: 'of no use here',
    token_type: 'Bearer',
    id_token: await hub.provider.sign({ aud: CLIENT, nonce, ...claims }, { typ: 'JWT', ...header }, key),
  });
}

async function signIn(visitor = new Visitor(hub), page = PAGE): Promise<Visitor> {
  const { state, nonce } = await visitor.depart(page);
  answerWith(nonce);
  const { status, location } = await visitor.arrive(state);
  expect([status, location]).toEqual([303, page]);
  return visitor;
}

const seesMembersView = async (visitor: Visitor): Promise<boolean> => HIDDEN.test((await visitor.send(PAGE)).text);

function withSession(value: string): Visitor {
  const visitor = new Visitor(hub);
  visitor.cookies.set(SESSION_COOKIE, value);
  return visitor;
}

describe('sessions', () => {
  test('a member signs in, sees what is for members, and does not any more after signing out', async () => {
    const visitor = await signIn();
    const { text, headers } = await visitor.send(PAGE);
    expect(text).toContain(ORGANISATION);
    expect(text).toMatch(HIDDEN);
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect((await visitor.signOut()).location).toBe('/signed-out?return_to=%2F');
    expect((await visitor.send('/signed-out')).text).toContain(`${hub.provider.url}/sign-out?`);
    expect(await seesMembersView(visitor)).toBe(false);
  });

  test('HUB-400 sets a cookie before somebody signs in, and does not have their session', async () => {
    const mine = await signIn();
    const planted = mine.cookies.get(SESSION_COOKIE) ?? '';
    for (const value of ['planted', planted]) {
      const visitor = withSession(value);
      // A session that is open leads back at once: it is the planter's, who is shown at the head of the page.
      if (value === planted) await visitor.signOut();
      await signIn(visitor);
      expect(visitor.cookies.get(SESSION_COOKIE)).not.toBe(value);
      expect(await seesMembersView(withSession(value))).toBe(false);
    }
  });

  test('HUB-401 sends somebody to come back with a code of its own, and nobody is signed in', async () => {
    const attacker = new Visitor(hub);
    const { state, nonce } = await attacker.depart();
    answerWith(nonce);
    const asked = hub.provider.asked.length;
    const victim = new Visitor(hub);
    expect((await victim.arrive(state)).status).toBe(400);
    await victim.depart();
    expect((await victim.arrive(state)).status).toBe(400);
    for (const wrong of ['', 'x', `${state}x`]) {
      await victim.depart();
      expect((await victim.arrive(wrong)).status).toBe(400);
    }
    expect(victim.cookies.has(SESSION_COOKIE)).toBe(false);
    // Nor does anybody have the provider asked with it.
    expect(hub.provider.asked.slice(asked)).not.toContain('/token');
  });

  test('HUB-402 has a member’s browser sign out from another site', async () => {
    const visitor = await signIn();
    for (const [site, headers] of [
      ['cross-site', {}],
      ['same-site', {}],
      ['none', {}],
      [null, { origin: 'https://evil.example' }],
      [null, { origin: 'null' }],
      [null, {}],
    ] as const) {
      const { status, headers: told } = await visitor.signOut(site, headers);
      expect([status, told.getSetCookie()]).toEqual([400, []]);
    }
    expect((await visitor.send('/sign-out')).status).toBe(405);
    expect(await seesMembersView(visitor)).toBe(true);
  });

  test('HUB-403 looks for a cookie that a script, a neighbouring host, or a request of another site could have', async () => {
    const visitor = new Visitor(hub);
    const { state, nonce } = await visitor.depart();
    answerWith(nonce);
    const cookies = (await visitor.arrive(state)).headers.getSetCookie();
    const session = cookies.find((cookie) => cookie.startsWith('__Host-hanse-session='));
    expect(session).toMatch(/; Max-Age=3600; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(cookies.join()).not.toMatch(/Domain/i);
    const told = `${cookies.join()} ${hub.log.join()}`;
    expect(told).not.toContain(ORGANISATION);
    expect(hub.log.join()).not.toContain('a-code');
  });

  test.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    '%2F%2Fevil.example',
    'https://evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    'evil.example',
    '@evil.example',
    '/\r\nset-cookie: x=y',
    '/sign-in?return_to=/',
    '/sign-out',
  ])('HUB-404 has the sign-in lead to %j, and it leads to the first page', async (address) => {
    const member = await signIn(new Visitor(hub), '/');
    const path = `/sign-in?${new URLSearchParams({ return_to: address }).toString()}`;
    expect((await member.send(path)).location).toBe('/');
    const visitor = new Visitor(hub);
    const { state, nonce } = await visitor.depart(address);
    answerWith(nonce);
    expect((await visitor.arrive(state)).location).toBe('/');
  });

  test('HUB-404 gives the page to go back to twice, as an object, or without end', async () => {
    const member = await signIn();
    for (const query of [
      'return_to=/a&return_to=//evil.example',
      'return_to[x]=//evil.example',
      `return_to=/${'a'.repeat(2_000)}`,
    ]) {
      expect((await member.send(`/sign-in?${query}`)).location).toBe('/');
    }
  });

  test('HUB-405 comes back with a code again', async () => {
    const visitor = new Visitor(hub);
    const { state, nonce } = await visitor.depart();
    const copy = visitor.cookies.get(SIGNING_IN_COOKIE) ?? '';
    answerWith(nonce);
    expect((await visitor.arrive(state)).status).toBe(303);
    expect((await visitor.arrive(state)).status).toBe(400);
    // As the provider has to (RFC 6749, section 4.1.2).
    hub.provider.answerCode = undefined;
    const thief = new Visitor(hub);
    thief.cookies.set(SIGNING_IN_COOKIE, copy);
    const { status, text } = await thief.arrive(state);
    expect([status, text.includes('You could not be signed in')]).toEqual([403, true]);
    expect([...thief.cookies]).toEqual([]);
  });

  const seconds = Math.floor(Date.now() / 1_000);
  test.each<[string, object, object?, boolean?]>([
    ['another nonce', { nonce: 'another' }],
    ['no nonce', { nonce: undefined }],
    ['another issuer', { iss: 'https://elsewhere.example' }],
    ['another audience', { aud: 'another' }],
    ['the audience of the API', { aud: 'hanse' }],
    ['several audiences, and for another party', { aud: [CLIENT, 'another'], azp: 'another' }],
    ['a time that is over', { exp: seconds - 60 }],
    ['no subject', { sub: undefined }],
    ['no organisation', { organisation: undefined }],
    ['an organisation that is no name', { organisation: 'A\u0000B' }],
    ['more roles than a cookie holds', { roles: Array.from({ length: 100 }, (_, at) => `${at} ${'x'.repeat(100)}`) }],
    ['a signature of another key', {}, {}, true],
    ['a key that nobody knows', {}, { kid: 'two' }, true],
  ])('HUB-406 brings an ID token with %s', async (_name, claims, header = {}, isOwn = false) => {
    const visitor = new Visitor(hub);
    const { state, nonce } = await visitor.depart();
    answerWith(nonce, claims, header, isOwn ? ownKey : undefined);
    expect((await visitor.arrive(state)).status).toBe(403);
    expect(visitor.cookies.has(SESSION_COOKIE)).toBe(false);
  });

  test('HUB-406 brings an ID token without a signature', async () => {
    const visitor = new Visitor(hub);
    const { state, nonce } = await visitor.depart();
    const [, payload = ''] = (await hub.provider.sign({ aud: CLIENT, nonce })).split('.');
    const head = Buffer.from('{"alg":"none"}').toString('base64url');
    hub.provider.answerCode = () =>
      Promise.resolve({ access_token: 'x', token_type: 'Bearer', id_token: `${head}.${payload}.` });
    expect((await visitor.arrive(state)).status).toBe(403);
    expect(visitor.cookies.has(SESSION_COOKIE)).toBe(false);
  });

  test('HUB-407 changes a cookie, cuts it, seals one itself, or takes the other one', async () => {
    const visitor = await signIn();
    const good = visitor.cookies.get(SESSION_COOKIE) ?? '';
    const flipped = [0, 20, Math.floor(good.length / 2), good.length - 2].map(
      (at) => good.slice(0, at) + (good[at] === 'A' ? 'B' : 'A') + good.slice(at + 1),
    );
    const others = new Sessions({ keys: ['a key that another hub has, and no other'], minutes: 60 });
    const member = { anonymous: false, organisation: 'x', subject: 'x', city: null, roles: [] } as const;
    const ofOthers = /=([^;]+)/.exec(others.begin(member) ?? '')?.[1] ?? '';
    const departed = new Visitor(hub);
    await departed.depart();
    const signingIn = departed.cookies.get(SIGNING_IN_COOKIE) ?? '';
    for (const value of [
      ...flipped,
      good.slice(0, -4),
      `${good}AAAA`,
      ofOthers,
      signingIn,
      '__proto__',
      '%',
      '{}',
      'null',
    ]) {
      const attacker = withSession(value);
      const { text, headers } = await attacker.send(PAGE);
      expect(text).not.toMatch(HIDDEN);
      expect(text).toContain('Your session has ended.');
      expect(headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-hanse-session=; Max-Age=0; /)]);
    }
    expect(await seesMembersView(withSession(good))).toBe(true);
  });

  test('HUB-408 brings a session to the API, to assistants’ tools and to the subgraphs, and is a stranger there', async () => {
    const visitor = await signIn();
    const query = '{ programmes(concepts: ["concept:housing"]) { totalCount nodes { title } } }';
    const json = { 'content-type': 'application/json', accept: 'application/json' };
    for (const site of ['same-origin', 'cross-site']) {
      const body = JSON.stringify({ query });
      const told = await visitor.send('/graphql', { method: 'POST', headers: json, body, site });
      expect(JSON.parse(told.text)).toMatchObject({ data: { programmes: { totalCount: 2 } } });
      expect(told.headers.get('vary')).not.toMatch(/cookie/i);
      const call = { name: 'find_programmes', arguments: { text: 'housing' } };
      const tool = await visitor.send('/mcp', {
        method: 'POST',
        headers: { ...json, accept: 'application/json, text/event-stream' },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: call }),
        site,
      });
      expect(tool.text).toContain('Plan Open');
      expect(tool.text).not.toMatch(HIDDEN);
    }
    const path = `/graphql?query=${encodeURIComponent(query)}`;
    expect((await visitor.send(path, { headers: { accept: 'application/json' }, site: 'cross-site' })).status).toBe(
      400,
    );
    const own = await visitor.send(path, { headers: { accept: 'application/json' }, site: 'same-origin' });
    expect(own.text).not.toMatch(HIDDEN);
  });

  test('HUB-409 copies a cookie, and has nothing of it at this hub once its owner signed out', async () => {
    const visitor = await signIn();
    const thief = withSession(visitor.cookies.get(SESSION_COOKIE) ?? '');
    expect(await seesMembersView(thief)).toBe(true);
    await visitor.signOut();
    expect((await thief.send(PAGE)).text).not.toMatch(HIDDEN);
  });

  test('HUB-410 is told that pages depend on the cookie, and keeps none of a member', async () => {
    const visitor = await signIn();
    const [href = ''] = /\/hanse\.css\?[\w-]+/.exec((await visitor.send('/')).text) ?? [];
    const table = '/questions/programmes.csv?concepts=concept%3Ahousing';
    for (const path of [PAGE, '/', '/city/musterstadt', '/programme/musterstadt/network', '/questions', table]) {
      const stranger = await new Visitor(hub).send(path, { site: 'same-origin' });
      expect(stranger.headers.get('vary')).toMatch(/cookie/i);
      const { headers } = await visitor.send(path, { site: 'same-origin' });
      expect(headers.get('vary')).toMatch(/cookie/i);
      expect(headers.get('cache-control')).toBe('private, no-store');
      expect(headers.get('etag')).toBeNull();
    }
    const asset = await visitor.send(href);
    expect(asset.headers.get('cache-control')).toContain('immutable');
  });

  test('HUB-411 has a member’s browser ask for a file from another site, or when the session is over', async () => {
    const visitor = await signIn();
    const table = '/questions/programmes.csv?concepts=concept%3Ahousing';
    for (const site of ['same-origin', 'none']) expect((await visitor.send(table, { site })).text).toMatch(HIDDEN);
    for (const site of ['cross-site', 'same-site', null]) {
      expect((await visitor.send(table, { site })).text).not.toMatch(HIDDEN);
    }
    const late = withSession('over');
    const { status, text } = await late.send(table, { site: 'same-origin', headers: { accept: '*/*' } });
    expect([status, text]).toEqual([401, expect.stringContaining('Your session has ended.')]);
    expect((await late.send(table, { site: 'same-origin' })).status).toBe(200);
  });

  test('HUB-412 comes back with the words of an attacker, and none of them is on the page', async () => {
    const visitor = new Visitor(hub);
    const { state } = await visitor.depart();
    const query = new URLSearchParams({
      error: 'access_denied',
      error_description: 'Call <b>0900</b>',
      state,
    }).toString();
    const cancelled = await visitor.send(`/sign-in/return?${query}`);
    expect([cancelled.status, cancelled.text.includes('0900')]).toEqual([200, false]);
    expect(cancelled.text).toContain('You did not sign in');
  });

  test('HUB-413 has somebody sign in while the provider is gone, and the page says so', async () => {
    const visitor = new Visitor(hub);
    const { state } = await visitor.depart();
    hub.provider.answerCode = () => Promise.reject(new Error('gone'));
    const { status, text } = await visitor.arrive(state);
    expect([status, text.includes('Nobody can sign in at the moment')]).toEqual([503, true]);
  });
});
