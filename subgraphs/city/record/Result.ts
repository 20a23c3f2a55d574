import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { PartialDate } from './dates';
import { Decimal } from './Decimal';
import { Document } from './Document';

/** The columns that the results of all kinds of record share. Part of its record, and as visible. */
@ObjectType({ description: 'What came of something, measured where it can be.' })
export abstract class Result {
  /** The place in the owner's list, counted from 1. */
  @PrimaryColumn('integer')
  readonly ordinal!: number;

  @Field(() => String, { description: 'What is looked at, such as `Households housed`, or what came of it in words.' })
  @Column('text')
  readonly indicator!: string;

  @Field(() => Decimal, { nullable: true, description: 'How much it is. Null where it is not counted.' })
  @Column('numeric', { nullable: true })
  readonly value!: string | null;

  @Field(() => String, { nullable: true, description: 'What is counted, such as `households` or `%`.' })
  @Column('text', { nullable: true })
  readonly unit!: string | null;

  @Field(() => Decimal, { nullable: true, description: 'How much it was before. Null when not known.' })
  @Column('numeric', { nullable: true })
  readonly before!: string | null;

  @Field(() => PartialDate, { nullable: true, description: 'The day at which it was so. Null when not known.' })
  @Column('text', { name: 'reached_on', nullable: true })
  readonly date!: string | null;

  @Column('text', { name: 'evidence_title', nullable: true })
  readonly evidenceTitle!: string | null;

  @Column('text', { name: 'evidence_url', nullable: true })
  readonly evidenceUrl!: string | null;

  @Field(() => Document, { nullable: true, description: 'Where it can be read. Null when nothing is published.' })
  get evidence(): Pick<Document, 'title' | 'url' | 'language' | 'publishedOn'> | null {
    const { evidenceTitle: title, evidenceUrl: url } = this;
    return url === null ? null : { title: title ?? url, url, language: null, publishedOn: null };
  }
}

@Entity('programme_result')
export class ProgrammeResult extends Result {
  @PrimaryColumn('text', { name: 'programme_key' })
  readonly ownerKey!: string;
}

@Entity('exchange_result')
export class ExchangeResult extends Result {
  @PrimaryColumn('text', { name: 'exchange_key' })
  readonly ownerKey!: string;
}
