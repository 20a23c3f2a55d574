import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn, VirtualColumn } from 'typeorm';
import type { OwnedType } from '../../contract/ids';
import { ConnectionOf, EdgeOf } from './Connection';
import { DateTime } from './dates';
import { Node } from './Node';
import type { NodeKind } from './Node';
import type { SqlParameters } from './SqlParameters';
import type { SeenBy } from './visibility';

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

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When this state of the record was first there to be read. Null when the city does not know. `updatedAt` is what its source says.',
  })
  @Column('timestamptz', { name: 'published_at', nullable: true })
  readonly publishedAt!: Date | null;
}

export enum MappingKind {
  EXACT_MATCH = 'EXACT_MATCH',
  CLOSE_MATCH = 'CLOSE_MATCH',
  BROAD_MATCH = 'BROAD_MATCH',
  NARROW_MATCH = 'NARROW_MATCH',
}

registerEnumType(MappingKind, {
  name: 'MappingKind',
  description: "How a city's topic relates to a concept: the mapping properties of SKOS.",
  valuesConfig: {
    EXACT_MATCH: { description: '`skos:exactMatch`: the topic and the concept mean the same.' },
    CLOSE_MATCH: {
      description: '`skos:closeMatch`: they are similar enough to stand for each other in some searches.',
    },
    BROAD_MATCH: { description: '`skos:broadMatch`: the concept is broader than the topic.' },
    NARROW_MATCH: { description: '`skos:narrowMatch`: the concept is narrower than the topic.' },
  },
});

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

/** Owned by the directory; a city only refers to it. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({
  description: "A term of the network's shared vocabulary (SKOS), to which the cities map their own topics.",
})
export class Concept {
  @Field(() => ID, { description: '`concept:<slug>`' })
  readonly id!: string;
}

@ObjectType({ description: 'A topic on a page.' })
class TopicEdge extends EdgeOf(Topic) {}

@ObjectType({ description: 'A page of topics.' })
export class TopicConnection extends ConnectionOf(Topic, TopicEdge) {}

@InputType({ description: "Which of a city's topics to list." })
export class CityTopicFilter {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Only topics that map, or do not map, to a concept. Records on the others are found by text alone.',
  })
  readonly mapped?: boolean | null;
}

/** What the filter asks for, as conditions on `item`. */
export function topicConditions({ mapped }: CityTopicFilter, parameters: SqlParameters): readonly string[] {
  return mapped == null
    ? []
    : [
        `EXISTS (SELECT FROM topic_mapping AS mapping WHERE mapping.topic_key = item.key) = ${parameters.bind(mapped)}::boolean`,
      ];
}

/** Where it stands which topics records have, by the table of the records. Each links a `topic_key` and a `<table>_key`. */
export const topicLinks = {
  staff: 'experience',
  programme: 'programme_topic',
  exchange: 'exchange_topic',
  need: 'need_topic',
  offer: 'offer_topic',
} as const satisfies Partial<Record<OwnedType, string>>;

/** Records that have a topic which the city maps to one of these concepts, as a condition on `item`. */
export function isAboutOneOf(
  concepts: readonly string[],
  type: keyof typeof topicLinks,
  parameters: SqlParameters,
): string {
  return `EXISTS (
      SELECT FROM ${topicLinks[type]} AS link JOIN topic_mapping AS mapping USING (topic_key)
      WHERE link.${type}_key = item.key AND mapping.concept_id = ANY(${parameters.bind(concepts)}))`;
}

/** The same for records of any kind: a topic is on what it maps to itself. */
export function isOnOneOf(concepts: readonly string[], type: OwnedType, parameters: SqlParameters): string {
  return type === 'topic'
    ? `EXISTS (SELECT FROM topic_mapping AS mapping WHERE mapping.topic_key = item.key AND mapping.concept_id = ANY(${parameters.bind(concepts)}))`
    : isAboutOneOf(concepts, type, parameters);
}

/**
 * A topic has no visibility of its own: it is seen by who may see a record that uses it, since its label can tell what an
 * INTERNAL record is about. One that no record uses is seen by nobody.
 *
 * For each topic the links are looked up by its key, and the records by theirs, until one may be seen. OFFSET 0 and the
 * query within keep PostgreSQL to that: it would rather read all records that may be seen, for a page of topics.
 */
export const byUse: SeenBy = (topic, sections) => {
  const used = Object.entries(topicLinks).map(
    ([record, link]) =>
      `EXISTS (SELECT FROM ${link} AS topic_use WHERE topic_use.topic_key = ${topic}.key AND
        (SELECT visibility FROM ${record} AS topic_user WHERE topic_user.key = topic_use.${record}_key) = ANY(${sections})
       OFFSET 0)`,
  );
  return `(${used.join(' OR ')})`;
};

/** Listed by key. */
export const topic = {
  type: 'topic',
  entity: Topic,
  seenBy: byUse,
  sort: 'key',
} as const satisfies NodeKind<Topic>;
