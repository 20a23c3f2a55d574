import { ArgsType, Field, Int } from 'type-graphql';
import { PartialDate } from '../date/PartialDate';
import { ConceptGroup } from './ConceptGroup';
import { HitPosition } from './HitPosition';

/** What all searches among a city's records take. */
@ArgsType()
export class HitArguments {
  @Field(() => [ConceptGroup], {
    nullable: true,
    description: 'A hit matches at least one concept of every group.',
  })
  readonly concepts?: ConceptGroup[] | null;

  @Field(() => String, { nullable: true, description: 'A hit contains all of these words.' })
  readonly text?: string | null;

  @Field(() => PartialDate, { description: "The hub's day, `YYYY-MM-DD`, from which recency is counted." })
  readonly day!: string;

  @Field(() => Int, { description: 'How many hits, 1 to 1001.' })
  readonly first!: number;

  @Field(() => HitPosition, { nullable: true, description: 'Only hits behind this position.' })
  readonly after?: HitPosition | null;
}
