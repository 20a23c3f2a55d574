import * as fc from 'fast-check';
import { editDistance, TypoIndex, typosAllowed } from './TypoIndex';

function indexOf(words: readonly string[], most: 1 | 2 = 2): TypoIndex {
  const index = new TypoIndex(most);
  for (const word of words) index.add(word);
  return index;
}

describe('TypoIndex', () => {
  it('finds all that a look at every word finds', () => {
    // Few letters, so that words are near each other.
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 3, maxLength: 14 });
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 60 }),
        word,
        fc.constantFrom(1 as const, 2 as const),
        (words, asked, most) => {
          const distances = [...new Set(words)].map((other) => {
            const allowed = Math.min(most, typosAllowed(asked.length), typosAllowed(other.length));
            const distance = allowed === 0 && asked !== other ? Infinity : editDistance(asked, other, allowed);
            return { other, distance: distance <= allowed ? distance : Infinity };
          });
          const found = indexOf(words, most).near(asked);
          const inside = distances.filter(
            ({ other, distance }) => distance === 1 && other[0] === asked[0] && other.at(-1) === asked.at(-1),
          );
          const there = distances.some(({ distance, other }) => distance === 0 && typosAllowed(other.length) > 0);
          const atEnds = distances.filter(
            ({ other, distance }) => distance === 1 && Math.min(other.length, asked.length) >= 7,
          );
          const two = distances.filter(({ other, distance }) => distance === 2 && other[0] === asked[0]);
          const expected = there ? [] : ([inside, atEnds, two].find((list) => list.length > 0) ?? []);
          expect([...found].sort()).toEqual(expected.map(({ other }) => other).sort());
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['hosing', ['housing'], 'a letter left out'],
    ['ousing', [], 'the first letter of a short word'],
    ['omelessness', ['homelessness'], 'the first letter of a long word'],
    ['homelessnes', ['homelessness'], 'the last letter of a long word'],
    ['homelesnes', ['homelessness'], 'two letters'],
    ['housing', [], 'a word that is there'],
    ['agenda2031', [], 'another number'],
    ['agneda2030', ['agenda2030'], 'the same number'],
  ])('finds for "%s": %j (%s)', (asked, found) => {
    expect(indexOf(['housing', 'homelessness', 'agenda2030']).near(asked)).toEqual(found);
  });
});

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
