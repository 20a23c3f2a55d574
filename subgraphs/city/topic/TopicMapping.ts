import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MappingKind } from './MappingKind';

@ObjectType({ description: 'How a topic maps to one concept.' })
@Entity('topic_mapping')
export class TopicMapping {
  @PrimaryColumn('text', { name: 'topic_key' })
  readonly topicKey!: string;

  @PrimaryColumn('text', { name: 'concept_id' })
  readonly conceptId!: string;

  @Field(() => MappingKind, { description: 'How the topic relates to the concept, after SKOS.' })
  @Column('text')
  readonly match!: MappingKind;
}
