import { Directive, Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Attribute } from '../attribute/Attribute';
import { DateTime } from '../date/DateTime';
import { PartialDate } from '../date/PartialDate';
import { Node } from '../node/Node';
import type { Visibility } from '../../contract/enums';
import { ProgrammeStatus } from './ProgrammeStatus';

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
