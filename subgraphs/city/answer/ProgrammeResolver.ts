import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { globalId } from '../../contract/ids';
import { City } from '../record/City';
import { Document } from '../record/Document';
import { Partner, ProgrammePartner } from '../record/Partner';
import { Programme, programme } from '../record/Programme';
import { Staff, staff } from '../record/Staff';
import { Topic } from '../record/Topic';
import type { CityContext } from './context';
import { topicsOf } from './recordLoaders';
import type { Link } from './recordLoaders';

const topicsOfProgramme = topicsOf(programme);
const staffOfProgramme: Link<Staff> = { table: 'programme_staff', owner: 'programme_key', to: staff };

@Resolver(() => Programme)
export class ProgrammeResolver {
  @FieldResolver(() => ID, { description: '`<city>:programme:<local>`' })
  id(@Root() programme: Programme, @Ctx() context: CityContext): string {
    return globalId(context.cityId, 'programme', programme.key);
  }

  @FieldResolver(() => City, { nullable: true, description: 'The city that runs it.' })
  city(@Ctx() context: CityContext): City {
    return new City(context.cityId);
  }

  @FieldResolver(() => [Topic], { description: "What it is about, in the city's own terms." })
  topics(@Root() programme: Programme, @Ctx() { loaders }: CityContext): Promise<readonly Topic[]> {
    return loaders.linked(topicsOfProgramme).load(programme.key);
  }

  @FieldResolver(() => [Staff], { description: 'Who works on it.' })
  staff(@Root() programme: Programme, @Ctx() { loaders }: CityContext): Promise<readonly Staff[]> {
    return loaders.linked(staffOfProgramme).load(programme.key);
  }

  @FieldResolver(() => [Partner], { description: 'Who takes part from outside the administration.' })
  partners(@Root() programme: Programme, @Ctx() { loaders }: CityContext): Promise<readonly Partner[]> {
    return loaders.parts(ProgrammePartner).load(programme.key);
  }

  @FieldResolver(() => [Document], { description: 'What there is to read on it.' })
  documents(@Root() programme: Programme, @Ctx() { loaders }: CityContext): Promise<readonly Document[]> {
    return loaders.parts(Document).load(programme.key);
  }
}
