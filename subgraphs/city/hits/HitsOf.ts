import { Field, Int, ObjectType } from 'type-graphql';
import type { ClassType } from 'type-graphql';
import { MAX_MATCHES } from '../../contract/bounds';
import { HitFacets } from './facets';

/** The base of a list of hits among the records of a kind. */
export function HitsOf<Hit extends object>(Hit: ClassType<Hit>) {
  @ObjectType()
  class Hits {
    @Field(() => Int, {
      description:
        'How many match in all, wherever the page stands; where `totalIsExact` is false, among how many of them the page was found.',
    })
    readonly total!: number;

    @Field(() => Boolean, {
      nullable: true,
      description: `Whether no more match than \`total\`; null means so. Where more than ${MAX_MATCHES} match, a city may look at ${MAX_MATCHES} of them alone, and says false: pages, facets and all counts are of these, the same ones on every page and in every \`order\`. Which: of all matches, the first in an order of the city's own that no question changes, best by what a record adds to its score whatever is asked, and then by id. With \`aspects\` or \`lift\`, higher tiers come before.`,
    })
    readonly totalIsExact!: boolean | null;

    @Field(() => Int, {
      nullable: true,
      description:
        'How many of `total` have all `aspects`. Null where none were asked for, and from a city that cannot say it yet.',
    })
    readonly totalMatchingAll!: number | null;

    @Field(() => [Hit], { description: 'The page.' })
    readonly hits!: Hit[];

    @Field(() => HitFacets, { description: 'How all matches divide.' })
    readonly facets!: HitFacets;
  }
  return Hits;
}
