import { generateKeyPairSync } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import type { CryptoKey } from 'jose';
import { bearer, HIDDEN } from '../startAttackedHub';
import { sendRaw } from '../sendRaw';
import { startCanary } from '../startCanary';
import type { Canary } from '../startCanary';
import { ORGANISATION } from '../startProvider';
import { hub } from './sharedHub';

// Attacks on who is who: what somebody does to be taken for a member, or a city.

const QUESTION =
  '{ programmes(concepts: ["concept:housing"]) { totalCount nodes { id title } } city(id: "musterstadt") { staff { nodes { name } } } }';

let canary: Canary;
/** A key of the attacker's own. */
let ownKey: CryptoKey;
beforeAll(async () => {
  canary = await startCanary();
  ownKey = (await generateKeyPair('ES256', { extractable: true })).privateKey;
}, 60_000);
afterAll(async () => {
  await canary.close();
});

const seconds = Math.floor(Date.now() / 1_000);

/** Nothing at all comes of it, not even what everybody may see, and no city hears of it. */
async function expectRefused(authorization: string): Promise<void> {
  const calls = await hub.callsDuring(async () => {
    const { status, headers, json } = await hub.post({ query: QUESTION }, { authorization });
    expect([status, json]).toEqual([
      401,
      { errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }] },
    ]);
    expect(headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  });
  expect(calls).toBe(0);
}

const asStranger = { status: 200, json: { data: { programmes: { totalCount: 2 } } } };

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function payloadOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
}

test('a member is let in, so that what is refused below is refused for its fault alone', async () => {
  const { json } = await hub.post({ query: QUESTION }, bearer(hub.member));
  expect(json.data.programmes.totalCount).toBe(4);
});

describe('authentication', () => {
  test('HUB-001 brings a header Authorization that is empty or malformed', async () => {
    const { member } = hub;
    for (const value of [
      '',
      'Bearer',
      'Bearer  ',
      `Bearer ${member} ${member}`,
      `Bearer "${member}"`,
      `Bearer ${member},`,
    ]) {
      await expectRefused(value);
    }
    for (const value of [member, `bearer:${member}`, 'Bearer a.b.c', 'Bearer ....', `Bearer ${member}.${member}`]) {
      await expectRefused(value);
    }
  });

  test('HUB-002 brings the credentials of another scheme', async () => {
    const basic = Buffer.from(`member:${hub.member}`).toString('base64');
    for (const scheme of [`Basic ${basic}`, `DPoP ${hub.member}`, `Token ${hub.member}`, `Negotiate ${basic}`]) {
      await expectRefused(scheme);
    }
  });

  test('HUB-003 brings two headers Authorization, of which the second is a member’s', async () => {
    const body = JSON.stringify({ query: QUESTION });
    const head = `POST /graphql HTTP/1.1\r\nHost: hub\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n`;
    const answer = await sendRaw(
      hub.port,
      `${head}Authorization: Bearer x\r\nAuthorization: Bearer ${hub.member}\r\n\r\n${body}`,
    );
    expect(answer.statuses).toEqual([401]);
    expect(answer.text).not.toMatch(HIDDEN);
  });

  test('HUB-004 brings a token where none belongs, and is taken for a stranger', async () => {
    const { member, url } = hub;
    const elsewhere: Record<string, string>[] = [
      { cookie: `token=${member}; access_token=${member}` },
      { 'x-authorization': `Bearer ${member}`, 'x-access-token': member, 'proxy-authorization': `Bearer ${member}` },
      { 'x-viewer': JSON.stringify({ anonymous: false, organisation: ORGANISATION, subject: 'x' }) },
    ];
    for (const headers of elsewhere) {
      expect(await hub.post({ query: QUESTION }, headers)).toMatchObject(asStranger);
    }
    const extensions = { authorization: `Bearer ${member}`, viewer: { anonymous: false } };
    expect(await hub.post({ query: QUESTION, extensions, access_token: member })).toMatchObject(asStranger);
    const response = await fetch(`${url}/graphql?access_token=${member}&authorization=Bearer%20${member}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUESTION }),
    });
    expect(await response.json()).toMatchObject(asStranger.json);
    expect(hub.log.join()).not.toContain(member.slice(-40));
  });

  test('HUB-005 brings a token of 9 kB, and one of 1 MB', async () => {
    await expectRefused(`Bearer ${hub.member}${'a'.repeat(9_000)}`);
    const { statuses, closed } = await sendRaw(
      hub.port,
      `POST /graphql HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer ${'a'.repeat(1_000_000)}\r\n\r\n`,
    );
    expect([statuses.filter((status) => status !== 431), closed]).toEqual([[], true]);
    expect(await hub.post({ query: QUESTION })).toMatchObject(asStranger);
  });

  test('HUB-006 brings a token that has expired', async () => {
    for (const exp of [0, 1, -1, seconds - 3_600, seconds - 31]) {
      await expectRefused(`Bearer ${await hub.provider.sign({ exp })}`);
    }
  });

  test('HUB-007 brings a token that is not valid yet', async () => {
    await expectRefused(`Bearer ${await hub.provider.sign({ nbf: seconds + 120, exp: seconds + 600 })}`);
  });

  test('HUB-008 brings a token that never ends, or ends at something that is no time', async () => {
    for (const exp of [undefined, null, '9999999999', [9_999_999_999], {}, true]) {
      await expectRefused(`Bearer ${await hub.provider.sign({ exp })}`);
    }
  });

  test('HUB-009 takes the signature off, changes it, or puts another token’s in its place', async () => {
    const [head = '', payload = '', signature = ''] = hub.member.split('.');
    const [, , other = ''] = (await hub.provider.sign({ sub: 'p-8' })).split('.');
    const flipped = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
    for (const forged of ['', flipped, other, signature.slice(0, -4), 'A'.repeat(signature.length)]) {
      await expectRefused(`Bearer ${head}.${payload}.${forged}`);
    }
    await expectRefused(`Bearer ${head}.${payload}`);
  });

  test('HUB-010 changes the claims under a good signature', async () => {
    const [head = '', , signature = ''] = hub.member.split('.');
    const claims = { ...payloadOf(hub.member), organisation: 'Stadt Musterstadt', city: 'musterstadt' };
    await expectRefused(`Bearer ${head}.${part(claims)}.${signature}`);
  });

  test('HUB-011 names a key that the provider does not have, again and again, to have it asked without end', async () => {
    await hub.post({ query: QUESTION }, bearer(hub.member));
    const before = hub.provider.asked.length;
    for (let at = 0; at < 20; at++)
      await expectRefused(`Bearer ${await hub.provider.sign({}, { kid: `key-${at}` }, ownKey)}`);
    expect(hub.provider.asked.length - before).toBeLessThanOrEqual(1);
  });
});

describe('token confusion', () => {
  test('HUB-012 says that its token needs no signature', async () => {
    const payload = part(payloadOf(hub.member));
    const [, , signature = ''] = hub.member.split('.');
    for (const alg of ['none', 'None', 'NONE', 'nOnE', '', null, undefined]) {
      await expectRefused(`Bearer ${part({ alg, typ: 'JWT' })}.${payload}.`);
      await expectRefused(`Bearer ${part({ alg, typ: 'JWT', kid: 'one' })}.${payload}.${signature}`);
    }
  });

  test('HUB-013 signs with the provider’s public key as a secret', async () => {
    const { publicJwk } = hub.provider;
    const key = await importJWK(publicJwk, 'ES256', { extractable: true });
    const der = Buffer.from(await crypto.subtle.exportKey('spki', key as CryptoKey));
    const pem = `-----BEGIN PUBLIC KEY-----\n${der.toString('base64')}\n-----END PUBLIC KEY-----\n`;
    for (const secret of [
      Buffer.from(JSON.stringify(publicJwk)),
      der,
      Buffer.from(pem),
      Buffer.from(publicJwk.x ?? '', 'base64url'),
    ]) {
      for (const alg of ['HS256', 'HS384', 'HS512']) {
        const forged = new SignJWT(payloadOf(hub.member)).setProtectedHeader({ alg, kid: 'one' });
        await expectRefused(`Bearer ${await forged.sign(Buffer.concat([secret, Buffer.alloc(64)]))}`);
      }
      const forged = new SignJWT(payloadOf(hub.member)).setProtectedHeader({ alg: 'HS256', kid: 'one' });
      await expectRefused(`Bearer ${await forged.sign(secret)}`);
    }
  });

  test('HUB-014 brings a token of another issuer, or of several', async () => {
    const { url } = hub.provider;
    for (const iss of [
      'https://elsewhere.example',
      `${url}/`,
      url.toUpperCase(),
      [url],
      null,
      undefined,
      'hanse-hub',
    ]) {
      await expectRefused(`Bearer ${await hub.provider.sign({ iss })}`);
    }
  });

  test('HUB-015 brings a token that was made for another service', async () => {
    for (const aud of ['another', ['another', 'third'], [], '', 'HANSE', 'hanse ', undefined, { hanse: true }]) {
      await expectRefused(`Bearer ${await hub.provider.sign({ aud })}`);
    }
  });

  test('HUB-016 brings the hub a token that the hub itself made for a city', async () => {
    await hub.post({ query: QUESTION }, bearer(hub.member));
    const stolen = hub.network.city('musterstadt').wire.requests.at(-1)?.headers.authorization ?? '';
    expect(payloadOf(stolen)).toMatchObject({ aud: 'musterstadt', viewer: { anonymous: false } });
    await expectRefused(stolen);
  });

  test('HUB-017 brings a city the token with which somebody signed in at the hub', async () => {
    for (const token of [hub.member, await hub.provider.sign({ aud: 'musterstadt', iss: 'hanse-hub' })]) {
      const response = await fetch(hub.network.city('musterstadt').server.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...bearer(token) },
        body: JSON.stringify({ query: '{ __typename }' }),
      });
      expect(response.status).toBe(401);
    }
  });

  test('HUB-018 replays the token of a call to one city to another city', async () => {
    await hub.post({ query: QUESTION }, bearer(hub.member));
    const authorization = hub.network.city('musterstadt').wire.requests.at(-1)?.headers.authorization ?? '';
    const send = async (city: string): Promise<number> => {
      const body = JSON.stringify({ query: '{ __typename }' });
      const headers = { 'content-type': 'application/json', authorization };
      return (await fetch(hub.network.city(city).server.url, { method: 'POST', headers, body })).status;
    };
    expect([await send('musterstadt'), await send('voorbeeldstad')]).toEqual([200, 401]);
  });

  test('HUB-019 demands by crit that what it brings be understood', async () => {
    const good = await hub.provider.signUnder({ alg: 'ES256', kid: 'one' });
    expect((await hub.post({ query: QUESTION }, bearer(good))).status).toBe(200);
    for (const crit of [['x'], ['exp'], ['x', 'b64'], [], 'x', [1], {}]) {
      await expectRefused(
        `Bearer ${await hub.provider.signUnder({ alg: 'ES256', kid: 'one', crit, b64: true, x: 1, exp: 1 })}`,
      );
    }
  });

  test('HUB-020 brings its own key along, or says where it is, and nobody goes there', async () => {
    const address = `http://127.0.0.1:${canary.port}/keys`;
    const ownJwk = await exportJWK(ownKey);
    for (const header of [
      { jwk: { ...ownJwk, d: undefined } },
      { jku: address },
      { x5u: address },
      { x5c: [Buffer.from('a certificate').toString('base64')] },
      { jku: address, x5u: address, jwk: { ...ownJwk, d: undefined }, kid: undefined },
    ]) {
      await expectRefused(`Bearer ${await hub.provider.sign({}, header, ownKey)}`);
    }
    expect(canary.heard).toEqual([]);
  });

  test('HUB-021 makes the name of its key a path, a statement, or no name at all', async () => {
    for (const kid of [
      '../../../../dev/null',
      '/proc/self/environ',
      "one' OR '1'='1",
      'one\u0000',
      '',
      '__proto__',
      'x'.repeat(2_000),
    ]) {
      await expectRefused(`Bearer ${await hub.provider.sign({}, { kid }, ownKey)}`);
    }
    const payload = part(payloadOf(hub.member));
    for (const kid of [{ $ne: null }, ['one'], 1, true]) {
      await expectRefused(`Bearer ${part({ alg: 'ES256', kid })}.${payload}.AAAA`);
    }
  });

  test('HUB-022 signs with an algorithm that the key is not for', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    for (const alg of ['RS256', 'PS256']) {
      const token = new SignJWT(payloadOf(hub.member)).setProtectedHeader({ alg, kid: 'one' });
      await expectRefused(`Bearer ${await token.sign(privateKey)}`);
    }
    for (const alg of ['ES512', 'EdDSA', 'RSA1_5', 'dir', 'A128KW', 'ES256K']) {
      await expectRefused(`Bearer ${await hub.provider.signUnder({ alg, kid: 'one' })}`);
    }
  });

  test('HUB-023 has claims that are none: a number for a name, control characters, names without end', async () => {
    for (const claims of [
      { sub: '' },
      { sub: 7 },
      { sub: ['p-7'] },
      { organisation: undefined },
      { organisation: { name: ORGANISATION } },
      { organisation: `${ORGANISATION}\r\nx-viewer: admin` },
      { organisation: 'x'.repeat(201) },
      { roles: 'admin' },
      { city: ['musterstadt'] },
    ]) {
      await expectRefused(`Bearer ${await hub.provider.sign(claims)}`);
    }
  });

  test('HUB-024 claims in a good token to be the hub, a city or an administrator, and sees what a member sees', async () => {
    for (const claims of [
      { viewer: { anonymous: false, organisation: 'hub' }, visibility: 'INTERNAL', sections: ['INTERNAL'] },
      { roles: ['admin', 'INTERNAL'], scope: 'internal', city: 'musterstadt', organisation: 'hub' },
    ]) {
      const { json, text } = await hub.post({ query: QUESTION }, bearer(await hub.provider.sign(claims)));
      expect(json.data.programmes.totalCount).toBe(4);
      expect(text).not.toMatch(/Neverleaves|:internal"/);
    }
  });
});
