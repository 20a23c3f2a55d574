import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({
  description: 'An object with a globally unique id, after the GraphQL Global Object Identification specification.',
})
export abstract class Node {
  @Field(() => ID, {
    description: "Globally unique id: `<city>:<type>:<local>`, a city's slug, `concept:<slug>` or `alliance:<slug>`.",
  })
  readonly id!: string;
}
