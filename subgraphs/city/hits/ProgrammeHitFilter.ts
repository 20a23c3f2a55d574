import { Directive, Field, InputType } from 'type-graphql';
import { ProgrammeStatus } from '../programme/ProgrammeStatus';

@Directive('@inaccessible')
@InputType({ description: 'Which programmes to search.' })
export class ProgrammeHitFilter {
  @Field(() => [ProgrammeStatus], { nullable: true, description: 'Only programmes in these states.' })
  readonly statuses?: ProgrammeStatus[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only programmes that are, or are not, a good practice.' })
  readonly goodPractice?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only programmes that are, or are not, open to visitors.' })
  readonly openToVisitors?: boolean | null;
}
