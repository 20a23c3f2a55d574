import { Directive, Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Visibility } from '../../contract/enums';
import { Attribute } from './Attribute';
import { ConnectionOf, EdgeOf } from './Connection';
import { DateTime } from './dates';
import { languageCondition } from './languages';
import { Node } from './Node';
import type { NodeKind } from './Node';
import type { SqlParameters } from './SqlParameters';
import { isUpdatedSince } from './updatedSince';
import type { UpdatedSince } from './updatedSince';
import { byVisibility } from './visibility';
import { AT_MOST } from './wholeLists';

export enum StaffKind {
  PERSON = 'PERSON',
  POST = 'POST',
  UNIT = 'UNIT',
}

registerEnumType(StaffKind, {
  name: 'StaffKind',
  description: 'What a staff record stands for, after the W3C Organization Ontology (ORG).',
  valuesConfig: {
    PERSON: { description: 'A named person, such as a head of department.' },
    POST: { description: 'A post, whoever holds it, such as an office manager.' },
    UNIT: { description: 'An organisational unit, such as a department or a team.' },
  },
});

@Directive('@key(fields: "id")')
@ObjectType({ implements: Node, description: 'A person, a post or an organisational unit of a city.' })
@Entity('staff')
export class Staff {
  @PrimaryColumn('text')
  readonly key!: string;

  @Field(() => StaffKind, { description: 'Whether this is a person, a post or a unit.' })
  @Column('text')
  readonly kind!: StaffKind;

  @Field(() => String, { description: "The person's name, or the name of the post or unit." })
  @Column('text')
  readonly name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The office held, such as `Beigeordnete für Jugend und Soziales`.',
  })
  @Column('text', { nullable: true })
  readonly role!: string | null;

  @Field(() => String, { nullable: true, description: 'The department it belongs to.' })
  @Column('text', { nullable: true })
  readonly department!: string | null;

  @Field(() => [String], {
    description: `Languages one can be answered in: BCP 47 tags such as \`de\`, \`nl\`. ${AT_MOST}`,
  })
  @Column('text', { array: true })
  readonly languages!: string[];

  @Column('text', { nullable: true })
  readonly email!: string | null;

  @Column('text', { nullable: true })
  readonly phone!: string | null;

  @Column('text', { nullable: true })
  readonly url!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where the record comes from, such as a press report with its date.',
  })
  @Column('text', { nullable: true })
  readonly source!: string | null;

  @Field(() => DateTime, { description: 'When the city last changed the record.' })
  @Column('timestamptz', { name: 'updated_at' })
  readonly updatedAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When this state of the record was first there to be read. Null when the city does not know. `updatedAt` is what its source says.',
  })
  @Column('timestamptz', { name: 'published_at', nullable: true })
  readonly publishedAt!: Date | null;

  @Field(() => [Attribute], { description: `What the city publishes beyond the contract. ${AT_MOST}` })
  @Column('jsonb')
  readonly additional!: Attribute[];

  @Column('text')
  readonly visibility!: Visibility;
}

/** Listed by name. */
export const staff = {
  type: 'staff',
  entity: Staff,
  seenBy: byVisibility,
  sort: 'sort_name',
  personal: true,
} as const satisfies NodeKind<Staff>;

@ObjectType({ description: 'A staff record on a page.' })
class StaffEdge extends EdgeOf(Staff) {}

@ObjectType({ description: 'A page of staff.' })
export class StaffConnection extends ConnectionOf(Staff, StaffEdge) {}

@InputType({
  description: "Which of a city's staff to list. Conditions are joined by AND, the values of one by OR.",
})
export class CityStaffFilter {
  @Field(() => [StaffKind], { nullable: true, description: 'Only persons, posts or units.' })
  readonly kinds?: StaffKind[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only staff that answers in one of these languages, BCP 47 tags; `de` also finds `de-AT`.',
  })
  readonly languages?: string[] | null;
}

/** What the filter asks for, as conditions on `item`. An empty list is no condition. */
export function staffConditions(
  { kinds, languages, updatedSince }: CityStaffFilter & UpdatedSince,
  parameters: SqlParameters,
): readonly string[] {
  const conditions = isUpdatedSince(updatedSince, parameters);
  if (kinds?.length) {
    conditions.push(`item.kind = ANY(${parameters.bind(kinds)})`);
  }
  if (languages?.length) {
    conditions.push(languageCondition('staff', languages, parameters, 'item'));
  }
  return conditions;
}
