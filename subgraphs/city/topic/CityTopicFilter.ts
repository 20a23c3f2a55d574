import { Field, InputType } from 'type-graphql';

@InputType({ description: "Which of a city's topics to list." })
export class CityTopicFilter {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Only topics that map, or do not map, to a concept. Records on the others are found by text alone.',
  })
  readonly mapped?: boolean | null;
}
