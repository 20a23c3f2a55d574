import { registerEnumType } from 'type-graphql';

export enum MappingKind {
  EXACT_MATCH = 'EXACT_MATCH',
  CLOSE_MATCH = 'CLOSE_MATCH',
  BROAD_MATCH = 'BROAD_MATCH',
  NARROW_MATCH = 'NARROW_MATCH',
}

registerEnumType(MappingKind, {
  name: 'MappingKind',
  description: "How a city's topic relates to a concept: the mapping properties of SKOS.",
  valuesConfig: {
    EXACT_MATCH: { description: '`skos:exactMatch`: the topic and the concept mean the same.' },
    CLOSE_MATCH: {
      description: '`skos:closeMatch`: they are similar enough to stand for each other in some searches.',
    },
    BROAD_MATCH: { description: '`skos:broadMatch`: the concept is broader than the topic.' },
    NARROW_MATCH: { description: '`skos:narrowMatch`: the concept is narrower than the topic.' },
  },
});
