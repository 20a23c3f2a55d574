import { Directive, Field, ObjectType } from 'type-graphql';
import type { Page } from './Page';

@Directive('@shareable')
@ObjectType({
  description: 'Where a page stands in a list, after the Relay cursor connections specification.',
})
export class PageInfo {
  readonly #page: Page<unknown>;

  @Field(() => Boolean, { description: 'True when more follows.' })
  readonly hasNextPage: boolean;

  @Field(() => Boolean, { description: 'True when the page is not the first.' })
  readonly hasPreviousPage: boolean;

  constructor(page: Page<unknown>) {
    this.#page = page;
    this.hasNextPage = page.hasNextPage;
    this.hasPreviousPage = page.hasPreviousPage;
  }

  @Field(() => String, { nullable: true, description: 'Cursor of the first item on the page.' })
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
