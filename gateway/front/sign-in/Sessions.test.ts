import { Sessions, SESSION_COOKIE } from './Sessions';

const member = { anonymous: false, organisation: 'Stadt A', subject: 'p', city: 'a', roles: ['analyst'] } as const;
const [ONE, TWO, THREE] = [
  'a first key of thirty-two characters',
  'a second key of thirty-two characters',
  'a third key of thirty-two characters',
] as const;

let now: number;
beforeEach(() => {
  now = 1_800_000_000_000;
});

function open(...keys: readonly string[]): Sessions {
  return new Sessions({ keys, minutes: 60 }, () => now);
}

/** The header `Cookie` of a browser that was told `Set-Cookie`. */
function cookieOf(setCookie: string | undefined): string {
  return (setCookie ?? '').replace(/;.*/s, '');
}

test('a session says who somebody is, to each hub with the same keys', () => {
  const cookie = cookieOf(open(ONE).begin(member));
  expect(cookie.startsWith(`${SESSION_COOKIE}=`)).toBe(true);
  expect(open(ONE).read(`other=1; ${cookie}; more=2`)).toMatchObject({ state: 'open', session: { member } });
  expect(open(ONE).read('other=1')).toEqual({ state: 'none' });
});

test('it ends after its time, whatever was done with it, also where a copy is used', () => {
  const sessions = open(ONE);
  const cookie = cookieOf(sessions.begin(member));
  now += 59 * 60_000;
  expect(sessions.read(cookie).state).toBe('open');
  now += 60_000;
  expect(sessions.read(cookie).state).toBe('ended');
});

test('a key is exchanged while sessions go on: the new one seals, and the old one opens until it is gone', () => {
  const cookie = cookieOf(open(ONE).begin(member));
  expect(open(TWO, ONE).read(cookie).state).toBe('open');
  expect(open(ONE).read(cookieOf(open(TWO, ONE).begin(member))).state).toBe('ended');
  expect(open(THREE, TWO).read(cookie).state).toBe('ended');
});

test('one that was signed out is over at this hub, and its copy at another one until its time is', () => {
  const [here, there] = [open(ONE), open(ONE)];
  const cookie = cookieOf(here.begin(member));
  const read = here.read(cookie);
  if (read.state === 'open') here.end(read.session);
  expect([here.read(cookie).state, there.read(cookie).state]).toEqual(['ended', 'open']);
  now += 60 * 60_000;
  expect(there.read(cookie).state).toBe('ended');
});

test('two sessions of the same person are two', () => {
  const sessions = open(ONE);
  expect(sessions.begin(member)).not.toBe(sessions.begin(member));
});

test('who went to the provider has ten minutes to come back', () => {
  const sessions = open(ONE);
  const cookie = cookieOf(sessions.goSignIn({ state: 's', nonce: 'n', verifier: 'v', returnTo: '/x' }));
  expect(sessions.readSigningIn(cookie)).toMatchObject({ state: 's', returnTo: '/x' });
  now += 600_000;
  expect(sessions.readSigningIn(cookie)).toBeUndefined();
});
