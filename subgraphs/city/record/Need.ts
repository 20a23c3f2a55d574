import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { ConnectionOf, EdgeOf } from './Connection';
import { DateTime, PartialDate } from './dates';
import { Node } from './Node';
import type { NodeKind } from './Node';
import type { SqlParameters } from './SqlParameters';
import { TitledRecord } from './TitledRecord';
import { isAboutOneOf } from './Topic';
import { isUpdatedSince } from './updatedSince';
import type { UpdatedSince } from './updatedSince';
import { byVisibility } from './visibility';

export enum NeedStatus {
  OPEN = 'OPEN',
  MET = 'MET',
}

registerEnumType(NeedStatus, {
  name: 'NeedStatus',
  description: 'Where a need stands.',
  valuesConfig: {
    OPEN: { description: 'The city still looks for it.' },
    MET: { description: 'The city has found it.' },
  },
});

@Directive('@key(fields: "id")')
@ObjectType({ implements: Node, description: 'What a city looks for in other cities.' })
@Entity('need')
export class Need extends TitledRecord {
  @Field(() => String, { description: 'What is looked for, in a line.' })
  @Column('text')
  readonly title!: string;

  @Field(() => String, { nullable: true, description: 'What is looked for, and why.' })
  @Column('text', { nullable: true })
  readonly summary!: string | null;

  @Field(() => NeedStatus, { nullable: true, description: 'Where it stands. Null when the city does not say.' })
  @Column('text', { nullable: true })
  readonly status!: NeedStatus | null;

  @Field(() => PartialDate, {
    nullable: true,
    description: 'Until when it is wanted. Null when the city does not say.',
  })
  @Column('text', { name: 'wanted_by', nullable: true })
  readonly wantedBy!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the record comes from.' })
  @Column('text', { nullable: true })
  readonly source!: string | null;

  @Field(() => DateTime, { description: 'When the city last changed the record.' })
  @Column('timestamptz', { name: 'updated_at' })
  readonly updatedAt!: Date;
}

/** Listed by title. */
export const need = {
  type: 'need',
  entity: Need,
  seenBy: byVisibility,
  sort: 'sort_title',
} as const satisfies NodeKind<Need>;

@ObjectType({ description: 'A need on a page.' })
class NeedEdge extends EdgeOf(Need) {}

@ObjectType({ description: 'A page of needs.' })
export class NeedConnection extends ConnectionOf(Need, NeedEdge) {}

/** The conditions on a need, whichever way it is found. */
@InputType()
export abstract class NeedFilter {
  @Field(() => [NeedStatus], { nullable: true, description: 'Only needs in these states.' })
  readonly statuses?: NeedStatus[] | null;
}

@InputType({
  description: "Which of a city's needs to list. Conditions are joined by AND, the values of one by OR.",
})
export class CityNeedFilter extends NeedFilter {
  @Field(() => [ID], {
    nullable: true,
    description:
      "Only needs on topics that the city maps to one of these concepts, `concept:<slug>`. A concept's narrower ones are asked for by their own ids.",
  })
  readonly concepts?: string[] | null;
}

/** What the filter asks for, as conditions on `item`. An empty list is no condition. */
export function needConditions(
  { statuses, updatedSince, concepts }: CityNeedFilter & UpdatedSince,
  parameters: SqlParameters,
): readonly string[] {
  const conditions = isUpdatedSince(updatedSince, parameters);
  if (statuses?.length) {
    conditions.push(`item.status = ANY(${parameters.bind(statuses)})`);
  }
  if (concepts?.length) {
    conditions.push(isAboutOneOf(concepts, 'need', parameters));
  }
  return conditions;
}
