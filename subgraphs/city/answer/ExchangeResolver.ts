import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { globalId } from '../../contract/ids';
import { Exchange } from '../record/Exchange';
import { Partner } from '../record/Partner';
import { Programme } from '../record/Programme';
import { Topic } from '../record/Topic';
import type { CityContext } from './context';

/** Host and guests are other owners' and therefore ids here: the directory turns them into cities. */
@Resolver(() => Exchange)
export class ExchangeResolver {
  @FieldResolver(() => ID, { description: '`<city>:exchange:<local>`' })
  id(@Root() exchange: Exchange, @Ctx() context: CityContext): string {
    return globalId(context.cityId, 'exchange', exchange.key);
  }

  @FieldResolver(() => [Topic], { description: "What it was about, in the recording city's own terms." })
  topics(@Root() exchange: Exchange, @Ctx() { loaders }: CityContext): Promise<readonly Topic[]> {
    return loaders.topicsOfExchange.load(exchange.key);
  }

  @FieldResolver(() => [Programme], {
    description: 'Programmes of the recording city that were discussed or visited.',
  })
  programmes(@Root() exchange: Exchange, @Ctx() { loaders }: CityContext): Promise<readonly Programme[]> {
    return loaders.programmesOfExchange.load(exchange.key);
  }

  @FieldResolver(() => [Partner], { description: 'Who took part beside the cities.' })
  partners(@Root() exchange: Exchange, @Ctx() { loaders }: CityContext): Promise<readonly Partner[]> {
    return loaders.partnersOfExchange.load(exchange.key);
  }
}
