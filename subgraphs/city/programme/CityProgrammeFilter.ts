import { Field, InputType } from 'type-graphql';
import { ProgrammeStatus } from './ProgrammeStatus';

@InputType({
  description: "Which of a city's programmes to list. Conditions are joined by AND, the values of one by OR.",
})
export class CityProgrammeFilter {
  @Field(() => [ProgrammeStatus], { nullable: true, description: 'Only programmes in these states.' })
  readonly statuses?: ProgrammeStatus[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only programmes that are, or are not, a good practice.' })
  readonly goodPractice?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only programmes that are, or are not, open to visitors.' })
  readonly openToVisitors?: boolean | null;
}
