import { Field, ID, InputType } from 'type-graphql';
import { OfferKind } from './OfferKind';

@InputType({
  description: "Which of a city's offers to list. Conditions are joined by AND, the values of one by OR.",
})
export class CityOfferFilter {
  @Field(() => [OfferKind], { nullable: true, description: 'Only these forms.' })
  readonly kinds?: OfferKind[] | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      "Only offers on topics that the city maps to one of these concepts, `concept:<slug>`. A concept's narrower ones are asked for by their own ids.",
  })
  readonly concepts?: string[] | null;
}
