import DataLoader from 'dataloader';
import { Arg, Args, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { globalId } from '../../contract/ids';
import { isLanguageRange } from '../../contract/languages';
import { queryPrepared } from '../database/queryPrepared';
import { RecordTable, rowsByOwner } from '../database/RecordTable';
import { noteCount } from '../disclosure/watchDisclosures';
import { City } from '../record/City';
import { instantiate } from '../record/instantiate';
import { chooseLabel } from '../record/languages';
import { programme, ProgrammeConnection } from '../record/Programme';
import type { Programme } from '../record/Programme';
import { staff, StaffConnection } from '../record/Staff';
import type { Staff } from '../record/Staff';
import { Concept, Topic, TopicMapping } from '../record/Topic';
import type { CityContext } from './context';
import type { KeysetList } from './listLoaders';
import { PageArguments, readPage } from './readPage';
import { AT_MOST } from '../record/wholeLists';

const staffOfTopic: KeysetList<Staff> = {
  name: 'topic-staff',
  of: staff,
  membership: `EXISTS (
      SELECT FROM experience WHERE experience.staff_key = item.key AND experience.topic_key = request.owner)`,
};
const programmesOfTopic: KeysetList<Programme> = {
  name: 'topic-programmes',
  of: programme,
  membership: `EXISTS (
      SELECT FROM programme_topic AS link WHERE link.programme_key = item.key AND link.topic_key = request.owner)`,
};

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
    description: `The concepts it maps to. Empty when the city has not mapped it yet. ${AT_MOST}`,
  })
  mappings(@Root() topic: Topic, @Ctx() { loaders }: CityContext): Promise<readonly TopicMapping[]> {
    return loaders.of(createMappingLoader).load(topic.key);
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
    return new ProgrammeConnection(await readPage(context.loaders.list(programmesOfTopic), topic.key, page, context));
  }

  @FieldResolver(() => StaffConnection, { description: 'Staff with experience in it, by name.' })
  async staff(
    @Root() topic: Topic,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: CityContext,
  ): Promise<StaffConnection> {
    const staff = await readPage(context.loaders.list(staffOfTopic), topic.key, page, context);
    return new StaffConnection(noteCount(staff, context, { topic: globalId(context.cityId, 'topic', topic.key) }));
  }
}

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

/** Loads the mappings of many topics in one statement, in the order of the concepts' ids. */
function createMappingLoader(dataSource: DataSource): DataLoader<string, readonly TopicMapping[]> {
  return new DataLoader(async (topics) => {
    const table = RecordTable.of(dataSource, TopicMapping);
    const answer = await queryPrepared(
      dataSource,
      `SELECT ${table.columns('mapping')} FROM ${table.name} AS mapping
       WHERE mapping.topic_key = ANY($1) ORDER BY mapping.concept_id COLLATE "C"`,
      [topics],
    );
    return rowsByOwner(topics, table.readAll(answer), ({ topicKey }) => topicKey);
  });
}
