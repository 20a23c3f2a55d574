import { Directive, Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Attribute } from '../attribute/Attribute';
import { DateTime } from '../date/DateTime';
import { Node } from '../node/Node';
import type { Visibility } from '../../contract/enums';
import { StaffKind } from './StaffKind';

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

  @Field(() => [String], { description: 'Languages one can be answered in: BCP 47 tags such as `de`, `nl`.' })
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

  @Field(() => [Attribute], { description: 'What the city publishes beyond the contract.' })
  @Column('jsonb')
  readonly additional!: Attribute[];

  @Column('text')
  readonly visibility!: Visibility;
}
