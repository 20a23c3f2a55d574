import { getNamedType, isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { SchemaCoordinate } from './findLacking';

/**
 * What of the contract lets hits stand in another order than by relevance: `order` of every search, by what a hit says to stand,
 * and the same of a position. It is of use as a whole alone, so that a city that lacks some of it is taken to have none.
 */
export function partsOfOrder(contract: GraphQLSchema): readonly SchemaCoordinate[] {
  const values = ['updatedAt', 'sortTitle'];
  const searches = Object.values(contract.getQueryType()?.getFields() ?? {}).filter(({ args }) =>
    args.some(({ name }) => name === 'order'),
  );
  return [
    'HitOrder',
    ...values.map((value) => `HitPosition.${value}`),
    ...searches.flatMap(({ name, type }) => {
      const page = getNamedType(type);
      const hits = isObjectType(page) ? page.getFields()['hits'] : undefined;
      const hit = hits && getNamedType(hits.type).name;
      return [`Query.${name}(order:)`, ...(hit === undefined ? [] : values.map((value) => `${hit}.${value}`))];
    }),
  ];
}
