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
});
