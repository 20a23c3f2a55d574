import { createHash } from 'node:crypto';
import { Ctx, Directive, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { DataSource } from 'typeorm';
import type { CityContext } from '../answer/context';
import { DateTime } from '../record/dates';
import { instantiate } from '../record/instantiate';

@Directive('@inaccessible')
@ObjectType({
  description: 'How many records of a city rest on topics that map to a concept, by whatever mapping.',
})
class ConceptCount {
  @Field(() => ID, { description: '`concept:<slug>`' })
  readonly concept!: string;

  @Field(() => Int, { description: 'Staff with experience in it.' })
  readonly staff!: number;

  @Field(() => Int, { description: 'Programmes about it.' })
  readonly programmes!: number;

  @Field(() => Int, { description: 'Exchanges on it.' })
  readonly exchanges!: number;

  @Field(() => Int, { description: 'Offers on it.' })
  readonly offers!: number;
}

@Directive('@inaccessible')
@ObjectType({
  description: 'What a city can match, in counts, so that the hub asks only cities that can answer a question.',
})
class Summary {
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

@Resolver()
export class SummaryResolver {
  @Directive('@inaccessible')
  @Query(() => Summary, { description: 'What this city can match, in counts.' })
  summary(@Ctx() { dataSource }: CityContext): Promise<Summary> {
    return readSummary(dataSource);
  }
}

interface CountRow extends Pick<ConceptCount, keyof ConceptCount> {
  readonly visibility: 'PUBLIC' | 'NETWORK';
}

/** The kinds that have topics by a table of links; staff has them by its experience, counted when that changes. */
const linked = ['programme', 'exchange', 'offer'] as const;

/** Counts, for each concept, the records whose topics map to it directly. INTERNAL records are never counted. */
async function readSummary(dataSource: DataSource): Promise<Summary> {
  const rows = await dataSource.query<CountRow[]>(`
    SELECT visibility, concept_id AS concept,
      count(*) FILTER (WHERE kind = 'staff')::integer AS staff,
      ${linked.map((type) => `count(*) FILTER (WHERE kind = '${type}')::integer AS ${type}s`).join(', ')}
    FROM (
      SELECT 'staff' AS kind, staff.visibility, concept_id
      FROM staff_concept JOIN staff ON staff.key = staff_key
      ${linked.map((type) => `UNION ALL ${countedByTopic(type)}`).join(' ')}
    ) AS record
    WHERE visibility IN ('PUBLIC', 'NETWORK')
    GROUP BY visibility, concept_id
    ORDER BY concept_id COLLATE "C"`);
  const sectionOf = (visibility: CountRow['visibility']): ConceptCount[] =>
    rows.flatMap(({ visibility: own, ...count }) => (own === visibility ? [instantiate(ConceptCount, count)] : []));
  const counts = { public: sectionOf('PUBLIC'), network: sectionOf('NETWORK') };
  return instantiate(Summary, {
    version: createHash('md5').update(JSON.stringify(counts)).digest('hex'),
    asOf: new Date(),
    ...counts,
  });
}

/** A row for each record of a kind and each concept of its topics. */
function countedByTopic(type: (typeof linked)[number]): string {
  return `
      SELECT '${type}', visibility, concept_id
      FROM (
        SELECT DISTINCT ${type}.visibility, concept_id, ${type}.key
        FROM topic_mapping JOIN ${type}_topic USING (topic_key) JOIN ${type} ON ${type}.key = ${type}_key
      ) AS ${type}`;
}
