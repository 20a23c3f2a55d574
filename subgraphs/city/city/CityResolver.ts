import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArguments } from '../connection/PageArguments';
import { readPage } from '../connection/readPage';
import type { CityContext } from '../context';
import { ExchangeConnection } from '../exchange/ExchangeConnection';
import { NeedConnection } from '../need/NeedConnection';
import { OfferConnection } from '../offer/OfferConnection';
import { ProgrammeConnection } from '../programme/ProgrammeConnection';
import { StaffConnection } from '../staff/StaffConnection';
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
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { loaders }: CityContext,
  ): Promise<StaffConnection> {
    return new StaffConnection(await readPage(loaders.staffOfCity, city.id, city.id, page));
  }

  @FieldResolver(() => ProgrammeConnection, {
    nullable: true,
    description: 'What the city runs, by title. Null while the city cannot be reached or hosts no server.',
  })
  async programmes(
    @Root() city: City,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { loaders }: CityContext,
  ): Promise<ProgrammeConnection> {
    return new ProgrammeConnection(await readPage(loaders.programmesOfCity, city.id, city.id, page));
  }

  @FieldResolver(() => TopicConnection, {
    nullable: true,
    description: "The city's own terms for its work, by id. Null while the city cannot be reached or hosts no server.",
  })
  async topics(
    @Root() city: City,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { loaders }: CityContext,
  ): Promise<TopicConnection> {
    return new TopicConnection(await readPage(loaders.topicsOfCity, city.id, city.id, page));
  }

  @FieldResolver(() => ExchangeConnection, {
    nullable: true,
    description:
      'Exchanges with other cities that this city recorded, latest first. Null while the city cannot be reached or hosts no server.',
  })
  async exchanges(
    @Root() city: City,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { loaders }: CityContext,
  ): Promise<ExchangeConnection> {
    return new ExchangeConnection(await readPage(loaders.exchangesOfCity, city.id, city.id, page));
  }

  @FieldResolver(() => NeedConnection, {
    nullable: true,
    description: 'What the city looks for, by title. Null while the city cannot be reached or hosts no server.',
  })
  async needs(
    @Root() city: City,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { loaders }: CityContext,
  ): Promise<NeedConnection> {
    return new NeedConnection(await readPage(loaders.needsOfCity, city.id, city.id, page));
  }

  @FieldResolver(() => OfferConnection, {
    nullable: true,
    description: 'What the city offers to others, by title. Null while the city cannot be reached or hosts no server.',
  })
  async offers(
    @Root() city: City,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { loaders }: CityContext,
  ): Promise<OfferConnection> {
    return new OfferConnection(await readPage(loaders.offersOfCity, city.id, city.id, page));
  }
}
