import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { ConnectionOf, EdgeOf } from './Connection';
import { DateTime } from './dates';
import { languageCondition } from './languages';
import { Node } from './Node';
import type { NodeKind } from './Node';
import type { SqlParameters } from './SqlParameters';
import { TitledRecord } from './TitledRecord';
import { isAboutOneOf } from './Topic';
import { isUpdatedSince } from './updatedSince';
import type { UpdatedSince } from './updatedSince';
import { byVisibility } from './visibility';
import { AT_MOST } from './wholeLists';

export enum OfferKind {
  VISIT = 'VISIT',
  WORK_SHADOWING = 'WORK_SHADOWING',
  TALK = 'TALK',
  ADVICE = 'ADVICE',
}

registerEnumType(OfferKind, {
  name: 'OfferKind',
  description: 'What a city offers to others.',
  valuesConfig: {
    VISIT: { description: 'Come and see it.' },
    WORK_SHADOWING: { description: 'Work beside a colleague for some days.' },
    TALK: { description: 'A talk, on site or remote.' },
    ADVICE: { description: 'Advice on a question of yours.' },
  },
});

@Directive('@key(fields: "id")')
@ObjectType({ implements: Node, description: 'What a city offers to other cities.' })
@Entity('offer')
export class Offer extends TitledRecord {
  @Field(() => OfferKind, { description: 'The form of the offer.' })
  @Column('text')
  readonly kind!: OfferKind;

  @Field(() => String, { description: 'What is offered, in a line.' })
  @Column('text')
  readonly title!: string;

  @Field(() => String, { nullable: true, description: 'What is offered, and to whom.' })
  @Column('text', { nullable: true })
  readonly summary!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'When it can be taken up, in words, such as `April to October, on Tuesdays`. Null when the city does not say.',
  })
  @Column('text', { nullable: true })
  readonly availability!: string | null;

  @Field(() => Int, { nullable: true, description: 'For how many people at once. Null when the city does not say.' })
  @Column('integer', { nullable: true })
  readonly capacity!: number | null;

  @Field(() => [String], {
    nullable: true,
    description: `The languages in which it can be given, BCP 47 tags such as \`de\`. Null when the city does not say. ${AT_MOST}`,
  })
  @Column('text', { array: true, nullable: true })
  readonly languages!: string[] | null;

  @Column('text', { name: 'programme_key', nullable: true })
  readonly programmeKey!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the record comes from.' })
  @Column('text', { nullable: true })
  readonly source!: string | null;

  @Field(() => DateTime, { description: 'When the city last changed the record.' })
  @Column('timestamptz', { name: 'updated_at' })
  readonly updatedAt!: Date;
}

/** Listed by title. */
export const offer = {
  type: 'offer',
  entity: Offer,
  seenBy: byVisibility,
  sort: 'sort_title',
} as const satisfies NodeKind<Offer>;

@ObjectType({ description: 'An offer on a page.' })
class OfferEdge extends EdgeOf(Offer) {}

@ObjectType({ description: 'A page of offers.' })
export class OfferConnection extends ConnectionOf(Offer, OfferEdge) {}

/** The conditions on an offer, whichever way it is found. */
@InputType()
export abstract class OfferFilter {
  @Field(() => [OfferKind], { nullable: true, description: 'Only these forms.' })
  readonly kinds?: OfferKind[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only offers that are given in one of these languages, BCP 47 tags; `de` also finds `de-AT`.',
  })
  readonly languages?: string[] | null;
}

@InputType({
  description: "Which of a city's offers to list. Conditions are joined by AND, the values of one by OR.",
})
export class CityOfferFilter extends OfferFilter {
  @Field(() => [ID], {
    nullable: true,
    description:
      "Only offers on topics that the city maps to one of these concepts, `concept:<slug>`. A concept's narrower ones are asked for by their own ids.",
  })
  readonly concepts?: string[] | null;
}

/** What the filter asks for, as conditions on `item`. An empty list is no condition. */
export function offerConditions(
  { kinds, languages, updatedSince, concepts }: CityOfferFilter & UpdatedSince,
  parameters: SqlParameters,
): readonly string[] {
  const conditions = isUpdatedSince(updatedSince, parameters);
  if (kinds?.length) {
    conditions.push(`item.kind = ANY(${parameters.bind(kinds)})`);
  }
  if (languages?.length) {
    conditions.push(languageCondition('offer', languages, parameters, 'item'));
  }
  if (concepts?.length) {
    conditions.push(isAboutOneOf(concepts, 'offer', parameters));
  }
  return conditions;
}
