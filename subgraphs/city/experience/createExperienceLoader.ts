import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { rowsByOwner } from '../database/rowsByOwner';
import { Experience } from './Experience';

/**
 * Loads the experience of many staff in one statement, latest first: what runs, then by the day it ended, then by the
 * day it began; work without any date comes last. The staff must be visible to the viewer.
 */
export function createExperienceLoader(dataSource: DataSource): DataLoader<string, readonly Experience[]> {
  return new DataLoader(async (staff) => {
    const experiences = await dataSource
      .getRepository(Experience)
      .createQueryBuilder('experience')
      .where('experience.staffKey = ANY(:staff)', { staff })
      .orderBy(
        `CASE WHEN experience.until IS NULL AND experience.since IS NOT NULL THEN 'infinity'::date
              ELSE last_day(experience.until) END`,
        'DESC',
        'NULLS LAST',
      )
      .addOrderBy('first_day(experience.since)', 'DESC', 'NULLS LAST')
      .addOrderBy('experience.key')
      .getMany();
    return rowsByOwner(staff, experiences, ({ staffKey }) => staffKey);
  });
}
