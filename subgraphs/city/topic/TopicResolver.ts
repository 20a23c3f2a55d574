import { Arg, Args, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { City } from '../city/City';
import { PageArguments } from '../connection/PageArguments';
import { readPage } from '../connection/readPage';
import type { CityContext } from '../context';
import { noticeCount } from '../disclosure/noticeCount';
import { globalId } from '../../contract/ids';
import { isLanguageRange } from '../../contract/languages';
import { ProgrammeConnection } from '../programme/ProgrammeConnection';
import { StaffConnection } from '../staff/StaffConnection';
import { Topic } from './Topic';
import { TopicMapping } from './TopicMapping';
import { chooseLabel } from './chooseLabel';

@Resolver(() => Topic)
export class TopicResolver {
  @FieldResolver(() => ID, { description: '`<city>:topic:<local>`' })
  id(@Root() topic: Topic, @Ctx() context: CityContext): string {
    return globalId(context.cityId, 'topic', topic.key);
  }

  @FieldResolver(() => String, { description: 'The term.' })
  label(
    @Root() topic: Topic,
    @Arg('lang', () => String, {
      nullable: true,
      description:
        "Preferred language, a BCP 47 tag such as `de`. Without it, or where that language is missing, the city's own.",
    })
    lang: string | null,
  ): string {
    // Whatever is asked for, a topic has a label.
    return chooseLabel(topic.labels, lang != null && isLanguageRange(lang) ? lang : null, topic.ownLanguage);
  }

  @FieldResolver(() => [TopicMapping], {
    description: 'The concepts it maps to. Empty when the city has not mapped it yet.',
  })
  mappings(@Root() topic: Topic, @Ctx() { loaders }: CityContext): Promise<readonly TopicMapping[]> {
    return loaders.mappingsOfTopic.load(topic.key);
  }

  @FieldResolver(() => City, { nullable: true, description: 'The city whose term it is.' })
  city(@Ctx() context: CityContext): City {
    return new City(context.cityId);
  }

  @FieldResolver(() => ProgrammeConnection, { description: 'Programmes about it, by title.' })
  async programmes(
    @Root() topic: Topic,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: CityContext,
  ): Promise<ProgrammeConnection> {
    return new ProgrammeConnection(await readPage(context.loaders.programmesOfTopic, topic.key, page, context));
  }

  @FieldResolver(() => StaffConnection, { description: 'Staff with experience in it, by name.' })
  async staff(
    @Root() topic: Topic,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: CityContext,
  ): Promise<StaffConnection> {
    const staff = await readPage(context.loaders.staffOfTopic, topic.key, page, context);
    return new StaffConnection(noticeCount(staff, context, { topic: globalId(context.cityId, 'topic', topic.key) }));
  }
}
