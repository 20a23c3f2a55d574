import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { ConnectionOf, EdgeOf } from './Connection';
import { DateTime, PartialDate } from './dates';
import { Node } from './Node';
import type { NodeKind } from './Node';
import type { SqlParameters } from './SqlParameters';
import { TitledRecord } from './TitledRecord';
import { isUpdatedSince } from './updatedSince';
import type { UpdatedSince } from './updatedSince';
import { byVisibility } from './visibility';

export enum ExchangeKind {
  STUDY_VISIT = 'STUDY_VISIT',
  EXPERT_EXCHANGE = 'EXPERT_EXCHANGE',
  DIALOGUE_EVENT = 'DIALOGUE_EVENT',
  NETWORK_MEETING = 'NETWORK_MEETING',
  PEER_REVIEW = 'PEER_REVIEW',
}

registerEnumType(ExchangeKind, {
  name: 'ExchangeKind',
  description: 'The form of an exchange between cities.',
  valuesConfig: {
    STUDY_VISIT: { description: "A delegation travels to see another city's practice." },
    EXPERT_EXCHANGE: { description: 'Experts of several cities meet on one subject.' },
    DIALOGUE_EVENT: { description: 'A public discussion with citizens and civil society.' },
    NETWORK_MEETING: { description: 'A meeting of a standing network of cities.' },
    PEER_REVIEW: { description: "Cities assess one city's work and report to it." },
  },
});

@Directive('@key(fields: "id")')
@ObjectType({
  implements: Node,
  description: 'A meeting of cities to learn from each other, recorded by one of them, normally the host.',
})
@Entity('exchange')
export class Exchange extends TitledRecord {
  @Field(() => ExchangeKind, { description: 'The form of the exchange.' })
  @Column('text')
  readonly kind!: ExchangeKind;

  @Field(() => String, { description: 'What it was called, or a plain description.' })
  @Column('text')
  readonly title!: string;

  @Field(() => String, { nullable: true, description: 'What happened.' })
  @Column('text', { nullable: true })
  readonly summary!: string | null;

  @Field(() => PartialDate, { nullable: true, description: 'First day, to the precision known.' })
  @Column('text', { name: 'starts_on', nullable: true })
  readonly startsOn!: string | null;

  @Field(() => PartialDate, {
    nullable: true,
    description: 'Last day, to the precision known. Null when the same as the first or not known.',
  })
  @Column('text', { name: 'ends_on', nullable: true })
  readonly endsOn!: string | null;

  @Field(() => Int, { nullable: true, description: 'Length in days. Null when not known.' })
  @Column('integer', { name: 'duration_days', nullable: true })
  readonly durationDays!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many people took part or travelled. Null when not known.' })
  @Column('integer', { nullable: true })
  readonly participants!: number | null;

  @Field(() => Boolean, { description: 'True when `participants` is an approximate number.' })
  @Column('boolean', { name: 'participants_approximate' })
  readonly participantsApproximate!: boolean;

  @Field(() => String, { nullable: true, description: 'Where it takes place. Null when not known.' })
  @Column('text', { nullable: true })
  readonly place!: string | null;

  @Field(() => PartialDate, {
    nullable: true,
    description: 'Until when one can register for one that is to come. Null when there is no such day.',
  })
  @Column('text', { name: 'register_by', nullable: true })
  readonly registerBy!: string | null;

  @Field(() => String, { nullable: true, description: 'A web page with more, such as the invitation or the report.' })
  @Column('text', { nullable: true })
  readonly url!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who may come, in words, such as `Staff of housing offices`. Null when the city does not say.',
  })
  @Column('text', { name: 'open_to', nullable: true })
  readonly openTo!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the record comes from.' })
  @Column('text', { nullable: true })
  readonly source!: string | null;

  @Field(() => DateTime, { description: 'When the city last changed the record.' })
  @Column('timestamptz', { name: 'updated_at' })
  readonly updatedAt!: Date;

  @Directive('@inaccessible')
  @Field(() => ID, { nullable: true, description: "The host city's slug, which the directory turns into `host`." })
  @Column('text', { name: 'host_id', nullable: true })
  readonly hostId!: string | null;

  @Directive('@inaccessible')
  @Field(() => [ID], { description: "The guest cities' slugs, which the directory turns into `guests`." })
  @Column('text', { name: 'guest_ids', array: true })
  readonly guestIds!: string[];
}

/** Listed by date, the latest first. */
export const exchange = {
  type: 'exchange',
  entity: Exchange,
  seenBy: byVisibility,
  sort: 'sort_date',
  descending: true,
} as const satisfies NodeKind<Exchange>;

@ObjectType({ description: 'An exchange on a page.' })
class ExchangeEdge extends EdgeOf(Exchange) {}

@ObjectType({ description: 'A page of exchanges.' })
export class ExchangeConnection extends ConnectionOf(Exchange, ExchangeEdge) {}

@InputType({ description: 'Which of the exchanges that a city recorded to list.' })
export class CityExchangeFilter {
  @Field(() => [ExchangeKind], { nullable: true, description: 'Only these forms.' })
  readonly kinds?: ExchangeKind[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only exchanges of which results are, or are not, told.' })
  readonly hasResults?: boolean | null;
}

/** What the filter asks for, as conditions on `item`. An empty list is no condition. */
export function exchangeConditions(
  {
    kinds,
    startsAfter,
    hasResults,
    updatedSince,
  }: CityExchangeFilter & UpdatedSince & { readonly startsAfter?: string | null },
  parameters: SqlParameters,
): readonly string[] {
  const conditions = isUpdatedSince(updatedSince, parameters);
  if (kinds?.length) {
    conditions.push(`item.kind = ANY(${parameters.bind(kinds)})`);
  }
  if (startsAfter != null) {
    conditions.push(`last_day(item.starts_on) > last_day(${parameters.bind(startsAfter)})`);
  }
  if (hasResults != null) {
    conditions.push(
      `EXISTS (SELECT FROM exchange_result WHERE exchange_key = item.key) = ${parameters.bind(hasResults)}`,
    );
  }
  return conditions;
}
