import type { ClassType } from 'type-graphql';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Page, PageItem } from './Page';
import { PageInfo } from './PageInfo';

interface EdgeClass<Item> {
  new (item: PageItem<Item>): { readonly cursor: string; readonly node: Item };
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

    readonly #page: Page<Item>;

    constructor(page: Page<Item>) {
      this.edges = page.items.map((item) => new Edge(item));
      this.nodes = page.items.map(({ node }) => node);
      this.pageInfo = new PageInfo(page);
      this.#page = page;
    }

    // A method, so that only those who ask pay for the count.
    @Field(() => Int, { description: 'How many there are in all.' })
    async totalCount(): Promise<number> {
      return (await this.#page.count()).total;
    }
  }
  return Connection;
}
