import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { PartialDate } from '../date/PartialDate';
import { Match } from './Match';

@Directive('@inaccessible')
@ObjectType({ description: 'An exchange that matches.' })
export class ExchangeHit extends Match {
  @Field(() => ID, { description: '`<city>:exchange:<local>`' })
  readonly id!: string;

  @Field(() => ID, { nullable: true, description: 'The topic matched, `<city>:topic:<local>`.' })
  readonly topic!: string | null;

  @Field(() => PartialDate, { nullable: true, description: 'First day.' })
  readonly since!: string | null;

  @Field(() => PartialDate, { nullable: true, description: 'Last day.' })
  readonly until!: string | null;
}
