import { drawRegion } from './drawRegion';
import type { Place } from './drawRegion';
import { keepRegion } from './keepRegion';

const lisbon = { latitude: 38.72, longitude: -9.14 };
const helsinki = { latitude: 60.17, longitude: 24.94 };
const suva = { latitude: -18.14, longitude: 178.44 };
const apia = { latitude: -13.83, longitude: -171.77 };
const gera = { latitude: 50.88, longitude: 12.08 };

test.each<[string, Place[]]>([
  ['a continent', [lisbon, helsinki]],
  ['one place', [gera]],
  ['the same place twice', [gera, gera]],
  ['both sides of the date line', [suva, apia]],
  ['the whole Earth', [lisbon, suva, { latitude: 40.7, longitude: -74 }, { latitude: -90, longitude: 0 }]],
  ['two ends of the Earth', [gera, { latitude: -50.88, longitude: -167.92 }]],
])('%s is drawn in a few kilobytes, in whole numbers, with all places inside', async (_, places) => {
  const region = await drawRegion(places);
  expect(region.land).toMatch(/^[MLZ\d,-]+$/);
  expect(region.land.length + region.borders.length).toBeLessThan(24_000);
  for (const place of places) {
    const [x, y] = region.pointOf(place);
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(region.width);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(region.height);
  }
});

test('a network is drawn once, and again when its places change', async () => {
  const regionOf = keepRegion();
  const first = await regionOf([{ location: gera }, { location: null }]);
  expect(await regionOf([{ location: gera }])).toBe(first);
  expect(await regionOf([{ location: gera }, { location: lisbon }])).not.toBe(first);
  expect(await regionOf([{ location: null }])).toBeUndefined();
});
