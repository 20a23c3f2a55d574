import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

enum PartnerKind {
  ASSOCIATION = 'ASSOCIATION',
  CIVIL_SOCIETY = 'CIVIL_SOCIETY',
  WELFARE_PROVIDER = 'WELFARE_PROVIDER',
  PUBLIC_BODY = 'PUBLIC_BODY',
  FUNDER = 'FUNDER',
  RESEARCH = 'RESEARCH',
  BUSINESS = 'BUSINESS',
  OTHER = 'OTHER',
}

registerEnumType(PartnerKind, {
  name: 'PartnerKind',
  description: "The kind of a partner outside the city's administration.",
  valuesConfig: {
    ASSOCIATION: { description: 'An association of cities, municipalities or districts.' },
    CIVIL_SOCIETY: { description: "A volunteers' network, an initiative, a migrants' organisation." },
    WELFARE_PROVIDER: { description: 'A welfare provider that carries out public services.' },
    PUBLIC_BODY: { description: 'Another public body: a state, a district, an agency.' },
    FUNDER: { description: 'A funding programme or its funder.' },
    RESEARCH: { description: 'A university or research institute.' },
    BUSINESS: { description: 'A company.' },
    OTHER: { description: 'Any other partner.' },
  },
});

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

@Entity('programme_partner')
export class ProgrammePartner extends Partner {
  @PrimaryColumn('text', { name: 'programme_key' })
  readonly ownerKey!: string;
}

@Entity('exchange_partner')
export class ExchangePartner extends Partner {
  @PrimaryColumn('text', { name: 'exchange_key' })
  readonly ownerKey!: string;
}
