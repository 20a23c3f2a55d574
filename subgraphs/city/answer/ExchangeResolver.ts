import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { globalId } from '../../contract/ids';
import { Exchange, exchange } from '../record/Exchange';
import { ExchangePartner, Partner } from '../record/Partner';
import { Programme, programme } from '../record/Programme';
import { ExchangeResult, Result } from '../record/Result';
import { Topic } from '../record/Topic';
import { ExchangeTranslation } from '../record/Translation';
import type { CityContext } from './context';
import { topicsOf } from './recordLoaders';
import type { Link } from './recordLoaders';
import { titledResolver } from './TitledResolver';
import { AT_MOST } from '../record/wholeLists';

const topicsOfExchange = topicsOf(exchange);
const programmesOfExchange: Link<Programme> = { table: 'exchange_programme', owner: 'exchange_key', to: programme };

/** Host and guests are other owners' and therefore ids here: the directory turns them into cities. */
@Resolver(() => Exchange)
export class ExchangeResolver extends titledResolver(Exchange, ExchangeTranslation) {
  @FieldResolver(() => ID, { description: '`<city>:exchange:<local>`' })
  id(@Root() exchange: Exchange, @Ctx() context: CityContext): string {
    return globalId(context.cityId, 'exchange', exchange.key);
  }

  @FieldResolver(() => [Topic], { description: `What it was about, in the recording city's own terms. ${AT_MOST}` })
  topics(@Root() exchange: Exchange, @Ctx() { loaders }: CityContext): Promise<readonly Topic[]> {
    return loaders.linked(topicsOfExchange).load(exchange.key);
  }

  @FieldResolver(() => [Programme], {
    description: `Programmes of the recording city that were discussed or visited. ${AT_MOST}`,
  })
  programmes(@Root() exchange: Exchange, @Ctx() { loaders }: CityContext): Promise<readonly Programme[]> {
    return loaders.linked(programmesOfExchange).load(exchange.key);
  }

  @FieldResolver(() => [Partner], { description: `Who took part beside the cities. ${AT_MOST}` })
  partners(@Root() exchange: Exchange, @Ctx() { loaders }: CityContext): Promise<readonly Partner[]> {
    return loaders.parts(ExchangePartner).load(exchange.key);
  }

  @FieldResolver(() => [Result], { nullable: true, description: `What came of it. ${AT_MOST}` })
  results(@Root() exchange: Exchange, @Ctx() { loaders }: CityContext): Promise<readonly Result[]> {
    return loaders.parts(ExchangeResult).load(exchange.key);
  }
}
