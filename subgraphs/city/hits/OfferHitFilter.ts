import { Directive, Field, InputType } from 'type-graphql';
import { OfferKind } from '../offer/OfferKind';

@Directive('@inaccessible')
@InputType({ description: 'Which offers to search.' })
export class OfferHitFilter {
  @Field(() => [OfferKind], { nullable: true, description: 'Only these kinds.' })
  readonly kinds?: OfferKind[] | null;
}
