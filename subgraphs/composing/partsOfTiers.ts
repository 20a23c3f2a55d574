import { getNamedType, isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { SchemaCoordinate } from './findLacking';

/**
 * What of the contract makes tiers: `aspects` and `lift` of every search, `tier` of a position, what a hit has `matched` and how
 * many have all. It is of use as a whole alone, so that a city that lacks some of it is taken to have none.
 */
export function partsOfTiers(contract: GraphQLSchema): readonly SchemaCoordinate[] {
  const searches = Object.values(contract.getQueryType()?.getFields() ?? {}).filter(({ args }) =>
    args.some(({ name }) => name === 'aspects'),
  );
  return [
    'HitPosition.tier',
    ...searches.flatMap(({ name, type }) => {
      const page = getNamedType(type);
      const hits = isObjectType(page) ? page.getFields()['hits'] : undefined;
      return [
        `Query.${name}(aspects:)`,
        `Query.${name}(lift:)`,
        `${page.name}.totalMatchingAll`,
        ...(hits ? [`${getNamedType(hits.type).name}.matched`] : []),
      ];
    }),
  ];
}
