import type { CityContext } from '../context';
import { SqlParameters } from '../database/SqlParameters';
import { globalId } from '../../contract/ids';
import { instantiate } from '../instantiate';
import { findHits } from './findHits';
import { OfferHit } from './OfferHit';
import type { OfferHitFilter } from './OfferHitFilter';
import { OfferHits } from './OfferHits';
import type { Question } from './parseQuestion';
import { offerScore } from './score';

/** Searches the city's offers through their topics. An empty list in the filter is no condition. */
export async function findOfferHits(
  { cityId, dataSource, sections }: Pick<CityContext, 'cityId' | 'dataSource' | 'sections'>,
  question: Question,
  filter: OfferHitFilter | null,
): Promise<OfferHits> {
  const parameters = new SqlParameters();
  const conditions = [`offer.visibility = ANY(${parameters.bind(sections)})`];
  if (filter?.kinds?.length) {
    conditions.push(`offer.kind = ANY(${parameters.bind(filter.kinds)})`);
  }
  const { total, rows } = await findHits(
    dataSource,
    {
      candidates: `
        SELECT offer.key, link.topic_key
        FROM offer LEFT JOIN offer_topic AS link ON link.offer_key = offer.key
        WHERE ${conditions.join(' AND ')}`,
      texts: 'offer_text',
      score: offerScore,
      ties: [],
      idPrefix: globalId(cityId, 'offer', ''),
    },
    question,
    parameters,
  );
  return instantiate(OfferHits, {
    total,
    hits: rows.map(({ topic_key, ...hit }) =>
      instantiate(OfferHit, {
        ...hit,
        // By text, the record matched as a whole and none of its topics did.
        topic: topic_key === null || hit.concept === null ? null : globalId(cityId, 'topic', topic_key),
      }),
    ),
  });
}
