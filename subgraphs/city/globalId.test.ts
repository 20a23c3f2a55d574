import { globalId, keyOf } from './globalId';

describe('keyOf', () => {
  it('gives back the key that the id was made of', () => {
    for (const key of ['1', 'a.b', 'A-b_c', 'x'.repeat(100)]) {
      expect(keyOf(globalId('gera', 'staff', key), 'gera', 'staff')).toBe(key);
    }
  });

  it.each([
    'jena:staff:1',
    'gera:topic:1',
    'gera:staff:',
    'gera:staff:-1',
    'gera:staff:a b',
    `gera:staff:${'x'.repeat(101)}`,
    'gera:staff:1\n',
    7,
    null,
  ])('gives null for %j', (id) => {
    expect(keyOf(id, 'gera', 'staff')).toBeNull();
  });
});
