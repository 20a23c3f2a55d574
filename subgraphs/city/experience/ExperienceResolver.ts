import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { CityContext } from '../context';
import { Programme } from '../programme/Programme';
import { Topic } from '../topic/Topic';
import { Experience } from './Experience';

@Resolver(() => Experience)
export class ExperienceResolver {
  @FieldResolver(() => Topic, { nullable: true, description: "What it was about, in the city's own term." })
  topic(@Root() experience: Experience, @Ctx() { loaders }: CityContext): Promise<Topic | null> {
    return loaders.topics.load(experience.topicKey);
  }

  @FieldResolver(() => Programme, {
    nullable: true,
    description: 'The programme in which it was done, where there was one.',
  })
  async programme(@Root() { programmeKey }: Experience, @Ctx() { loaders }: CityContext): Promise<Programme | null> {
    return programmeKey === null ? null : loaders.programmes.load(programmeKey);
  }
}
