import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { globalId } from '../../contract/ids';
import type { CityContext } from '../answer/context';
import { PartialDate } from '../record/dates';
import { ExchangeKind } from '../record/Exchange';
import { instantiate } from '../record/instantiate';
import { SqlParameters } from '../record/SqlParameters';
import { byConceptsOf, HitFacets } from './facets';
import type { Facet, FacetSources } from './facets';
import { chooseFacets, findHits } from './findHits';
import type { HitRow } from './findHits';
import { Match, MATCHING_ALL } from './Match';
import type { Question } from './question';
import { placed } from './recordsWithHits';
import { exchangeScore } from './score';

@Directive('@inaccessible')
@ObjectType({ description: 'An exchange that matches.' })
export class ExchangeHit extends Match {
  @Field(() => ID, { description: '`<city>:exchange:<local>`' })
  readonly id!: string;

  @Field(() => ID, { nullable: true, description: 'The topic matched, `<city>:topic:<local>`.' })
  readonly topic!: string | null;

  @Field(() => PartialDate, { nullable: true, description: 'First day.' })
  readonly since!: string | null;

  @Field(() => PartialDate, { nullable: true, description: 'Last day.' })
  readonly until!: string | null;
}

@Directive('@inaccessible')
@ObjectType({ description: 'Hits among the exchanges a city recorded, best first, then by id.' })
export class ExchangeHits {
  @Field(() => Int, { description: 'How many match in all, wherever the page stands.' })
  readonly total!: number;

  @Field(() => Int, { nullable: true, description: MATCHING_ALL })
  readonly totalMatchingAll!: number | null;

  @Field(() => [ExchangeHit], { description: 'The page.' })
  readonly hits!: ExchangeHit[];

  @Field(() => HitFacets, { description: 'How all matches divide.' })
  readonly facets!: HitFacets;
}

@Directive('@inaccessible')
@InputType({ description: 'Which exchanges to search.' })
export class ExchangeHitFilter {
  @Field(() => [ExchangeKind], { nullable: true, description: 'Only these kinds.' })
  readonly kinds?: ExchangeKind[] | null;
}

interface ExchangeHitRow extends HitRow {
  readonly since: string | null;
  readonly until: string | null;
}

/** By what matches can be divided. */
const FACETS = {
  concepts: byConceptsOf('exchange'),
} satisfies FacetSources;

/** Searches the exchanges that the city recorded through their topics. An empty list in the filter is no condition. */
export async function findExchangeHits(
  { cityId, dataSource, sections }: Pick<CityContext, 'cityId' | 'dataSource' | 'sections'>,
  question: Question,
  filter: ExchangeHitFilter | null,
  asked: readonly Facet[],
): Promise<ExchangeHits> {
  const parameters = new SqlParameters();
  const conditions = [`exchange.visibility = ANY(${parameters.bind(sections)})`];
  if (filter?.kinds?.length) {
    conditions.push(`exchange.kind = ANY(${parameters.bind(filter.kinds)})`);
  }
  const candidates = `
      SELECT exchange.key, link.topic_key, exchange.starts_on AS since, exchange.ends_on AS until, exchange.until_day
      FROM exchange LEFT JOIN exchange_topic AS link ON link.exchange_key = exchange.key
      WHERE ${conditions.join(' AND ')}`;
  const { total, totalMatchingAll, rows, facets } = await findHits<ExchangeHitRow>(
    dataSource,
    {
      candidates,
      texts: 'exchange_text',
      score: exchangeScore,
      ties: ['since', 'until'],
      idPrefix: globalId(cityId, 'exchange', ''),
    },
    question,
    parameters,
    chooseFacets(FACETS, asked),
  );
  return instantiate(ExchangeHits, {
    total,
    totalMatchingAll,
    hits: placed(rows).map(({ topic_key, ...hit }) =>
      instantiate(ExchangeHit, {
        ...hit,
        // By text, the record matched as a whole and none of its topics did.
        topic: topic_key === null || hit.concept === null ? null : globalId(cityId, 'topic', topic_key),
      }),
    ),
    facets: new HitFacets(facets),
  });
}
