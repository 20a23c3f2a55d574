import { readFileSync } from 'node:fs';
import { setImmediate as letOthersGoOn } from 'node:timers/promises';
import { geoAzimuthalEqualArea, geoCentroid, geoPath } from 'd3-geo';
import type { GeoProjection, GeoStream, GeoStreamWrapper } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, MultiPolygon, Topology } from 'topojson-specification';

/** Degrees. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** A piece of the Earth, drawn to its places: an SVG's user units, from the upper left corner. */
export interface Region {
  readonly width: number;
  readonly height: number;
  /** Data of a path that is filled. */
  readonly land: string;
  /** Data of a path that is not: where countries meet. */
  readonly borders: string;
  pointOf(place: Place): readonly [x: number, y: number];
}

const WIDTH = 800;
const HEIGHTS = { least: 480, most: 960 };
/** Room around the outermost places, for circles and names. */
const MARGIN = 110;
/** Units for each radian of the Earth: no fewer than 500 km are shown, since the outlines are too coarse for less. */
const LARGEST_SCALE = (WIDTH * 6371) / 500;
/** Below it, a region is so wide that the outlines for whole continents do. */
const LEAST_FINE_SCALE = 1_000;
/** Points nearer to each other than so many units are one: more of them where a region has more coast. */
const nearness = (scale: number): number => (scale < 2_500 ? 5 : 2);
/** How long others may wait for a map, in milliseconds; a single outline takes longer at worst. */
const TURN_MS = 10;

type Atlas = Topology<{ readonly land: GeometryCollection; readonly countries: GeometryCollection }>;

/**
 * Draws the region of some places. Equal areas around their middle: no place of the Earth is a special case. It takes a tenth of a
 * second, in steps, between which the hub does other things.
 *
 * @param places at least one
 */
export async function drawRegion(places: readonly Place[]): Promise<Region> {
  const { projection, scale, height } = fit(places);
  const atlas = JSON.parse(
    readFileSync(require.resolve(`world-atlas/countries-${scale < LEAST_FINE_SCALE ? '110m' : '50m'}.json`), 'utf8'),
  ) as Atlas;
  await letOthersGoOn();
  const land = feature(atlas, atlas.objects.land).features.flatMap(({ geometry }) =>
    (geometry as MultiPolygon & { readonly coordinates: [number, number][][][] }).coordinates.map((coordinates) => ({
      ...{ type: 'Polygon' as const, coordinates },
    })),
  );
  await letOthersGoOn();
  const borders = mesh(atlas, atlas.objects.countries, (one, other) => one !== other);
  await letOthersGoOn();
  const draw = geoPath(thinned(projection, nearness(scale))).digits(0);
  let [outlines, since] = ['', performance.now()];
  for (const polygon of land) {
    outlines += draw(polygon) ?? '';
    if (performance.now() - since < TURN_MS) continue;
    await letOthersGoOn();
    since = performance.now();
  }
  return {
    ...{ width: WIDTH, height, land: outlines, borders: draw(borders) ?? '' },
    pointOf: ({ longitude, latitude }) => projection([longitude, latitude]) ?? [0, 0],
  };
}

/** The projection that shows all places and little else. */
function fit(places: readonly Place[]) {
  const points = places.map(({ longitude, latitude }): [number, number] => [longitude, latitude]);
  const [longitude, latitude] = geoCentroid({ type: 'MultiPoint', coordinates: points });
  // Places all around the Earth have no middle.
  const middle: [number, number] = Number.isFinite(longitude + latitude) ? [-longitude, -latitude] : [0, 0];
  const projection = geoAzimuthalEqualArea().rotate(middle).scale(1).translate([0, 0]);
  const [[left, top], [right, bottom]] = geoPath(projection).bounds({ type: 'MultiPoint', coordinates: points });
  const scale = Math.min(
    (WIDTH - 2 * MARGIN) / (right - left),
    (HEIGHTS.most - 2 * MARGIN) / (bottom - top),
    LARGEST_SCALE,
  );
  const height = Math.round(Math.max(HEIGHTS.least, scale * (bottom - top) + 2 * MARGIN));
  projection
    .scale(scale)
    .translate([WIDTH / 2 - (scale * (left + right)) / 2, height / 2 - (scale * (top + bottom)) / 2])
    .clipExtent([
      [-nearness(scale), -nearness(scale)],
      [WIDTH + nearness(scale), height + nearness(scale)],
    ]);
  return { projection, scale, height };
}

/** Without what nobody sees: points next to each other, and islands and lakes smaller than that. */
function thinned(projection: GeoProjection, nearest: number): GeoStreamWrapper {
  return { stream: (sink) => projection.stream(thinTo(sink, nearest)) };
}

function thinTo(sink: GeoStream, nearest: number): GeoStream {
  let line: [number, number][] = [];
  let isRing = false;
  return {
    polygonStart: () => {
      isRing = true;
      sink.polygonStart();
    },
    polygonEnd: () => {
      isRing = false;
      sink.polygonEnd();
    },
    lineStart: () => {
      line = [];
    },
    point: (x, y) => {
      line.push([x, y]);
    },
    lineEnd: () => {
      const kept: [number, number][] = [];
      for (const [at, point] of line.entries()) {
        const before = kept.at(-1);
        const isEnd = !isRing && at === line.length - 1;
        if (!before || isEnd || Math.hypot(point[0] - before[0], point[1] - before[1]) >= nearest) kept.push(point);
      }
      if (kept.length < (isRing ? 3 : 2)) return;
      sink.lineStart();
      for (const [x, y] of kept) sink.point(x, y);
      sink.lineEnd();
    },
  };
}
