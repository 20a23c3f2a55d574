import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { noticeCount } from '../disclosure/noticeDisclosures';
import { City } from '../record/City';
import { CityExchangeFilter, ExchangeConnection } from '../record/Exchange';
import { CityNeedFilter, NeedConnection } from '../record/Need';
import { CityOfferFilter, OfferConnection } from '../record/Offer';
import { CityProgrammeFilter, ProgrammeConnection } from '../record/Programme';
import { CityStaffFilter, StaffConnection } from '../record/Staff';
import { byUse, CityTopicFilter, TopicConnection } from '../record/Topic';
import { byVisibility } from '../record/visibility';
import type { CityContext } from './context';
import type { KeysetList } from './listLoaders';
import { PageArguments, readPage } from './readPage';

@Resolver(() => City)
export class CityResolver {
  @FieldResolver(() => StaffConnection, {
    nullable: true,
    description:
      "The city's staff: people, posts and units with experience, by name. Null while the city cannot be reached or hosts no server.",
  })
  async staff(
    @Root() city: City,
    @Arg('filter', () => CityStaffFilter, { nullable: true, description: 'Which staff to list.' })
    filter: CityStaffFilter | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: CityContext,
  ): Promise<StaffConnection> {
    const staff = await readPage(context.loaders.staffOfCity(filter), city.id, page, context);
    return new StaffConnection(noticeCount(staff, context, filter ?? {}));
  }

  @FieldResolver(() => ProgrammeConnection, {
    nullable: true,
    description: 'What the city runs, by title. Null while the city cannot be reached or hosts no server.',
  })
  async programmes(
    @Root() city: City,
    @Arg('filter', () => CityProgrammeFilter, { nullable: true, description: 'Which programmes to list.' })
    filter: CityProgrammeFilter | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: CityContext,
  ): Promise<ProgrammeConnection> {
    return new ProgrammeConnection(await readPage(context.loaders.programmesOfCity(filter), city.id, page, context));
  }

  @FieldResolver(() => TopicConnection, {
    nullable: true,
    description:
      "The city's own terms for its work, by id: those that a record has which you may see. Null while the city cannot be reached or hosts no server.",
  })
  async topics(
    @Root() city: City,
    @Arg('filter', () => CityTopicFilter, { nullable: true, description: 'Which topics to list.' })
    filter: CityTopicFilter | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: CityContext,
  ): Promise<TopicConnection> {
    return new TopicConnection(await readPage(context.loaders.topicsOfCity(filter), city.id, page, context));
  }

  @FieldResolver(() => ExchangeConnection, {
    nullable: true,
    description:
      'Exchanges with other cities that this city recorded, latest first. Null while the city cannot be reached or hosts no server.',
  })
  async exchanges(
    @Root() city: City,
    @Arg('filter', () => CityExchangeFilter, { nullable: true, description: 'Which exchanges to list.' })
    filter: CityExchangeFilter | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: CityContext,
  ): Promise<ExchangeConnection> {
    return new ExchangeConnection(await readPage(context.loaders.exchangesOfCity(filter), city.id, page, context));
  }

  @FieldResolver(() => NeedConnection, {
    nullable: true,
    description: 'What the city looks for, by title. Null while the city cannot be reached or hosts no server.',
  })
  async needs(
    @Root() city: City,
    @Arg('filter', () => CityNeedFilter, { nullable: true, description: 'Which needs to list.' })
    filter: CityNeedFilter | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: CityContext,
  ): Promise<NeedConnection> {
    return new NeedConnection(await readPage(context.loaders.needsOfCity(filter), city.id, page, context));
  }

  @FieldResolver(() => OfferConnection, {
    nullable: true,
    description: 'What the city offers to others, by title. Null while the city cannot be reached or hosts no server.',
  })
  async offers(
    @Root() city: City,
    @Arg('filter', () => CityOfferFilter, { nullable: true, description: 'Which offers to list.' })
    filter: CityOfferFilter | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: CityContext,
  ): Promise<OfferConnection> {
    return new OfferConnection(await readPage(context.loaders.offersOfCity(filter), city.id, page, context));
  }
}

/** Everything in a city's database is the city's own. */
const membership = 'TRUE';
const byTitle = { sort: 'sort_title', descending: false, seenBy: byVisibility, membership } as const;

/** The lists of a city; their owner is the city's id. */
export const cityLists = {
  staff: { name: 'staff', table: 'staff', sort: 'sort_name', descending: false, seenBy: byVisibility, membership },
  programmes: { name: 'programmes', table: 'programme', ...byTitle },
  topics: { name: 'topics', table: 'topic', sort: 'key', descending: false, seenBy: byUse, membership },
  exchanges: {
    name: 'exchanges',
    table: 'exchange',
    sort: 'sort_date',
    descending: true,
    seenBy: byVisibility,
    membership,
  },
  needs: { name: 'needs', table: 'need', ...byTitle },
  offers: { name: 'offers', table: 'offer', ...byTitle },
} as const satisfies Record<string, KeysetList>;
