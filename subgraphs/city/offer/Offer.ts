import { Directive, Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime } from '../date/DateTime';
import { Node } from '../node/Node';
import type { Visibility } from '../../contract/enums';
import { OfferKind } from './OfferKind';

@Directive('@key(fields: "id")')
@ObjectType({ implements: Node, description: 'What a city offers to other cities.' })
@Entity('offer')
export class Offer {
  @PrimaryColumn('text')
  readonly key!: string;

  @Field(() => OfferKind, { description: 'The form of the offer.' })
  @Column('text')
  readonly kind!: OfferKind;

  @Field(() => String, { description: 'What is offered, in a line.' })
  @Column('text')
  readonly title!: string;

  @Field(() => String, { nullable: true, description: 'What is offered, and to whom.' })
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
