import { Directive, Field, InputType } from 'type-graphql';
import { ConceptTerm } from './ConceptTerm';

@Directive('@inaccessible')
@InputType({ description: 'Concepts of which a record must match at least one.' })
export class ConceptGroup {
  @Field(() => [ConceptTerm], { description: 'The concepts.' })
  readonly terms!: ConceptTerm[];
}
