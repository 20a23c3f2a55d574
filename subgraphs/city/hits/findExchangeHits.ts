import type { CityContext } from '../context';
import { SqlParameters } from '../database/SqlParameters';
import { globalId } from '../globalId';
import { instantiate } from '../instantiate';
import { ExchangeHit } from './ExchangeHit';
import type { ExchangeHitFilter } from './ExchangeHitFilter';
import { ExchangeHits } from './ExchangeHits';
import type { FacetSource } from './facets/countFacet';
import { countFacet } from './facets/countFacet';
import { HitFacets } from './facets/HitFacets';
import type { HitRow } from './findHits';
import { findHits } from './findHits';
import type { Question } from './parseQuestion';
import { exchangeScore } from './score';

interface ExchangeHitRow extends HitRow {
  readonly since: string | null;
  readonly until: string | null;
}

/** By what matches can be divided: see FacetSource. */
const VALUES = {
  // Record by record, each with the few topics that it has: to sort all pairs would take twice as long.
  concepts: `
    SELECT found.key, concept.id
    FROM found CROSS JOIN LATERAL (
      SELECT DISTINCT topic_mapping.concept_id AS id
      FROM exchange_topic JOIN topic_mapping USING (topic_key)
      WHERE exchange_topic.exchange_key = found.key
    ) AS concept`,
} satisfies FacetSource['values'];

/** Searches the exchanges that the city recorded through their topics. An empty list in the filter is no condition. */
export async function findExchangeHits(
  { cityId, dataSource, sections }: Pick<CityContext, 'cityId' | 'dataSource' | 'sections'>,
  question: Question,
  filter: ExchangeHitFilter | null,
): Promise<ExchangeHits> {
  const candidates = (parameters: SqlParameters): string => {
    const conditions = [`exchange.visibility = ANY(${parameters.bind(sections)})`];
    if (filter?.kinds?.length) {
      conditions.push(`exchange.kind = ANY(${parameters.bind(filter.kinds)})`);
    }
    return `
      SELECT exchange.key, link.topic_key, exchange.starts_on AS since, exchange.ends_on AS until
      FROM exchange LEFT JOIN exchange_topic AS link ON link.exchange_key = exchange.key
      WHERE ${conditions.join(' AND ')}`;
  };
  const parameters = new SqlParameters();
  const { total, rows } = await findHits<ExchangeHitRow>(
    dataSource,
    {
      candidates: candidates(parameters),
      texts: 'exchange_text',
      score: exchangeScore,
      ties: ['since', 'until'],
      idPrefix: globalId(cityId, 'exchange', ''),
    },
    question,
    parameters,
  );
  const facets = { candidates, texts: 'exchange_text', values: VALUES };
  return instantiate(ExchangeHits, {
    total,
    hits: rows.map(({ topic_key, ...hit }) =>
      instantiate(ExchangeHit, {
        ...hit,
        // By text, the record matched as a whole and none of its topics did.
        topic: topic_key === null || hit.concept === null ? null : globalId(cityId, 'topic', topic_key),
      }),
    ),
    facets: new HitFacets((facet) => countFacet(dataSource, facets, question, facet)),
  });
}
