import type { ClassType } from 'type-graphql';
import { Field, ObjectType } from 'type-graphql';

/** The base of an edge type whose node is an `Item`. */
export function EdgeOf<Item extends object>(Item: ClassType<Item>) {
  @ObjectType()
  class Edge {
    @Field(() => String, { description: 'Its position; pass it as `after` to go on behind it.' })
    readonly cursor: string;

    @Field(() => Item, { description: 'The record.' })
    readonly node: Item;

    constructor(cursor: string, node: Item) {
      this.cursor = cursor;
      this.node = node;
    }
  }
  return Edge;
}
