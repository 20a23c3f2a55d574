import { createHash } from 'node:crypto';
import { Ctx, Directive, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { DataSource } from 'typeorm';
import type { CityContext } from '../answer/context';
import { DateTime } from '../record/dates';
import { MAX_ITEMS } from '../../contract/bounds';
import { instantiate } from '../record/instantiate';
import { asBits } from './manyByConcept';

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

  @Field(() => Int, { nullable: true, description: 'Needs on it. Null from a city that cannot say it yet.' })
  readonly needs!: number | null;
}

@Directive('@inaccessible')
@ObjectType({
  description:
    'What a city can match, in counts, and which records of others it names, so that the hub asks only cities that can answer a question.',
})
class Summary {
  @Field(() => String, { description: 'Changes whenever the counts, or what else is in it, may have changed.' })
  readonly version!: string;

  @Field(() => DateTime, { description: 'When the counts were taken.' })
  readonly asOf!: Date;

  @Field(() => [ConceptCount], { description: 'Counts of records that everybody may see.' })
  readonly public!: ConceptCount[];

  @Field(() => [ConceptCount], {
    description: 'Counts of the further records that signed-in members of the network may see.',
  })
  readonly network!: ConceptCount[];

  @Field(() => [ID], {
    nullable: true,
    description: `The exchanges that another city recorded, that name this one as the host, and that it confirms: \`<city>:exchange:<local>\`, by id. Only such as everybody may see, and ${MAX_ITEMS} at most. Null from a city that cannot say it yet.`,
  })
  readonly confirms!: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: `The programmes of other cities after which programmes of this one were made that everybody may see: \`<city>:programme:<local>\`, by id, each once. ${MAX_ITEMS} at most: a city that names so many is asked for more. Null from a city that cannot say it yet.`,
  })
  readonly adapts!: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'The same for the programmes that signed-in members alone may see.',
  })
  readonly adaptsForMembers!: string[] | null;
}

@Resolver()
export class SummaryResolver {
  @Directive('@inaccessible')
  @Query(() => Summary, { description: 'What this city can match, in counts.' })
  summary(@Ctx() { dataSource }: CityContext): Promise<Summary> {
    return readSummary(dataSource);
  }
}

type NamedRecords = Pick<Summary, 'confirms' | 'adapts' | 'adaptsForMembers'>;

interface CountRow extends Pick<ConceptCount, keyof ConceptCount> {
  readonly visibility: 'PUBLIC' | 'NETWORK';
}

/** The kinds that have topics by a table of links; staff has them by its experience, which is kept as bits. */
const linked = ['programme', 'exchange', 'offer', 'need'] as const;

/** Counts, for each concept, the records whose topics map to it directly. INTERNAL records are never counted. */
async function readSummary(dataSource: DataSource): Promise<Summary> {
  const rows = await dataSource.query<CountRow[]>(`
    SELECT visibility, concept_id AS concept,
      ${(['staff', ...linked] as const).map((type) => `coalesce(sum(records) FILTER (WHERE kind = '${type}'), 0)::integer AS ${type === 'staff' ? type : `${type}s`}`).join(', ')}
    FROM (
      ${countedStaff}
      ${linked.map((type) => `UNION ALL ${countedByTopic(type)}`).join(' ')}
    ) AS record
    WHERE visibility IN ('PUBLIC', 'NETWORK')
    GROUP BY visibility, concept_id
    ORDER BY concept_id COLLATE "C"`);
  const sectionOf = (visibility: CountRow['visibility']): ConceptCount[] =>
    rows.flatMap(({ visibility: own, ...count }) => (own === visibility ? [instantiate(ConceptCount, count)] : []));
  const counts = { public: sectionOf('PUBLIC'), network: sectionOf('NETWORK'), ...(await readNamed(dataSource)) };
  return instantiate(Summary, {
    version: createHash('md5').update(JSON.stringify(counts)).digest('hex'),
    asOf: new Date(),
    ...counts,
  });
}

/** The records of other cities that this one names, so that what it says of them is found from there. */
async function readNamed(dataSource: DataSource): Promise<NamedRecords> {
  const adaptedBy = (visibility: CountRow['visibility']): string => `ARRAY(
      SELECT DISTINCT adapted_from COLLATE "C" FROM programme
      WHERE adapted_from IS NOT NULL AND visibility = '${visibility}' ORDER BY 1 LIMIT ${MAX_ITEMS})`;
  const [named] = await dataSource.query<NamedRecords[]>(`
    SELECT
      ARRAY(SELECT exchange_id FROM confirmation ORDER BY 1 LIMIT ${MAX_ITEMS}) AS confirms,
      ${adaptedBy('PUBLIC')} AS adapts,
      ${adaptedBy('NETWORK')} AS "adaptsForMembers"`);
  return named ?? { confirms: [], adapts: [], adaptsForMembers: [] };
}

const countedStaff = `
      SELECT 'staff' AS kind, visibility, concept_id, sum(bit_count(seen.bits & working.bits)) AS records
      FROM (${asBits('staff', 'visibility')}) AS seen
      JOIN (
        SELECT concept_id, chunk, bit_or(bits) AS bits
        FROM topic_mapping JOIN topic_staff USING (topic_key)
        GROUP BY concept_id, chunk
      ) AS working USING (chunk)
      GROUP BY visibility, concept_id
      HAVING sum(bit_count(seen.bits & working.bits)) > 0`;

/** The records of a kind on each concept of their topics. */
function countedByTopic(type: (typeof linked)[number]): string {
  return `
      SELECT '${type}', visibility, concept_id, 1
      FROM (
        SELECT DISTINCT ${type}.visibility, concept_id, ${type}.key
        FROM topic_mapping JOIN ${type}_topic USING (topic_key) JOIN ${type} ON ${type}.key = ${type}_key
      ) AS ${type}`;
}
