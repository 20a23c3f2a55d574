import type { ClassType } from 'type-graphql';
import { Field, Int, ObjectType } from 'type-graphql';
import { instantiate } from '../instantiate';
import type { Page } from './Page';
import { PageInfo } from './PageInfo';

interface EdgeClass<Item> {
  new (cursor: string, node: Item): { readonly cursor: string; readonly node: Item };
}

/** The base of a Relay connection over `Item`. */
export function ConnectionOf<Item extends object>(Item: ClassType<Item>, Edge: EdgeClass<Item>) {
  @ObjectType()
  class Connection {
    @Field(() => [Edge], { description: 'The items with their cursors.' })
    readonly edges: InstanceType<EdgeClass<Item>>[];

    @Field(() => [Item], { description: 'The items alone.' })
    readonly nodes: Item[];

    @Field(() => PageInfo, { description: 'Where the page stands.' })
    readonly pageInfo: PageInfo;

    readonly #count: () => Promise<number>;

    constructor(page: Page<Item>) {
      this.edges = page.items.map(({ cursor, node }) => new Edge(cursor, node));
      this.nodes = page.items.map(({ node }) => node);
      this.pageInfo = instantiate(PageInfo, {
        hasNextPage: page.hasNextPage,
        hasPreviousPage: page.hasPreviousPage,
        startCursor: page.items.at(0)?.cursor ?? null,
        endCursor: page.items.at(-1)?.cursor ?? null,
      });
      this.#count = page.count;
    }

    // A method, so that only those who ask pay for the count.
    @Field(() => Int, { description: 'How many there are in all.' })
    totalCount(): Promise<number> {
      return this.#count();
    }
  }
  return Connection;
}
