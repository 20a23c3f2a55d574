import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { PartialDate } from './dates';

export enum Role {
  LED = 'LED',
  WORKED = 'WORKED',
  HOSTED = 'HOSTED',
  ADVISED = 'ADVISED',
  TOOK_PART = 'TOOK_PART',
}

registerEnumType(Role, {
  name: 'Role',
  description: 'What someone did in a piece of work.',
  valuesConfig: {
    LED: { description: 'Led the work or answered for it.' },
    WORKED: { description: 'Worked on it.' },
    HOSTED: { description: 'Hosted an exchange on it.' },
    ADVISED: { description: 'Advised those who did it.' },
    TOOK_PART: { description: 'Took part in it.' },
  },
});

/** Visible where its staff is. */
@ObjectType({ description: 'A piece of work on a topic.' })
@Entity('experience')
export class Experience {
  @PrimaryColumn('text')
  readonly key!: string;

  @Column('text', { name: 'staff_key' })
  readonly staffKey!: string;

  @Column('text', { name: 'topic_key' })
  readonly topicKey!: string;

  @Column('text', { name: 'programme_key', nullable: true })
  readonly programmeKey!: string | null;

  @Field(() => Role, { description: 'The part taken.' })
  @Column('text')
  readonly role!: Role;

  @Field(() => PartialDate, { nullable: true, description: 'When it began. Null when not known.' })
  @Column('text', { nullable: true })
  readonly since!: string | null;

  @Field(() => PartialDate, { nullable: true, description: 'When it ended. Null while it runs, or when not known.' })
  @Column('text', { nullable: true })
  readonly until!: string | null;

  @Field(() => String, { nullable: true, description: 'What was done.' })
  @Column('text', { nullable: true })
  readonly summary!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the record comes from.' })
  @Column('text', { nullable: true })
  readonly source!: string | null;
}
