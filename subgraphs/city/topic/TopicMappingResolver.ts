import { FieldResolver, Resolver, Root } from 'type-graphql';
import { instantiate } from '../instantiate';
import { Concept } from './Concept';
import { TopicMapping } from './TopicMapping';

@Resolver(() => TopicMapping)
export class TopicMappingResolver {
  @FieldResolver(() => Concept, {
    nullable: true,
    description: "The concept. Null when the network's vocabulary does not have it.",
  })
  concept(@Root() mapping: TopicMapping): Concept {
    return instantiate(Concept, { id: mapping.conceptId });
  }
}
