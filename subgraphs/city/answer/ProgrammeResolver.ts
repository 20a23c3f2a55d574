import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { globalId } from '../../contract/ids';
import { City } from '../record/City';
import { Document } from '../record/Document';
import { Exchange, exchange } from '../record/Exchange';
import { Funding } from '../record/Funding';
import { Lesson } from '../record/Lesson';
import { Offer, offer } from '../record/Offer';
import { Partner, ProgrammePartner } from '../record/Partner';
import { Programme, programme } from '../record/Programme';
import { ProgrammeResult, Result } from '../record/Result';
import { Staff, staff } from '../record/Staff';
import { Topic } from '../record/Topic';
import { ProgrammeTranslation } from '../record/Translation';
import type { CityContext } from './context';
import { topicsOf } from './recordLoaders';
import type { Link } from './recordLoaders';
import { titledResolver } from './TitledResolver';
import { AT_MOST } from '../record/wholeLists';

const topicsOfProgramme = topicsOf(programme);
const staffOfProgramme: Link<Staff> = { table: 'programme_staff', owner: 'programme_key', to: staff };
const exchangesOfProgramme: Link<Exchange> = { table: 'exchange_programme', owner: 'programme_key', to: exchange };
const offersOfProgramme: Link<Offer> = { table: 'offer', owner: 'programme_key', item: 'key', to: offer };

@Resolver(() => Programme)
export class ProgrammeResolver extends titledResolver(Programme, ProgrammeTranslation) {
  @FieldResolver(() => ID, { description: '`<city>:programme:<local>`' })
  id(@Root() programme: Programme, @Ctx() context: CityContext): string {
    return globalId(context.cityId, 'programme', programme.key);
  }

  @FieldResolver(() => City, { nullable: true, description: 'The city that runs it.' })
  city(@Ctx() context: CityContext): City {
    return new City(context.cityId);
  }

  @FieldResolver(() => [Topic], { description: `What it is about, in the city's own terms. ${AT_MOST}` })
  topics(@Root() programme: Programme, @Ctx() { loaders }: CityContext): Promise<readonly Topic[]> {
    return loaders.linked(topicsOfProgramme).load(programme.key);
  }

  @FieldResolver(() => [Staff], { description: `Who works on it. ${AT_MOST}` })
  staff(@Root() programme: Programme, @Ctx() { loaders }: CityContext): Promise<readonly Staff[]> {
    return loaders.linked(staffOfProgramme).load(programme.key);
  }

  @FieldResolver(() => [Partner], { description: `Who takes part from outside the administration. ${AT_MOST}` })
  partners(@Root() programme: Programme, @Ctx() { loaders }: CityContext): Promise<readonly Partner[]> {
    return loaders.parts(ProgrammePartner).load(programme.key);
  }

  @FieldResolver(() => [Document], { description: `What there is to read on it. ${AT_MOST}` })
  documents(@Root() programme: Programme, @Ctx() { loaders }: CityContext): Promise<readonly Document[]> {
    return loaders.parts(Document).load(programme.key);
  }

  @FieldResolver(() => [Funding], { nullable: true, description: `The money that it runs on. ${AT_MOST}` })
  funding(@Root() programme: Programme, @Ctx() { loaders }: CityContext): Promise<readonly Funding[]> {
    return loaders.parts(Funding).load(programme.key);
  }

  @FieldResolver(() => [Result], { nullable: true, description: `What came of it. ${AT_MOST}` })
  results(@Root() programme: Programme, @Ctx() { loaders }: CityContext): Promise<readonly Result[]> {
    return loaders.parts(ProgrammeResult).load(programme.key);
  }

  @FieldResolver(() => [Lesson], {
    nullable: true,
    description: `What the city learnt from it: what worked, what did not, and what it takes. ${AT_MOST}`,
  })
  lessons(@Root() programme: Programme, @Ctx() { loaders }: CityContext): Promise<readonly Lesson[]> {
    return loaders.parts(Lesson).load(programme.key);
  }

  @FieldResolver(() => [Exchange], {
    nullable: true,
    description: `Exchanges that the city recorded at which it was discussed or visited, in the order of their dates. ${AT_MOST}`,
  })
  exchanges(@Root() programme: Programme, @Ctx() { loaders }: CityContext): Promise<readonly Exchange[]> {
    return loaders.linked(exchangesOfProgramme).load(programme.key);
  }

  @FieldResolver(() => [Offer], {
    nullable: true,
    description: `What the city offers to others who want to know more of it, such as a visit. ${AT_MOST}`,
  })
  offers(@Root() programme: Programme, @Ctx() { loaders }: CityContext): Promise<readonly Offer[]> {
    return loaders.linked(offersOfProgramme).load(programme.key);
  }
}
