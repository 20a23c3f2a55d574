import { Directive, Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn, VirtualColumn } from 'typeorm';
import { DateTime } from '../date/DateTime';
import { Node } from '../node/Node';

@Directive('@key(fields: "id")')
@ObjectType({
  implements: Node,
  description: "A city's own term for a field of its work, mapped to the network's concepts.",
})
@Entity('topic')
export class Topic {
  @PrimaryColumn('text')
  readonly key!: string;

  /** BCP 47 tag -> label; at least one. */
  @Column('jsonb')
  readonly labels!: Readonly<Record<string, string>>;

  /** BCP 47 tag of the city's language, read beside the topic. */
  @VirtualColumn({ type: 'text', query: () => 'SELECT language FROM city' })
  readonly ownLanguage!: string | null;

  @Field(() => DateTime, { description: 'When the city last changed the record.' })
  @Column('timestamptz', { name: 'updated_at' })
  readonly updatedAt!: Date;
}
