import { z } from 'zod';
import type { ExperienceFeatures } from '../hits/score';
import { ROLES, scoreExperience } from '../hits/score';
import type { SearchKind } from './SearchKind';
import { partialDate } from './SearchKind';

export const experts: SearchKind<ExperienceFeatures> = {
  name: 'experts',
  typename: 'Staff',
  idType: 'staff',
  hitsField: 'staffHits',
  filterType: 'StaffHitFilter',
  counted: 'staff',
  features: z.object({ role: z.enum(ROLES).nullable(), since: partialDate, until: partialDate }),
  facets: ['concepts', 'languages', 'roles'],
  score: scoreExperience,
};
