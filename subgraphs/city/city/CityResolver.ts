import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArguments } from '../connection/PageArguments';
import { readPage } from '../connection/readPage';
import type { CityContext } from '../context';
import { noticeCount } from '../disclosure/noticeCount';
import { CityExchangeFilter } from '../exchange/CityExchangeFilter';
import { ExchangeConnection } from '../exchange/ExchangeConnection';
import { CityNeedFilter } from '../need/CityNeedFilter';
import { NeedConnection } from '../need/NeedConnection';
import { CityOfferFilter } from '../offer/CityOfferFilter';
import { OfferConnection } from '../offer/OfferConnection';
import { CityProgrammeFilter } from '../programme/CityProgrammeFilter';
import { ProgrammeConnection } from '../programme/ProgrammeConnection';
import { CityStaffFilter } from '../staff/CityStaffFilter';
import { StaffConnection } from '../staff/StaffConnection';
import { CityTopicFilter } from '../topic/CityTopicFilter';
import { TopicConnection } from '../topic/TopicConnection';
import { City } from './City';

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
