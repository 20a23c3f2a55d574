import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Match } from './Match';

@Directive('@inaccessible')
@ObjectType({ description: 'An offer that matches. Its score is how well it matches.' })
export class OfferHit extends Match {
  @Field(() => ID, { description: '`<city>:offer:<local>`' })
  readonly id!: string;

  @Field(() => ID, { nullable: true, description: 'The topic matched, `<city>:topic:<local>`.' })
  readonly topic!: string | null;
}
