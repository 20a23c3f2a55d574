import { Directive, Field, ObjectType } from 'type-graphql';
import { DateTime } from '../date/DateTime';
import { ConceptCount } from './ConceptCount';

@Directive('@inaccessible')
@ObjectType({
  description: 'What a city can match, in counts, so that the hub asks only cities that can answer a question.',
})
export class Summary {
  @Field(() => String, { description: 'Changes whenever the counts may have changed.' })
  readonly version!: string;

  @Field(() => DateTime, { description: 'When the counts were taken.' })
  readonly asOf!: Date;

  @Field(() => [ConceptCount], { description: 'Counts of records that everybody may see.' })
  readonly public!: ConceptCount[];

  @Field(() => [ConceptCount], {
    description: 'Counts of the further records that signed-in members of the network may see.',
  })
  readonly network!: ConceptCount[];
}
