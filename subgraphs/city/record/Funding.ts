import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Decimal } from './Decimal';

enum FundingKind {
  OWN = 'OWN',
  STATE = 'STATE',
  NATIONAL = 'NATIONAL',
  EU = 'EU',
  OTHER = 'OTHER',
}

registerEnumType(FundingKind, {
  name: 'FundingKind',
  description: 'Where money comes from.',
  valuesConfig: {
    OWN: { description: "The city's own budget." },
    STATE: { description: 'A state, a Land, a province or a region.' },
    NATIONAL: { description: 'The national or federal level.' },
    EU: { description: 'A fund of the European Union.' },
    OTHER: { description: 'Any other source: a foundation, a company, contributions.' },
  },
});

/** Part of its programme, and as visible. */
@ObjectType({ description: 'Money that a programme runs on.' })
@Entity('programme_funding')
export class Funding {
  @PrimaryColumn('text', { name: 'programme_key' })
  readonly ownerKey!: string;

  /** The place in the programme's list, counted from 1. */
  @PrimaryColumn('integer')
  readonly ordinal!: number;

  @Field(() => FundingKind, { description: 'Which level the money comes from.' })
  @Column('text')
  readonly kind!: FundingKind;

  @Field(() => String, {
    nullable: true,
    description: 'The fund or funding programme, such as `European Social Fund Plus (ESF+)`. Null when not known.',
  })
  @Column('text', { name: 'fund', nullable: true })
  readonly programme!: string | null;

  @Field(() => String, { nullable: true, description: 'Who gives the money. Null when not known.' })
  @Column('text', { nullable: true })
  readonly funder!: string | null;

  @Field(() => Decimal, { nullable: true, description: 'How much it is, over the whole time. Null when not known.' })
  @Column('numeric', { nullable: true })
  readonly amount!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'ISO 4217 code of the currency of `amount`, such as `EUR`. Null where `amount` is.',
  })
  @Column('text', { nullable: true })
  readonly currency!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Which part of all costs it covers, in per cent, 0 to 100. Null when not known.',
  })
  @Column('numeric', { nullable: true })
  readonly share!: string | null;

  @Field(() => String, { nullable: true, description: 'A web page of the fund.' })
  @Column('text', { nullable: true })
  readonly url!: string | null;
}
