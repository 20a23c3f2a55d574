import type { Row, Value } from '../Question';
import type { Answer, Format } from './Format';

/** A point for each row (RFC 7946), with the values of its columns. */
export const geojson: Format = {
  ending: 'geojson',
  mediaType: 'application/geo+json; charset=utf-8',
  isFile: false,
  writes: 'place',
  options: [],
  needsWhole: () => false,
  tellsEnd: () => true,
  write,
};

async function* write(answer: Answer): AsyncGenerator<string> {
  const { name, title, texts, address, askedAt, pages, end } = answer;
  const question = { name, title, address: address.href, askedAt: askedAt.toISOString(), language: texts.language };
  yield `{"type":"FeatureCollection","question":${JSON.stringify(question)},"features":[`;
  let before = '\n';
  for await (const rows of pages) {
    yield before + rows.map((row) => JSON.stringify(featureOf(row, answer))).join(',\n');
    before = ',\n';
  }
  const { early, isComplete, coverage, rows, notes } = end();
  const tail = { complete: isComplete, endsEarly: early?.reason ?? null, rowCount: rows, coverage, notes };
  yield `\n],${JSON.stringify(tail).slice(1)}\n`;
}

function featureOf({ id, values, place }: Row, { columns }: Answer): object {
  const properties: Record<string, Value> = {};
  columns.forEach(({ name }, at) => {
    if (name !== 'latitude' && name !== 'longitude') properties[name] = values[at] ?? null;
  });
  const geometry = place === undefined ? null : { type: 'Point', coordinates: [place.longitude, place.latitude] };
  return { type: 'Feature', id, geometry, properties };
}
