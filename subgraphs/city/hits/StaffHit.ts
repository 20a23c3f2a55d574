import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { PartialDate } from '../date/PartialDate';
import { Role } from '../experience/Role';
import { Match } from './Match';

@Directive('@inaccessible')
@ObjectType({ description: "One of a city's staff that matches, with the best of its experience." })
export class StaffHit extends Match {
  @Field(() => ID, { description: '`<city>:staff:<local>`' })
  readonly id!: string;

  @Field(() => ID, { nullable: true, description: 'The topic of the experience, `<city>:topic:<local>`.' })
  readonly topic!: string | null;

  @Field(() => Role, { nullable: true, description: 'The part taken.' })
  readonly role!: Role | null;

  @Field(() => PartialDate, { nullable: true, description: 'When the experience began.' })
  readonly since!: string | null;

  @Field(() => PartialDate, { nullable: true, description: 'When it ended.' })
  readonly until!: string | null;
}
