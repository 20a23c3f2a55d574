import { Field, InputType } from 'type-graphql';
import { ExchangeKind } from './ExchangeKind';

@InputType({ description: 'Which of the exchanges that a city recorded to list.' })
export class CityExchangeFilter {
  @Field(() => [ExchangeKind], { nullable: true, description: 'Only these forms.' })
  readonly kinds?: ExchangeKind[] | null;
}
