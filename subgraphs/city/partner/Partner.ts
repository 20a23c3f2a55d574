import { Field, ObjectType } from 'type-graphql';
import { Column, PrimaryColumn } from 'typeorm';
import { PartnerKind } from './PartnerKind';

/** The columns that all kinds of partner share. */
@ObjectType({ description: "A partner from outside the city's administration." })
export abstract class Partner {
  /** The place in the owner's list, counted from 1. */
  @PrimaryColumn('integer')
  readonly ordinal!: number;

  @Field(() => String, { description: "The partner's name." })
  @Column('text')
  readonly name!: string;

  @Field(() => PartnerKind, { description: 'What kind of partner it is.' })
  @Column('text')
  readonly kind!: PartnerKind;

  @Field(() => String, { nullable: true, description: 'Its web page.' })
  @Column('text', { nullable: true })
  readonly url!: string | null;
}
