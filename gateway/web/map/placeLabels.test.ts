import { placeLabels } from './placeLabels';

const sheet = { width: 800, height: 600 };
const circle = { x: 400, y: 300, r: 10, name: 'Gera' };

test('a name stands right of its circle, and left of it at the right edge', () => {
  expect(placeLabels([circle, { ...circle, x: 780 }], sheet).map((label) => label?.anchor)).toEqual(['start', 'end']);
});

test('a name that would cover another finds another side, and is left out where there is none', () => {
  const crowd = Array.from({ length: 12 }, (_, at) => ({ ...circle, x: 400 + (at % 4) * 6, y: 300 + (at / 4) * 6 }));
  const labels = placeLabels(crowd, sheet);
  expect(new Set(labels.map((label) => label?.anchor)).size).toBeGreaterThan(2);
  expect(labels).toContain(undefined);
});
