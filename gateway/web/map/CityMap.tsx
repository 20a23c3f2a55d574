import type { Texts } from '../language/Texts';
import { mapTextsOf } from '../language/mapTexts';
import { questionTextsOf } from '../language/questionTexts';
import type { Place, Region } from './drawRegion';
import { hitsOf } from './MapCity';
import type { MapCity } from './MapCity';
import { placeLabels } from './placeLabels';

interface CityMapProps {
  readonly cities: readonly MapCity[];
  readonly region: Region;
  /** Whether circles are sized by what was found. */
  readonly isAsked: boolean;
  readonly addressOf: (city: MapCity) => string;
  readonly texts: Texts;
}

/** Radii, in units of the map. */
const RADII = { plain: 9, nothing: 6, least: 9, most: 34 };

/**
 * The cities that have a place, as a picture: each a circle that is a link. The group says what it is, and not that it is an image, since
 * what is in an image cannot be reached by key. Larger circles lie below smaller ones.
 */
export function CityMap({ cities, region, isAsked, addressOf, texts }: CityMapProps) {
  const most = Math.max(1, ...cities.map(hitsOf));
  const marks = cities
    .filter((city): city is MapCity & { readonly location: Place } => city.location !== null)
    .map((city) => {
      const [x, y] = region.pointOf(city.location);
      return { city, name: city.name, x: Math.round(x), y: Math.round(y), r: radiusOf(city, isAsked, most) };
    })
    .sort((one, other) => other.r - one.r);
  const labels = placeLabels(marks, region);
  return (
    <svg
      class="map"
      viewBox={`0 0 ${region.width} ${region.height}`}
      role="group"
      aria-label={mapTextsOf(texts.language).title}
    >
      <g aria-hidden="true">
        <path class="land" d={region.land} />
        <path class="border" d={region.borders} />
      </g>
      {marks.map(({ city, x, y, r }, at) => {
        const label = labels[at];
        return (
          <a key={city.id} href={addressOf(city)} class={city.mark.state} aria-label={describe(city, texts)}>
            <circle cx={x} cy={y} r={r} />
            {label && (
              <text x={Math.round(label.x)} y={Math.round(label.y)} text-anchor={label.anchor}>
                {city.name}
              </text>
            )}
            <title>{describe(city, texts)}</title>
          </a>
        );
      })}
    </svg>
  );
}

/** Areas compare as numbers do. */
function radiusOf(city: MapCity, isAsked: boolean, most: number): number {
  if (!isAsked) return RADII.plain;
  const hits = hitsOf(city);
  if (hits === 0) return city.mark.state === 'silent' ? RADII.least : RADII.nothing;
  return Math.round(Math.max(RADII.least, RADII.most * Math.sqrt(hits / most)));
}

function describe({ name, mark }: MapCity, texts: Texts): string {
  const hits = (mark.state === 'answered' || mark.state === 'silent') && mark.hits !== null ? mark.hits : undefined;
  const found = hits === undefined ? [] : [mapTextsOf(texts.language).matches(hits)];
  return `${name}: ${[...found, ...(mark.state === 'answered' ? [] : [describeState(mark, texts)])].join(', ')}`;
}

/** How a city stands, in words. */
export function describeState(mark: MapCity['mark'], texts: Texts): string {
  const words = mapTextsOf(texts.language);
  switch (mark.state) {
    case 'connected':
      return words.connected;
    case 'unasked':
      return mark.couldMatch ? words.notAsked : words.cannotMatch;
    case 'absent':
      return words.absent[mark.status];
    case 'answered':
      return words.answered;
    case 'silent':
      return questionTextsOf(texts.language).statuses[mark.status];
  }
}
