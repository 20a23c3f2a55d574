import { EnvironmentReader } from './EnvironmentReader';
import { readSealSecrets, Seal } from './Seal';

const [young, old, foreign] = ['y'.repeat(32), 'o'.repeat(32), 'f'.repeat(32)] as const;

test('a sealed text is opened in its place alone, and tells nothing of itself', () => {
  const seal = new Seal([young]);
  const sealed = seal.close('["hofmann, änne","12"]', 'gera staff');
  expect(seal.open(sealed, 'gera staff')).toBe('["hofmann, änne","12"]');
  expect(seal.open(sealed, 'jena staff')).toBeUndefined();
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('hofmann');
  expect(sealed).toMatch(/^[\w-]+$/);
});

test('a short text is sealed as long as a longer one', () => {
  const seal = new Seal([young]);
  expect(seal.close('["li","1"]', '')).toHaveLength(seal.close('["hofmann","1234"]', '').length);
});

test('servers with the same secret make the same seal, others do not', () => {
  const sealed = new Seal([young]).close('text', 'place');
  expect(new Seal([young]).close('text', 'place')).toBe(sealed);
  expect(new Seal([young]).close('text', 'elsewhere')).not.toBe(sealed);
  expect(new Seal([old]).close('text', 'place')).not.toBe(sealed);
  expect(Seal.ofProcess().close('text', 'place')).not.toBe(Seal.ofProcess().close('text', 'place'));
});

test('what an old secret sealed is opened until the secret is gone', () => {
  const sealed = new Seal([old]).close('text', 'place');
  expect(new Seal([young, old]).open(sealed, 'place')).toBe('text');
  expect(new Seal([young]).open(sealed, 'place')).toBeUndefined();
});

test('whatever is changed, cut, or made by somebody else is not opened', () => {
  const seal = new Seal([young]);
  const sealed = seal.close('["hofmann","12"]', 'place');
  const changed = Array.from(sealed, (character, at) => {
    const other = character === 'A' ? 'B' : 'A';
    return `${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`;
  });
  const forged = [
    ...changed,
    sealed.slice(0, -4),
    `${sealed}AAAA`,
    `${sealed}=`,
    ` ${sealed}`,
    '',
    'AAAA',
    'not base64!',
  ];
  for (const text of forged) expect(seal.open(text, 'place')).toBeUndefined();
  expect(seal.open(new Seal([foreign]).close('["hofmann","12"]', 'place'), 'place')).toBeUndefined();
});

test('secrets are one, or a new and an old one, and what is wrong does not tell them', () => {
  const environment = new EnvironmentReader({
    EMPTY: '',
    KEYS: `${young}, ${old}`,
    SHORT: 'short',
    HALF: `${young},`,
    MANY: `${young},${old},${foreign}`,
  });
  expect(readSealSecrets(environment, 'UNSET')).toBeNull();
  expect(readSealSecrets(environment, 'EMPTY')).toBeNull();
  expect(readSealSecrets(environment, 'KEYS')).toEqual([young, old]);
  expect(environment.problems).toEqual([]);
  for (const wrong of ['SHORT', 'HALF', 'MANY']) readSealSecrets(environment, wrong);
  expect(environment.problems.map((problem) => problem.replace(/.* but got /, ''))).toEqual([
    '5 characters.',
    '32 and 0 characters.',
    '3 of them.',
  ]);
});
