import DataLoader from 'dataloader';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { DataSource } from 'typeorm';
import type { Visibility } from '../../contract/enums';
import { queryPrepared } from '../database/queryPrepared';
import { RecordTable, rowsByOwner } from '../database/RecordTable';
import { Experience } from '../record/Experience';
import { Programme, programme } from '../record/Programme';
import { Topic, topic } from '../record/Topic';
import type { CityContext } from './context';

@Resolver(() => Experience)
export class ExperienceResolver {
  @FieldResolver(() => Topic, { nullable: true, description: "What it was about, in the city's own term." })
  topic(@Root() experience: Experience, @Ctx() { loaders }: CityContext): Promise<Topic | null> {
    return loaders.records(topic).load(experience.topicKey);
  }

  @FieldResolver(() => Programme, {
    nullable: true,
    description: 'The programme in which it was done, where there was one.',
  })
  async programme(@Root() { programmeKey }: Experience, @Ctx() { loaders }: CityContext): Promise<Programme | null> {
    return programmeKey === null ? null : loaders.records(programme).load(programmeKey);
  }
}

/**
 * Loads the experience of many staff in one statement, latest first: what runs, then by the day it ended, then by the
 * day it began; work without any date comes last. Of staff that the viewer may not see there is none.
 */
export function createExperienceLoader(
  dataSource: DataSource,
  sections: readonly Visibility[],
): DataLoader<string, readonly Experience[]> {
  return new DataLoader(async (staff) => {
    const table = RecordTable.of(dataSource, Experience);
    const answer = await queryPrepared(
      dataSource,
      `SELECT ${table.columns('experience')} FROM ${table.name} AS experience
       WHERE experience.staff_key = ANY($1)
         AND EXISTS (SELECT FROM staff WHERE staff.key = experience.staff_key AND staff.visibility = ANY($2))
       ORDER BY
         CASE WHEN experience.until IS NULL AND experience.since IS NOT NULL THEN 'infinity'::date
           ELSE last_day(experience.until) END DESC NULLS LAST,
         first_day(experience.since) DESC NULLS LAST,
         experience.key`,
      [staff, sections],
    );
    return rowsByOwner(staff, table.readAll(answer), ({ staffKey }) => staffKey);
  });
}
