import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** The city as the network knows it; its name and its place are the directory's. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A participating municipality.' })
export class City {
  @Field(() => ID, { description: "The city's slug, such as `gera`." })
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}
