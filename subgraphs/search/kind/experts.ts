import { oneOf, orNull, partialDate } from '../hits/fieldRules';
import type { ExperienceFeatures } from '../hits/score';
import { ROLES } from '../../contract/enums';
import { scoreExperience } from '../hits/score';
import type { SearchKind } from './SearchKind';

export const experts: SearchKind<ExperienceFeatures> = {
  name: 'experts',
  typename: 'Staff',
  idType: 'staff',
  hitsField: 'staffHits',
  filterType: 'StaffHitFilter',
  counted: 'staff',
  features: { role: orNull(oneOf(ROLES)), since: orNull(partialDate), until: orNull(partialDate) },
  facets: ['concepts', 'languages', 'roles'],
  score: scoreExperience,
};
