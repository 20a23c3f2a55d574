import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { PartialDate } from './dates';

/** Part of its programme, and as visible. */
@ObjectType({ description: 'Something to read on a programme: a plan, an evaluation, a council paper, a leaflet.' })
@Entity('programme_document')
export class Document {
  @PrimaryColumn('text', { name: 'programme_key' })
  readonly ownerKey!: string;

  /** The place in the programme's list, counted from 1. */
  @PrimaryColumn('integer')
  readonly ordinal!: number;

  @Field(() => String, { description: "The document's title, in its own language." })
  @Column('text')
  readonly title!: string;

  @Field(() => String, { description: 'Where it can be read: a web address.' })
  @Column('text')
  readonly url!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The language it is written in, a BCP 47 tag such as `de`. Null when not known.',
  })
  @Column('text', { nullable: true })
  readonly language!: string | null;

  @Field(() => PartialDate, { nullable: true, description: 'When it was published. Null when not known.' })
  @Column('text', { name: 'published_on', nullable: true })
  readonly publishedOn!: string | null;
}
