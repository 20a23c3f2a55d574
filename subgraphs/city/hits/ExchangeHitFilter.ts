import { Directive, Field, InputType } from 'type-graphql';
import { ExchangeKind } from '../exchange/ExchangeKind';

@Directive('@inaccessible')
@InputType({ description: 'Which exchanges to search.' })
export class ExchangeHitFilter {
  @Field(() => [ExchangeKind], { nullable: true, description: 'Only these kinds.' })
  readonly kinds?: ExchangeKind[] | null;
}
