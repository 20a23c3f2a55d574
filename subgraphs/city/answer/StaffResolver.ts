import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { globalId } from '../../contract/ids';
import { City } from '../record/City';
import { Contact, contactOf } from '../record/Contact';
import { Experience } from '../record/Experience';
import { Programme, programme } from '../record/Programme';
import { Staff } from '../record/Staff';
import type { CityContext } from './context';
import { createExperienceLoader } from './ExperienceResolver';
import type { Link } from './recordLoaders';
import { AT_MOST } from '../record/wholeLists';

const programmesOfStaff: Link<Programme> = { table: 'programme_staff', owner: 'staff_key', to: programme };

@Resolver(() => Staff)
export class StaffResolver {
  @FieldResolver(() => ID, { description: '`<city>:staff:<local>`' })
  id(@Root() staff: Staff, @Ctx() context: CityContext): string {
    return globalId(context.cityId, 'staff', staff.key);
  }

  @FieldResolver(() => Contact, {
    nullable: true,
    description: 'How to get in touch. Null when the city publishes nothing.',
  })
  contact(@Root() { email, phone, url }: Staff): Contact | null {
    return contactOf({ post: null, email, phone, url });
  }

  @FieldResolver(() => City, { nullable: true, description: 'The city it works for.' })
  city(@Ctx() context: CityContext): City {
    return new City(context.cityId);
  }

  @FieldResolver(() => [Experience], { description: `Its work on topics, latest first. ${AT_MOST}` })
  experiences(@Root() staff: Staff, @Ctx() { loaders }: CityContext): Promise<readonly Experience[]> {
    return loaders.of(createExperienceLoader).load(staff.key);
  }

  @FieldResolver(() => [Programme], { description: `Programmes it works on. ${AT_MOST}` })
  programmes(@Root() staff: Staff, @Ctx() { loaders }: CityContext): Promise<readonly Programme[]> {
    return loaders.linked(programmesOfStaff).load(staff.key);
  }
}
