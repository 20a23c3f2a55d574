import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { globalId } from '../../contract/ids';
import { City } from '../record/City';
import { Offer, offer } from '../record/Offer';
import { Programme, programme } from '../record/Programme';
import { Topic } from '../record/Topic';
import { OfferTranslation } from '../record/Translation';
import type { CityContext } from './context';
import { topicsOf } from './recordLoaders';
import { titledResolver } from './TitledResolver';
import { AT_MOST } from '../record/wholeLists';

const topicsOfOffer = topicsOf(offer);

@Resolver(() => Offer)
export class OfferResolver extends titledResolver(Offer, OfferTranslation) {
  @FieldResolver(() => ID, { description: '`<city>:offer:<local>`' })
  id(@Root() offer: Offer, @Ctx() context: CityContext): string {
    return globalId(context.cityId, 'offer', offer.key);
  }

  @FieldResolver(() => City, { nullable: true, description: 'The city that offers it.' })
  city(@Ctx() context: CityContext): City {
    return new City(context.cityId);
  }

  @FieldResolver(() => [Topic], { description: `What it is about, in the city's own terms. ${AT_MOST}` })
  topics(@Root() offer: Offer, @Ctx() { loaders }: CityContext): Promise<readonly Topic[]> {
    return loaders.linked(topicsOfOffer).load(offer.key);
  }

  @FieldResolver(() => Programme, {
    nullable: true,
    description: 'The programme that one can get to know by it. Null where there is none, or you may not see it.',
  })
  async programme(@Root() { programmeKey }: Offer, @Ctx() { loaders }: CityContext): Promise<Programme | null> {
    return programmeKey === null ? null : loaders.records(programme).load(programmeKey);
  }
}
