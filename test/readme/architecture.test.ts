import { architecture, isOf, named, sources } from './namedOnTheWay';

test('the way of a request goes through at most 45 files, and each that it names is there', () => {
  expect(named.filter((name) => sources.filter((file) => isOf(name, file)).length !== 1)).toEqual([]);
  expect(new Set(named).size).toBe(named.length);
  expect(architecture).toContain(`These are ${named.length} files`);
  expect(named.length).toBeLessThanOrEqual(45);
});
