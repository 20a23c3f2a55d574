import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { globalId } from '../../contract/ids';
import { City } from '../record/City';
import { Need, need } from '../record/Need';
import { Topic } from '../record/Topic';
import { NeedTranslation } from '../record/Translation';
import type { CityContext } from './context';
import { topicsOf } from './recordLoaders';
import { titledResolver } from './TitledResolver';
import { AT_MOST } from '../record/wholeLists';

const topicsOfNeed = topicsOf(need);

@Resolver(() => Need)
export class NeedResolver extends titledResolver(Need, NeedTranslation) {
  @FieldResolver(() => ID, { description: '`<city>:need:<local>`' })
  id(@Root() need: Need, @Ctx() context: CityContext): string {
    return globalId(context.cityId, 'need', need.key);
  }

  @FieldResolver(() => City, { nullable: true, description: 'The city that looks for it.' })
  city(@Ctx() context: CityContext): City {
    return new City(context.cityId);
  }

  @FieldResolver(() => [Topic], { description: `What it is about, in the city's own terms. ${AT_MOST}` })
  topics(@Root() need: Need, @Ctx() { loaders }: CityContext): Promise<readonly Topic[]> {
    return loaders.linked(topicsOfNeed).load(need.key);
  }
}
