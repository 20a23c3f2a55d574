import type { CityContext } from '../context';
import { SqlParameters } from '../database/SqlParameters';
import { globalId } from '../globalId';
import { instantiate } from '../instantiate';
import { ExchangeHit } from './ExchangeHit';
import type { ExchangeHitFilter } from './ExchangeHitFilter';
import { ExchangeHits } from './ExchangeHits';
import type { HitRow } from './findHits';
import { findHits } from './findHits';
import type { Question } from './parseQuestion';
import { exchangeScore } from './score';

interface ExchangeHitRow extends HitRow {
  readonly since: string | null;
  readonly until: string | null;
}

/** Searches the exchanges that the city recorded through their topics. An empty list in the filter is no condition. */
export async function findExchangeHits(
  { cityId, dataSource, sections }: Pick<CityContext, 'cityId' | 'dataSource' | 'sections'>,
  question: Question,
  filter: ExchangeHitFilter | null,
): Promise<ExchangeHits> {
  const parameters = new SqlParameters();
  const conditions = [`exchange.visibility = ANY(${parameters.bind(sections)})`];
  if (filter?.kinds?.length) {
    conditions.push(`exchange.kind = ANY(${parameters.bind(filter.kinds)})`);
  }
  const { total, rows } = await findHits<ExchangeHitRow>(
    dataSource,
    {
      candidates: `
        SELECT exchange.key, link.topic_key, exchange.starts_on AS since, exchange.ends_on AS until
        FROM exchange LEFT JOIN exchange_topic AS link ON link.exchange_key = exchange.key
        WHERE ${conditions.join(' AND ')}`,
      texts: 'exchange_text',
      score: exchangeScore,
      idPrefix: globalId(cityId, 'exchange', ''),
    },
    question,
    parameters,
  );
  return instantiate(ExchangeHits, {
    total,
    hits: rows.map(({ topic_key, ...hit }) =>
      instantiate(ExchangeHit, {
        ...hit,
        // By text, the record matched as a whole and none of its topics did.
        topic: topic_key === null || hit.concept === null ? null : globalId(cityId, 'topic', topic_key),
      }),
    ),
  });
}
