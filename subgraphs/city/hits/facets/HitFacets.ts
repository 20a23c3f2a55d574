import { Directive, Field, ObjectType } from 'type-graphql';
import { FacetCount } from './FacetCount';

/** By what matches can be divided. */
export type Facet = 'concepts' | 'statuses' | 'languages' | 'roles';

/** Counts the matches by one facet; of a facet that the records do not have there are none. */
export type CountFacet = (facet: Facet) => Promise<readonly FacetCount[]>;

@Directive('@inaccessible')
@ObjectType({
  description:
    'How all matches divide, whatever the page. Values with more matches come first, then in the order of their bytes. A record can have several values of one kind, or none.',
})
export class HitFacets {
  readonly #count: CountFacet;

  constructor(count: CountFacet) {
    this.#count = count;
  }

  // Methods, so that each is counted only for those who ask for it.

  @Field(() => [FacetCount], {
    description:
      'By concept: those to which a topic of the record maps directly, in whatever way. The topics of staff are those of all its experience.',
  })
  concepts(): Promise<readonly FacetCount[]> {
    return this.#count('concepts');
  }

  @Field(() => [FacetCount], { description: 'By status. Empty for all but programmes.' })
  statuses(): Promise<readonly FacetCount[]> {
    return this.#count('statuses');
  }

  @Field(() => [FacetCount], {
    description: 'By the languages in which one can be answered, as the city writes them. Empty for all but staff.',
  })
  languages(): Promise<readonly FacetCount[]> {
    return this.#count('languages');
  }

  @Field(() => [FacetCount], {
    description:
      'By the part taken in the experience that matched; by text alone, in all experience. Empty for all but staff.',
  })
  roles(): Promise<readonly FacetCount[]> {
    return this.#count('roles');
  }
}
