import { Directive, Field, ObjectType } from 'type-graphql';
import { FacetCount } from './FacetCount';

/** By what matches can be divided. */
export const FACETS = ['concepts', 'statuses', 'languages', 'roles'] as const;
export type Facet = (typeof FACETS)[number];

/** The counts of the facets that were asked for; of a facet that the records do not have there are none. */
export type FacetCounts = ReadonlyMap<Facet, readonly FacetCount[]>;

@Directive('@inaccessible')
@ObjectType({
  description:
    'How all matches divide, whatever the page. Values with more matches come first, then in the order of their bytes. A record can have several values of one kind, or none.',
})
export class HitFacets {
  readonly #counts: FacetCounts;

  constructor(counts: FacetCounts) {
    this.#counts = counts;
  }

  @Field(() => [FacetCount], {
    description:
      'By concept: those to which a topic of the record maps directly, in whatever way. The topics of staff are those of all its experience.',
  })
  concepts(): readonly FacetCount[] {
    return this.#counts.get('concepts') ?? [];
  }

  @Field(() => [FacetCount], { description: 'By status. Empty for all but programmes.' })
  statuses(): readonly FacetCount[] {
    return this.#counts.get('statuses') ?? [];
  }

  @Field(() => [FacetCount], {
    description: 'By the languages in which one can be answered, as the city writes them. Empty for all but staff.',
  })
  languages(): readonly FacetCount[] {
    return this.#counts.get('languages') ?? [];
  }

  @Field(() => [FacetCount], {
    description:
      'By the part taken in the experience that matched; by text alone, in all experience. Empty for all but staff.',
  })
  roles(): readonly FacetCount[] {
    return this.#counts.get('roles') ?? [];
  }
}
