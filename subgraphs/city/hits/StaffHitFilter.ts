import { Directive, Field, InputType } from 'type-graphql';
import { Role } from '../experience/Role';
import { StaffKind } from '../staff/StaffKind';

@Directive('@inaccessible')
@InputType({ description: 'Which staff to search.' })
export class StaffHitFilter {
  @Field(() => [StaffKind], { nullable: true, description: 'Only these kinds.' })
  readonly kinds?: StaffKind[] | null;

  @Field(() => [Role], { nullable: true, description: 'Only experience in these roles.' })
  readonly roles?: Role[] | null;

  @Field(() => [String], { nullable: true, description: 'Only staff that answers in one of these languages.' })
  readonly languages?: string[] | null;
}
