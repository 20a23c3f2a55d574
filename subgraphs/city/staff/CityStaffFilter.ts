import { Field, InputType } from 'type-graphql';
import { StaffKind } from './StaffKind';

@InputType({
  description: "Which of a city's staff to list. Conditions are joined by AND, the values of one by OR.",
})
export class CityStaffFilter {
  @Field(() => [StaffKind], { nullable: true, description: 'Only persons, posts or units.' })
  readonly kinds?: StaffKind[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only staff that answers in one of these languages, BCP 47 tags; `de` also finds `de-AT`.',
  })
  readonly languages?: string[] | null;
}
