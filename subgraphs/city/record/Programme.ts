import { Directive, Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Visibility } from '../../contract/enums';
import { Attribute } from './Attribute';
import { ConnectionOf, EdgeOf } from './Connection';
import { DateTime, PartialDate } from './dates';
import { Node } from './Node';
import type { NodeKind } from './Node';
import type { SqlParameters } from './SqlParameters';
import { byVisibility } from './visibility';

export enum ProgrammeStatus {
  PLANNED = 'PLANNED',
  ACTIVE = 'ACTIVE',
  COMPLETED = 'COMPLETED',
  DISCONTINUED = 'DISCONTINUED',
}

registerEnumType(ProgrammeStatus, {
  name: 'ProgrammeStatus',
  description: 'Where a programme stands.',
  valuesConfig: {
    PLANNED: { description: 'Decided or prepared, not yet begun.' },
    ACTIVE: { description: 'Running now.' },
    COMPLETED: { description: 'Ended as planned.' },
    DISCONTINUED: { description: 'Given up before its end.' },
  },
});

@Directive('@key(fields: "id")')
@ObjectType({
  implements: Node,
  description:
    'What a city runs: a programme, project, service or plan (cf. the Core Public Service Vocabulary, CPSV-AP).',
})
@Entity('programme')
export class Programme {
  @PrimaryColumn('text')
  readonly key!: string;

  @Field(() => String, { description: "The programme's title, in the city's language." })
  @Column('text')
  readonly title!: string;

  @Field(() => String, { nullable: true, description: 'What it is and does.' })
  @Column('text', { nullable: true })
  readonly summary!: string | null;

  @Field(() => ProgrammeStatus, { nullable: true, description: 'Where it stands. Null when not known.' })
  @Column('text', { nullable: true })
  readonly status!: ProgrammeStatus | null;

  @Field(() => PartialDate, { nullable: true, description: 'When it began or will begin. Null when not known.' })
  @Column('text', { name: 'starts_on', nullable: true })
  readonly startsOn!: string | null;

  @Field(() => PartialDate, { nullable: true, description: 'When it ended or will end. Null while no end is known.' })
  @Column('text', { name: 'ends_on', nullable: true })
  readonly endsOn!: string | null;

  @Field(() => Boolean, { description: 'True when it has been named a good practice.' })
  @Column('boolean', { name: 'good_practice' })
  readonly goodPractice!: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True when others may come and see it. Null when the city does not say.',
  })
  @Column('boolean', { name: 'open_to_visitors', nullable: true })
  readonly openToVisitors!: boolean | null;

  @Field(() => String, { nullable: true, description: 'Where the record comes from.' })
  @Column('text', { nullable: true })
  readonly source!: string | null;

  @Field(() => DateTime, { description: 'When the city last changed the record.' })
  @Column('timestamptz', { name: 'updated_at' })
  readonly updatedAt!: Date;

  @Field(() => [Attribute], { description: 'What the city publishes beyond the contract.' })
  @Column('jsonb')
  readonly additional!: Attribute[];

  @Column('text')
  readonly visibility!: Visibility;
}

/** Listed by title. */
export const programme = {
  type: 'programme',
  entity: Programme,
  seenBy: byVisibility,
  sort: 'sort_title',
} as const satisfies NodeKind<Programme>;

@ObjectType({ description: 'A programme on a page.' })
class ProgrammeEdge extends EdgeOf(Programme) {}

@ObjectType({ description: 'A page of programmes.' })
export class ProgrammeConnection extends ConnectionOf(Programme, ProgrammeEdge) {}

@InputType({
  description: "Which of a city's programmes to list. Conditions are joined by AND, the values of one by OR.",
})
export class CityProgrammeFilter {
  @Field(() => [ProgrammeStatus], { nullable: true, description: 'Only programmes in these states.' })
  readonly statuses?: ProgrammeStatus[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only programmes that are, or are not, a good practice.' })
  readonly goodPractice?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only programmes that are, or are not, open to visitors.' })
  readonly openToVisitors?: boolean | null;
}

/** What the filter asks for, as conditions on `item`. An empty list is no condition. */
export function programmeConditions(
  { statuses, goodPractice, openToVisitors }: CityProgrammeFilter,
  parameters: SqlParameters,
): readonly string[] {
  const conditions: string[] = [];
  if (statuses?.length) {
    conditions.push(`item.status = ANY(${parameters.bind(statuses)})`);
  }
  if (goodPractice != null) {
    conditions.push(`item.good_practice = ${parameters.bind(goodPractice)}`);
  }
  if (openToVisitors != null) {
    conditions.push(`item.open_to_visitors = ${parameters.bind(openToVisitors)}`);
  }
  return conditions;
}
