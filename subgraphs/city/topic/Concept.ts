import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned by the directory; a city only refers to it. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({
  description: "A term of the network's shared vocabulary (SKOS), to which the cities map their own topics.",
})
export class Concept {
  @Field(() => ID, { description: '`concept:<slug>`' })
  readonly id!: string;
}
