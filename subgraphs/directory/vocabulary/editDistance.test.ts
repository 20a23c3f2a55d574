import * as fc from 'fast-check';
import { editDistance } from './editDistance';

describe('editDistance', () => {
  it.each([
    ['housing', 'housing', 0],
    ['housing', 'hosing', 1],
    ['housing', 'houssing', 1],
    ['housing', 'hoasing', 1],
    ['housing', 'huosing', 1],
    ['housing', 'huossing', 2],
    ['', 'ab', 2],
  ])('from %s to %s is %i', (a, b, distance) => {
    expect(editDistance(a, b, 3)).toBe(distance);
    expect(editDistance(b, a, 3)).toBe(distance);
  });

  it('says no more than that the bound is passed', () => {
    expect(editDistance('housing', 'welfare', 2)).toBe(3);
    expect(editDistance('a', 'abcdefgh', 2)).toBe(3);
  });

  it('is what the definition says, also where the words have much in common', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b, 10)).toBe(defined(a, b));
        expect(Math.min(editDistance(a, b, 1), 2)).toBe(Math.min(defined(a, b), 2));
      }),
    );
  });
});

/** Optimal string alignment as it is defined: by the last letters of each. */
function defined(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [shorterA, shorterB] = [a.slice(0, -1), b.slice(0, -1)];
  return Math.min(
    defined(shorterA, b) + 1,
    defined(a, shorterB) + 1,
    defined(shorterA, shorterB) + (a.at(-1) === b.at(-1) ? 0 : 1),
    a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)
      ? defined(a.slice(0, -2), b.slice(0, -2)) + 1
      : Infinity,
  );
}
