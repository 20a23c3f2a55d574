import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { noteCount } from '../disclosure/watchDisclosures';
import { City } from '../record/City';
import { CityExchangeFilter, exchange, exchangeConditions, ExchangeConnection } from '../record/Exchange';
import { CityNeedFilter, need, needConditions, NeedConnection } from '../record/Need';
import type { Keyed, NodeKind } from '../record/Node';
import { CityOfferFilter, offer, offerConditions, OfferConnection } from '../record/Offer';
import { CityProgrammeFilter, programme, programmeConditions, ProgrammeConnection } from '../record/Programme';
import type { SqlParameters } from '../record/SqlParameters';
import { CityStaffFilter, staff, staffConditions, StaffConnection } from '../record/Staff';
import { CityTopicFilter, topic, topicConditions, TopicConnection } from '../record/Topic';
import type { CityContext } from './context';
import type { KeysetList } from './listLoaders';
import { ListArguments, readPage } from './readPage';

/** A list of all that the city has of a kind; its owner is the city's id. */
function listOfCity<Item extends Keyed, Filter>(
  name: string,
  kind: NodeKind<Item>,
  conditionsOf: (filter: Filter, parameters: SqlParameters) => readonly string[],
): KeysetList<Item, Filter> {
  // Everything in a city's database is the city's own.
  return { name, of: kind, membership: 'TRUE', conditionsOf };
}

const staffOfCity = listOfCity('staff', staff, staffConditions);
const programmesOfCity = listOfCity('programmes', programme, programmeConditions);
const topicsOfCity = listOfCity('topics', topic, topicConditions);
const exchangesOfCity = listOfCity('exchanges', exchange, exchangeConditions);
const needsOfCity = listOfCity('needs', need, needConditions);
const offersOfCity = listOfCity('offers', offer, offerConditions);

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
    @Args(() => ListArguments) page: ListArguments,
    @Ctx() context: CityContext,
  ): Promise<StaffConnection> {
    const staff = await readPage(context.loaders.list(staffOfCity, filter), city.id, page, context);
    return new StaffConnection(noteCount(staff, context, filter ?? {}));
  }

  @FieldResolver(() => ProgrammeConnection, {
    nullable: true,
    description: 'What the city runs, by title. Null while the city cannot be reached or hosts no server.',
  })
  async programmes(
    @Root() city: City,
    @Arg('filter', () => CityProgrammeFilter, { nullable: true, description: 'Which programmes to list.' })
    filter: CityProgrammeFilter | null | undefined,
    @Args(() => ListArguments) page: ListArguments,
    @Ctx() context: CityContext,
  ): Promise<ProgrammeConnection> {
    return new ProgrammeConnection(
      await readPage(context.loaders.list(programmesOfCity, filter), city.id, page, context),
    );
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
    @Args(() => ListArguments) page: ListArguments,
    @Ctx() context: CityContext,
  ): Promise<TopicConnection> {
    return new TopicConnection(await readPage(context.loaders.list(topicsOfCity, filter), city.id, page, context));
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
    @Args(() => ListArguments) page: ListArguments,
    @Ctx() context: CityContext,
  ): Promise<ExchangeConnection> {
    return new ExchangeConnection(
      await readPage(context.loaders.list(exchangesOfCity, filter), city.id, page, context),
    );
  }

  @FieldResolver(() => NeedConnection, {
    nullable: true,
    description: 'What the city looks for, by title. Null while the city cannot be reached or hosts no server.',
  })
  async needs(
    @Root() city: City,
    @Arg('filter', () => CityNeedFilter, { nullable: true, description: 'Which needs to list.' })
    filter: CityNeedFilter | null | undefined,
    @Args(() => ListArguments) page: ListArguments,
    @Ctx() context: CityContext,
  ): Promise<NeedConnection> {
    return new NeedConnection(await readPage(context.loaders.list(needsOfCity, filter), city.id, page, context));
  }

  @FieldResolver(() => OfferConnection, {
    nullable: true,
    description: 'What the city offers to others, by title. Null while the city cannot be reached or hosts no server.',
  })
  async offers(
    @Root() city: City,
    @Arg('filter', () => CityOfferFilter, { nullable: true, description: 'Which offers to list.' })
    filter: CityOfferFilter | null | undefined,
    @Args(() => ListArguments) page: ListArguments,
    @Ctx() context: CityContext,
  ): Promise<OfferConnection> {
    return new OfferConnection(await readPage(context.loaders.list(offersOfCity, filter), city.id, page, context));
  }
}
