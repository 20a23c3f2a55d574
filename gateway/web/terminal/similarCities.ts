import { describeLikeness, LIKENESS } from '../compare/likeness';
import type { SimilarCity } from '../compare/likeness';
import type { Texts } from '../language/Texts';
import type { Query } from '../Query';
import { askFor } from '../search/askHub';
import { cleanLine } from '../../../subgraphs/serving/cleanText';
import { drawHits } from './drawHits';
import type { AskSimilar } from './parseAsk';
import { wrapText } from './wrapText';

/** What the API tells of the cities that are like one. */
export interface SimilarCities {
  readonly edges: readonly SimilarCity[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
  readonly notCounted: number;
}

const QUERY = `query SimilarCities($city: ID!, $first: Int!, $after: String, $lang: String!) {
  similarCities(city: $city, first: $first, after: $after) {
    edges {
      score
      node { id name connected }
      ${LIKENESS}
    }
    pageInfo { hasNextPage endCursor }
    totalCount
    notCounted
  }
}`;

/** Asks the hub which cities are like one. Never rejects. */
export function askForSimilar(query: Query, { city, first, after, lang }: AskSimilar, signal: AbortSignal) {
  const variables = { city, first, lang, ...(after !== undefined && { after }) };
  return askFor<SimilarCities>(query, { query: QUERY, variables }, 'similarCities', signal);
}

/** A table of cities for a terminal of `width` columns, with what each has in common with the one asked about. */
export function writeSimilar(
  { edges, pageInfo, totalCount, notCounted }: SimilarCities,
  city: string,
  texts: Texts,
  width: number,
): string {
  const parts = [`${texts.similarFound(totalCount, city)}.`];
  if (edges.length > 0) {
    const heads = [texts.columns.city, texts.columns.alike, texts.columns.score];
    const rows = edges.map(({ node, why, score }) => [node.name, describeLikeness(why, texts), String(score)]);
    parts.push(
      drawHits(
        heads,
        rows.map((row) => row.map(cleanLine)),
        width,
      ),
    );
  }
  if (pageInfo.hasNextPage && pageInfo.endCursor !== null) {
    parts.push(`${texts.goOn}\n--after ${cleanLine(pageInfo.endCursor)}`);
  }
  if (notCounted > 0) parts.push(wrapText(texts.similarUnknown(notCounted), width));
  return `${parts.join('\n\n')}\n`;
}
