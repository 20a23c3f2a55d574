import { Directive, Field, ObjectType } from 'type-graphql';

@Directive('@shareable')
@ObjectType({
  description: 'Where a page stands in a list, after the Relay cursor connections specification.',
})
export class PageInfo {
  @Field(() => Boolean, { description: 'True when more follows.' })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'True when the page is not the first.' })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first item on the page.' })
  readonly startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last item on the page; pass it as `after` to go on.',
  })
  readonly endCursor!: string | null;
}
