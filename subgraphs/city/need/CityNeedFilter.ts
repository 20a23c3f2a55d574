import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: "Which of a city's needs to list." })
export class CityNeedFilter {
  @Field(() => [ID], {
    nullable: true,
    description:
      "Only needs on topics that the city maps to one of these concepts, `concept:<slug>`. A concept's narrower ones are asked for by their own ids.",
  })
  readonly concepts?: string[] | null;
}
