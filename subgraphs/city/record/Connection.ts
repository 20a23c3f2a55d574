import { Directive, Field, Int, ObjectType } from 'type-graphql';
import type { ClassType } from 'type-graphql';

/** An item on a page of a list. */
export interface PageItem<Item> {
  /** Made when it is asked for, which few do: to seal it takes time. */
  readonly cursor: string;
  readonly node: Item;
}

/** How many items a list has. */
export interface Count {
  readonly total: number;
  /** Which ones these are, where that is wanted and they are few. Null where it is not, or they are more. */
  readonly keys: readonly string[] | null;
}

/** A page of a list, read from the database. */
export interface Page<Item> {
  readonly items: readonly PageItem<Item>[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Counts the whole list. */
  readonly count: () => Promise<Count>;
}

@Directive('@shareable')
@ObjectType({
  description: 'Where a page stands in a list, after the Relay cursor connections specification.',
})
class PageInfo {
  readonly #page: Page<unknown>;

  @Field(() => Boolean, { description: 'True when more follows.' })
  readonly hasNextPage: boolean;

  @Field(() => Boolean, { description: 'True when something stands before the page.' })
  readonly hasPreviousPage: boolean;

  constructor(page: Page<unknown>) {
    this.#page = page;
    this.hasNextPage = page.hasNextPage;
    this.hasPreviousPage = page.hasPreviousPage;
  }

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the first item on the page; pass it as `before` to go back, where a list has that.',
  })
  get startCursor(): string | null {
    return this.#page.items.at(0)?.cursor ?? null;
  }

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last item on the page; pass it as `after` to go on.',
  })
  get endCursor(): string | null {
    return this.#page.items.at(-1)?.cursor ?? null;
  }
}

/** The base of an edge type whose node is an `Item`. */
export function EdgeOf<Item extends object>(Item: ClassType<Item>) {
  @ObjectType()
  class Edge {
    readonly #item: PageItem<Item>;

    @Field(() => String, {
      description: 'Its position; pass it as `after` to go on behind it, or as `before` to go back from it.',
    })
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
