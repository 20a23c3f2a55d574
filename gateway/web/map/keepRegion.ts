import { drawRegion } from './drawRegion';
import type { Place, Region } from './drawRegion';
import type { ListedCity } from './MapCity';

/** The region of some cities; undefined where none of them has a place. */
export type RegionOf = (cities: readonly Pick<ListedCity, 'location'>[]) => Promise<Region | undefined>;

/** Draws the region of a network once, and again when its places are others. */
export function keepRegion(): RegionOf {
  let kept: { readonly key: string; readonly region: Promise<Region> } | undefined;
  return async (cities) => {
    const places = cities.map(({ location }) => location).filter((place): place is Place => place !== null);
    if (places.length === 0) return undefined;
    const key = JSON.stringify(places.map(({ latitude, longitude }) => [latitude, longitude]));
    if (kept?.key !== key) kept = { key, region: drawRegion(places) };
    try {
      return await kept.region;
    } catch (cause) {
      kept = undefined;
      throw cause;
    }
  };
}
