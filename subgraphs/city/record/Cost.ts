import { Directive, Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Decimal } from './Decimal';
import { instantiate } from './instantiate';
import type { SqlParameters } from './SqlParameters';

enum CostPeriod {
  ONCE = 'ONCE',
  YEARLY = 'YEARLY',
}

registerEnumType(CostPeriod, {
  name: 'CostPeriod',
  description: 'How often a cost arises.',
  valuesConfig: {
    ONCE: { description: 'Once, over the whole time.' },
    YEARLY: { description: 'Each year.' },
  },
});

enum CostScope {
  TOTAL = 'TOTAL',
  OWN_SHARE = 'OWN_SHARE',
  PER_CASE = 'PER_CASE',
}

registerEnumType(CostScope, {
  name: 'CostScope',
  description: 'What a cost covers.',
  valuesConfig: {
    TOTAL: { description: 'All of it, whoever pays.' },
    OWN_SHARE: { description: 'What the city itself pays of it.' },
    PER_CASE: { description: 'For one case: a household, a place, a person; the note says which.' },
  },
});

@ObjectType({ description: 'What a programme costs.' })
export class Cost {
  @Field(() => Decimal, { description: 'The amount of money.' })
  readonly amount!: string;

  @Field(() => String, { description: 'ISO 4217 code of the currency, such as `EUR`.' })
  readonly currency!: string;

  @Field(() => CostPeriod, { description: 'Whether it arises once or each year.' })
  readonly period!: CostPeriod;

  @Field(() => CostScope, { description: 'What it covers.' })
  readonly scope!: CostScope;

  @Field(() => String, { nullable: true, description: 'What is in it and what is not, in words.' })
  readonly note!: string | null;
}

/** The columns with what a programme costs: one amount of each sort is what cities know. */
export interface CostColumns {
  readonly currency: string | null;
  readonly costsTotal: string | null;
  readonly costsYearly: string | null;
  readonly ownShare: string | null;
  readonly costsPerCase: string | null;
  readonly costsPerCaseYearly: string | null;
  readonly costsNote: string | null;
}

/** The costs that are known. The city's own share is of the total where there is one, and else of what a year costs. */
export function costsOf(columns: CostColumns): Cost[] {
  const { currency, costsNote: note } = columns;
  if (currency === null) return [];
  const sorts = [
    [columns.costsTotal, CostPeriod.ONCE, CostScope.TOTAL],
    [columns.costsYearly, CostPeriod.YEARLY, CostScope.TOTAL],
    [columns.ownShare, ownSharePeriod(columns), CostScope.OWN_SHARE],
    [columns.costsPerCase, CostPeriod.ONCE, CostScope.PER_CASE],
    [columns.costsPerCaseYearly, CostPeriod.YEARLY, CostScope.PER_CASE],
  ] as const;
  return sorts.flatMap(([amount, period, scope]) =>
    amount === null ? [] : [instantiate(Cost, { amount, currency, period, scope, note })],
  );
}

function ownSharePeriod({ costsTotal, costsYearly }: CostColumns): CostPeriod {
  return costsTotal === null && costsYearly !== null ? CostPeriod.YEARLY : CostPeriod.ONCE;
}

@Directive('@inaccessible')
@InputType('HitCostLimit', { description: 'What a cost is to stay below: one of the same currency, period and scope.' })
export class CostLimit {
  @Field(() => Decimal, { description: 'The amount of money, which is not reached.' })
  readonly amount!: string;

  @Field(() => String, { description: 'ISO 4217 code of the currency, such as `EUR`. Nothing is converted.' })
  readonly currency!: string;

  @Field(() => CostPeriod, { description: 'Whether the cost arises once or each year.' })
  readonly period!: CostPeriod;

  @Field(() => CostScope, { description: 'What the cost covers.' })
  readonly scope!: CostScope;
}

/** Whether any cost of the programme `item` is known, in SQL. */
export const HAS_COSTS =
  '(coalesce(item.costs_total, item.costs_yearly, item.own_share, item.costs_per_case, item.costs_per_case_yearly) IS NOT NULL)';

/** Whether the programme `item` has a cost of this sort below the limit, in SQL over the columns of which `costsOf` makes costs. */
export function costsBelow(
  { amount, currency, period, scope }: CostLimit,
  parameters: SqlParameters,
): readonly string[] {
  const isYearly = period === CostPeriod.YEARLY;
  const columns = {
    TOTAL: isYearly ? 'costs_yearly' : 'costs_total',
    OWN_SHARE: 'own_share',
    PER_CASE: isYearly ? 'costs_per_case_yearly' : 'costs_per_case',
  };
  return [
    `item.currency = ${parameters.bind(currency)}`,
    `item.${columns[scope]} < ${parameters.bind(amount)}::numeric`,
    ...(scope === CostScope.OWN_SHARE
      ? [`(item.costs_total IS NULL AND item.costs_yearly IS NOT NULL) = ${parameters.bind(isYearly)}`]
      : []),
  ];
}
