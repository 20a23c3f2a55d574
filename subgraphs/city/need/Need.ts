import { Directive, Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime } from '../date/DateTime';
import { Node } from '../node/Node';
import type { Visibility } from '../../contract/enums';

@Directive('@key(fields: "id")')
@ObjectType({ implements: Node, description: 'What a city looks for in other cities.' })
@Entity('need')
export class Need {
  @PrimaryColumn('text')
  readonly key!: string;

  @Field(() => String, { description: 'What is looked for, in a line.' })
  @Column('text')
  readonly title!: string;

  @Field(() => String, { nullable: true, description: 'What is looked for, and why.' })
  @Column('text', { nullable: true })
  readonly summary!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the record comes from.' })
  @Column('text', { nullable: true })
  readonly source!: string | null;

  @Field(() => DateTime, { description: 'When the city last changed the record.' })
  @Column('timestamptz', { name: 'updated_at' })
  readonly updatedAt!: Date;

  @Column('text')
  readonly visibility!: Visibility;
}
