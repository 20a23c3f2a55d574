import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { PartialDate } from '../date/PartialDate';
import { ProgrammeStatus } from '../programme/ProgrammeStatus';
import { Match } from './Match';

@Directive('@inaccessible')
@ObjectType({ description: 'A programme that matches.' })
export class ProgrammeHit extends Match {
  @Field(() => ID, { description: '`<city>:programme:<local>`' })
  readonly id!: string;

  @Field(() => ID, { nullable: true, description: 'The topic matched, `<city>:topic:<local>`.' })
  readonly topic!: string | null;

  @Field(() => ProgrammeStatus, { nullable: true, description: 'Where the programme stands.' })
  readonly status!: ProgrammeStatus | null;

  @Field(() => Boolean, { description: 'Whether it is a good practice.' })
  readonly goodPractice!: boolean;

  @Field(() => PartialDate, { nullable: true, description: 'When it began.' })
  readonly since!: string | null;

  @Field(() => PartialDate, { nullable: true, description: 'When it ended.' })
  readonly until!: string | null;
}
