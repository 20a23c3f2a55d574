import type { ClassType } from 'type-graphql';
import { Field, ObjectType } from 'type-graphql';
import type { PageItem } from './Page';

/** The base of an edge type whose node is an `Item`. */
export function EdgeOf<Item extends object>(Item: ClassType<Item>) {
  @ObjectType()
  class Edge {
    readonly #item: PageItem<Item>;

    @Field(() => String, { description: 'Its position; pass it as `after` to go on behind it.' })
    get cursor(): string {
      return this.#item.cursor;
    }

    @Field(() => Item, { description: 'The record.' })
    readonly node: Item;

    constructor(item: PageItem<Item>) {
      this.#item = item;
      this.node = item.node;
    }
  }
  return Edge;
}
