import { Directive, Field, Float, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { MAX_NAMES } from '../../contract/bounds';
import { BadUserInputError } from '../errors';
import { Attribute } from './Attribute';
import { ConnectionOf, EdgeOf } from './Connection';
import { Cost, costsBelow, costsOf, HAS_COSTS } from './Cost';
import type { CostLimit } from './Cost';
import { DateTime, PartialDate } from './dates';
import { LegalBasis } from './LegalBasis';
import { Node } from './Node';
import type { NodeKind } from './Node';
import type { SqlParameters } from './SqlParameters';
import { instantiate } from './instantiate';
import { Reach } from './Reach';
import { TitledRecord } from './TitledRecord';
import { isUpdatedSince } from './updatedSince';
import type { UpdatedSince } from './updatedSince';
import { byVisibility } from './visibility';
import { AT_MOST } from './wholeLists';

export enum ProgrammeStatus {
  PLANNED = 'PLANNED',
  ACTIVE = 'ACTIVE',
  COMPLETED = 'COMPLETED',
  DISCONTINUED = 'DISCONTINUED',
}

registerEnumType(ProgrammeStatus, {
  name: 'ProgrammeStatus',
  description: 'Where a programme stands.',
  valuesConfig: {
    PLANNED: { description: 'Decided or prepared, not yet begun.' },
    ACTIVE: { description: 'Running now.' },
    COMPLETED: { description: 'Ended as planned.' },
    DISCONTINUED: { description: 'Given up before its end.' },
  },
});

@Directive('@key(fields: "id")')
@ObjectType({
  implements: Node,
  description:
    'What a city runs: a programme, project, service or plan (cf. the Core Public Service Vocabulary, CPSV-AP).',
})
@Entity('programme')
export class Programme extends TitledRecord {
  @Field(() => String, { description: "The programme's title, in the language of the record." })
  @Column('text')
  readonly title!: string;

  @Field(() => String, { nullable: true, description: 'What it is and does.' })
  @Column('text', { nullable: true })
  readonly summary!: string | null;

  @Field(() => String, { nullable: true, description: 'What it answers: the problem as it was.' })
  @Column('text', { nullable: true })
  readonly problem!: string | null;

  @Field(() => String, { nullable: true, description: 'How it goes about it.' })
  @Column('text', { nullable: true })
  readonly approach!: string | null;

  @Field(() => ProgrammeStatus, { nullable: true, description: 'Where it stands. Null when not known.' })
  @Column('text', { nullable: true })
  readonly status!: ProgrammeStatus | null;

  @Field(() => PartialDate, { nullable: true, description: 'When it began or will begin. Null when not known.' })
  @Column('text', { name: 'starts_on', nullable: true })
  readonly startsOn!: string | null;

  @Field(() => PartialDate, { nullable: true, description: 'When it ended or will end. Null while no end is known.' })
  @Column('text', { name: 'ends_on', nullable: true })
  readonly endsOn!: string | null;

  @Field(() => Boolean, { description: 'True when it has been named a good practice.' })
  @Column('boolean', { name: 'good_practice' })
  readonly goodPractice!: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True when others may come and see it. Null when the city does not say.',
  })
  @Column('boolean', { name: 'open_to_visitors', nullable: true })
  readonly openToVisitors!: boolean | null;

  @Column('text', { nullable: true })
  readonly currency!: string | null;

  @Column('numeric', { name: 'costs_total', nullable: true })
  readonly costsTotal!: string | null;

  @Column('numeric', { name: 'costs_yearly', nullable: true })
  readonly costsYearly!: string | null;

  @Column('numeric', { name: 'own_share', nullable: true })
  readonly ownShare!: string | null;

  @Column('numeric', { name: 'costs_per_case', nullable: true })
  readonly costsPerCase!: string | null;

  @Column('numeric', { name: 'costs_per_case_yearly', nullable: true })
  readonly costsPerCaseYearly!: string | null;

  @Column('text', { name: 'costs_note', nullable: true })
  readonly costsNote!: string | null;

  @Field(() => [Cost], {
    nullable: true,
    description: `What it costs. Empty when the city does not say, null from a city that cannot say it yet. ${AT_MOST}`,
  })
  get costs(): Cost[] {
    return costsOf(this);
  }

  @Field(() => Float, {
    nullable: true,
    description: 'How much staff it takes, in full-time equivalents. Null when not known.',
  })
  @Column('double precision', { name: 'staff_effort', nullable: true })
  readonly staffEffort!: number | null;

  @Field(() => [String], {
    nullable: true,
    description: `Whom it is for, in the city's words, such as \`Menschen ohne Wohnung\`. Null when the city does not say. ${AT_MOST}`,
  })
  @Column('text', { name: 'target_groups', array: true, nullable: true })
  readonly targetGroups!: string[] | null;

  @Field(() => [LegalBasis], {
    nullable: true,
    description: `The laws and council decisions that it rests on. Null when the city does not say. ${AT_MOST}`,
  })
  @Column('jsonb', { name: 'legal_basis', nullable: true })
  readonly legalBasis!: LegalBasis[] | null;

  @Column('integer', { name: 'reach_value', nullable: true })
  readonly reachValue!: number | null;

  @Column('text', { name: 'reach_unit', nullable: true })
  readonly reachUnit!: string | null;

  @Field(() => Reach, { nullable: true, description: 'How many it reaches. Null when not known.' })
  get reach(): Reach | null {
    const { reachValue: value, reachUnit: unit } = this;
    return value === null || unit === null ? null : instantiate(Reach, { value, unit });
  }

  @Directive('@inaccessible')
  @Field(() => ID, {
    nullable: true,
    description:
      'The programme of another city that it was made after, `<city>:programme:<local>`, which the directory turns into `adaptedFrom`.',
  })
  @Column('text', { name: 'adapted_from', nullable: true })
  readonly adaptedFromId!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The licence under which the record may be used, such as `CC BY 4.0`. Null when the city does not say.',
  })
  @Column('text', { nullable: true })
  readonly licence!: string | null;

  @Field(() => PartialDate, {
    nullable: true,
    description: 'When the city last looked whether the record is still true. Null when it does not say.',
  })
  @Column('text', { name: 'reviewed_on', nullable: true })
  readonly reviewedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the record comes from.' })
  @Column('text', { nullable: true })
  readonly source!: string | null;

  @Field(() => DateTime, { description: 'When the city last changed the record.' })
  @Column('timestamptz', { name: 'updated_at' })
  readonly updatedAt!: Date;

  @Field(() => [Attribute], { description: `What the city publishes beyond the contract. ${AT_MOST}` })
  @Column('jsonb')
  readonly additional!: Attribute[];
}

/** Listed by title. */
export const programme = {
  type: 'programme',
  entity: Programme,
  seenBy: byVisibility,
  sort: 'sort_title',
} as const satisfies NodeKind<Programme>;

@ObjectType({ description: 'A programme on a page.' })
class ProgrammeEdge extends EdgeOf(Programme) {}

@ObjectType({ description: 'A page of programmes.' })
export class ProgrammeConnection extends ConnectionOf(Programme, ProgrammeEdge) {}

@InputType({
  description: "Which of a city's programmes to list. Conditions are joined by AND, the values of one by OR.",
})
export class CityProgrammeFilter {
  @Field(() => [ProgrammeStatus], { nullable: true, description: 'Only programmes in these states.' })
  readonly statuses?: ProgrammeStatus[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only programmes that are, or are not, a good practice.' })
  readonly goodPractice?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only programmes that are, or are not, open to visitors.' })
  readonly openToVisitors?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only programmes of which results are, or are not, told.' })
  readonly hasResults?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only programmes of which a cost is, or is not, told.' })
  readonly hasCosts?: boolean | null;

  @Field(() => [String], {
    nullable: true,
    description: `Only programmes that one of these gives money to, written as \`Funding.funder\` has it. ${MAX_NAMES} at most.`,
  })
  readonly funders?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `Only programmes for a target group in whose name one of these stands, whatever the case of letters: \`jugend\` finds \`Jugendliche ohne Wohnung\`. ${MAX_NAMES} at most.`,
  })
  readonly targetGroups?: string[] | null;
}

/** What the filter asks for, as conditions on `item`. An empty list is no condition. */
export function programmeConditions(
  {
    statuses,
    goodPractice,
    openToVisitors,
    hasResults,
    hasCosts,
    costsBelow: limit,
    funders,
    targetGroups,
    updatedSince,
  }: CityProgrammeFilter & UpdatedSince & { readonly costsBelow?: CostLimit | null },
  parameters: SqlParameters,
): readonly string[] {
  const conditions = isUpdatedSince(updatedSince, parameters);
  if (statuses?.length) {
    conditions.push(`item.status = ANY(${parameters.bind(statuses)})`);
  }
  if (goodPractice != null) {
    conditions.push(`item.good_practice = ${parameters.bind(goodPractice)}`);
  }
  if (openToVisitors != null) {
    conditions.push(`item.open_to_visitors = ${parameters.bind(openToVisitors)}`);
  }
  if (hasResults != null) {
    conditions.push(
      `EXISTS (SELECT FROM programme_result WHERE programme_key = item.key) = ${parameters.bind(hasResults)}`,
    );
  }
  if (hasCosts != null) {
    conditions.push(`${HAS_COSTS} = ${parameters.bind(hasCosts)}`);
  }
  if (limit != null) {
    conditions.push(...costsBelow(limit, parameters));
  }
  if (funders?.length) {
    checkNames('funders', funders);
    conditions.push(
      `EXISTS (SELECT FROM programme_funding WHERE programme_key = item.key AND funder = ANY(${parameters.bind(funders)}))`,
    );
  }
  if (targetGroups?.length) {
    checkNames('targetGroups', targetGroups);
    const asked = `ARRAY(SELECT lower(name) FROM unnest(${parameters.bind(targetGroups)}::text[]) AS name)`;
    conditions.push(
      `EXISTS (SELECT FROM unnest(item.target_groups) AS own, unnest(${asked}) AS asked WHERE strpos(lower(own), asked) > 0)`,
    );
  }
  return conditions;
}

/** Each record is held against each of them. */
function checkNames(condition: string, names: readonly string[]): void {
  if (names.length <= MAX_NAMES) return;
  const argument = `filter.${condition}`;
  throw new BadUserInputError(argument, `${argument} must have at most ${MAX_NAMES} items, but got ${names.length}.`);
}
