import { CityUnderCheck } from './CityUnderCheck';
import { readContract } from './readContract';
import { expectServed, isServed } from './readServed';

test('HUB-562: a schema is examined once for all that is asked of it', async () => {
  const admit = jest.spyOn(readContract(), 'admit');
  const sdl = 'type Query { nothing: Int }';
  const city = new CityUnderCheck({
    cityId: 'altstadt',
    wire: {
      isRelayed: false,
      send: () =>
        Promise.resolve({
          status: 200,
          contentType: 'application/json',
          bytes: Buffer.from(JSON.stringify({ data: { _service: { sdl } } })),
          tookMs: 1,
        }),
      close: () => Promise.resolve(),
    },
    tokens: null,
    day: '2026-11-30',
  });
  expect(await isServed(city, 'Query.needHits')).toBe(false);
  await expect(expectServed(city, 'Query.changes')).rejects.toThrow('CITY-002');
  expect(admit).toHaveBeenCalledTimes(1);
});
