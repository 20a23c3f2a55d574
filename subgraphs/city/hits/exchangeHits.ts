import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { DateTime, PartialDate } from '../record/dates';
import { CityExchangeFilter, exchangeConditions } from '../record/Exchange';
import { instantiate } from '../record/instantiate';
import { UPDATED_SINCE } from '../record/updatedSince';
import { byConceptsOf, byYearOf } from './facets';
import type { Facet } from './facets';
import type { HitRow } from './findHits';
import { findTitledHits } from './findTitledHits';
import type { AskedFor, TitledKind } from './findTitledHits';
import { HitsOf } from './HitsOf';
import { Match } from './Match';
import type { Question } from './question';
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
@ObjectType({ description: 'Hits among the exchanges a city recorded, in the order that was asked for.' })
export class ExchangeHits extends HitsOf(ExchangeHit) {}

@Directive('@inaccessible')
@InputType({ description: 'Which exchanges to search.' })
export class ExchangeHitFilter extends CityExchangeFilter {
  @Field(() => PartialDate, {
    nullable: true,
    description:
      'Only exchanges that begin after this day, or may do so as far as their first day is known: one in `2026` may begin after `2026-05-01`. One without a date is left out.',
  })
  readonly startsAfter?: string | null;

  @Field(() => DateTime, { nullable: true, description: UPDATED_SINCE })
  readonly updatedSince?: Date | null;
}

interface ExchangeHitRow extends HitRow {
  readonly since: string | null;
  readonly until: string | null;
}

const exchanges: TitledKind<ExchangeHitFilter> = {
  type: 'exchange',
  standing: ['item.until_day DESC NULLS LAST'],
  features: ['item.starts_on AS since', 'item.ends_on AS until', 'item.until_day'],
  score: exchangeScore,
  ties: ['since', 'until'],
  conditionsOf: exchangeConditions,
  facets: { concepts: byConceptsOf('exchange'), years: byYearOf('exchange') },
};

/** Searches the exchanges that the city recorded. */
export async function findExchangeHits(
  context: AskedFor,
  question: Question,
  filter: ExchangeHitFilter | null | undefined,
  asked: readonly Facet[],
): Promise<ExchangeHits> {
  const { hits, ...found } = await findTitledHits<ExchangeHitRow, ExchangeHitFilter>(
    exchanges,
    context,
    question,
    filter,
    asked,
  );
  return instantiate(ExchangeHits, { ...found, hits: hits.map((hit) => instantiate(ExchangeHit, hit)) });
}
