import { Kind } from 'graphql';
import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { MAX_FUNDERS } from '../../contract/bounds';

@Directive('@inaccessible')
@ObjectType({ description: 'How many of the records that match share a value.' })
export class FacetCount {
  @Field(() => String, {
    description: 'The value: `concept:<slug>`, a status, a language, a role, a year, `true` or `false`, or a name.',
  })
  readonly value!: string;

  @Field(() => Int, { description: 'How many records have it, each counted once: at least one.' })
  readonly count!: number;
}

/** By what matches can be divided. */
const FACETS = [
  'concepts',
  'statuses',
  'languages',
  'roles',
  'years',
  'goodPractice',
  'openToVisitors',
  'funders',
  'needStatuses',
] as const;
export type Facet = (typeof FACETS)[number];

/** The counts of the facets that were asked for; of a facet that the records do not have there are none. */
export type FacetCounts = ReadonlyMap<Facet, readonly FacetCount[]>;

const UNTOLD = 'Null from a city that cannot say it yet.';

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
    description:
      'By the languages in which one can be answered, or an offer is given, as the city writes them. Empty for all but staff and offers.',
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

  @Field(() => [FacetCount], {
    nullable: true,
    description: `By the year in which it began, such as \`2023\`. Empty for staff, offers and needs. ${UNTOLD}`,
  })
  years(): readonly FacetCount[] {
    return this.#counts.get('years') ?? [];
  }

  @Field(() => [FacetCount], {
    nullable: true,
    description: `By whether it is a good practice: \`true\` and \`false\`. Empty for all but programmes. ${UNTOLD}`,
  })
  goodPractice(): readonly FacetCount[] {
    return this.#counts.get('goodPractice') ?? [];
  }

  @Field(() => [FacetCount], {
    nullable: true,
    description: `By whether it is open to visitors, where the city says so: \`true\` and \`false\`. Empty for all but programmes. ${UNTOLD}`,
  })
  openToVisitors(): readonly FacetCount[] {
    return this.#counts.get('openToVisitors') ?? [];
  }

  @Field(() => [FacetCount], {
    nullable: true,
    description: `By \`Funding.funder\`, as it is written there: the ${MAX_FUNDERS} with most matches. Empty for all but programmes. ${UNTOLD}`,
  })
  funders(): readonly FacetCount[] {
    return this.#counts.get('funders') ?? [];
  }

  @Field(() => [FacetCount], {
    nullable: true,
    description: `By \`Need.status\`, where the city says it. Empty for all but needs. ${UNTOLD}`,
  })
  needStatuses(): readonly FacetCount[] {
    return this.#counts.get('needStatuses') ?? [];
  }
}

/**
 * How the matches of a search divide, in SQL: a query for each `value` and the `count` of the matches that have it, over `best`: one
 * row for each match, with its `key`; of staff over `found` and `found_bits`.
 */
export type FacetSources = Readonly<Partial<Record<Facet, string>>>;

/** By the year in which a record began. */
export function byYearOf(type: 'programme' | 'exchange'): string {
  return byColumnOf(type, 'left(starts_on, 4)');
}

/** By what a record has in a column. */
export function byColumnOf(type: 'programme' | 'exchange' | 'need', column: string): string {
  return `
      SELECT ${column} AS value, count(*) AS count
      FROM best JOIN ${type} USING (key) WHERE ${column} IS NOT NULL GROUP BY ${column}`;
}

/** By the concepts of a record's topics, for kinds that have them by a table of links. */
export function byConceptsOf(type: 'programme' | 'exchange' | 'offer' | 'need'): string {
  // Record by record, each with the few topics that it has: to sort all pairs would take twice as long.
  return `
      SELECT concept.id AS value, count(*) AS count
      FROM best CROSS JOIN LATERAL (
        SELECT DISTINCT topic_mapping.concept_id AS id
        FROM ${type}_topic JOIN topic_mapping USING (topic_key)
        WHERE ${type}_topic.${type}_key = best.key
      ) AS concept
      GROUP BY concept.id`;
}

type Fragments = GraphQLResolveInfo['fragments'];

/** The facets that may be asked for of a search's answer: whether a directive leaves one out is not looked at. */
export function selectedFacets({ fieldNodes, fragments }: GraphQLResolveInfo): readonly Facet[] {
  const facets = fieldNodes.flatMap((node) => fieldsIn(node.selectionSet, fragments).filter(isFacets));
  const names = new Set(
    facets.flatMap((node) => fieldsIn(node.selectionSet, fragments).map((field) => field.name.value)),
  );
  return FACETS.filter((facet) => names.has(facet));
}

function isFacets({ name }: FieldNode): boolean {
  return name.value === 'facets';
}

function fieldsIn(set: SelectionSetNode | undefined, fragments: Fragments): readonly FieldNode[] {
  return (set?.selections ?? []).flatMap((selection) => {
    switch (selection.kind) {
      case Kind.FIELD:
        return [selection];
      case Kind.INLINE_FRAGMENT:
        return fieldsIn(selection.selectionSet, fragments);
      case Kind.FRAGMENT_SPREAD:
        return fieldsIn(fragments[selection.name.value]?.selectionSet, fragments);
    }
  });
}
