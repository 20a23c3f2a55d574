import { isOf, named, namedIn, sources, way } from './namedOnTheWay';

/** What is seen of a page at once, in a terminal or an editor on a laptop. */
const SCREEN = { lines: 50, columns: 125 };
/** A step that takes more is several, and each has words of its own. */
const FILES_OF_A_STEP = 3;

test('the way of a request fits on a screen, a step a line, and each file that it names is there', () => {
  expect(named.filter((name) => sources.filter((file) => isOf(name, file)).length !== 1)).toEqual([]);
  expect(new Set(named).size).toBe(named.length);
  expect(way.length).toBeLessThanOrEqual(SCREEN.lines);
  expect(way.filter((line) => line.length > SCREEN.columns)).toEqual([]);
  expect(way.filter((line) => namedIn(line).length > FILES_OF_A_STEP)).toEqual([]);
});
