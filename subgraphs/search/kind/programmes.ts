import { z } from 'zod';
import type { ProgrammeFeatures } from '../hits/score';
import { PROGRAMME_STATUSES, scoreProgramme } from '../hits/score';
import type { SearchKind } from './SearchKind';
import { partialDate } from './SearchKind';

export const programmes: SearchKind<ProgrammeFeatures> = {
  name: 'programmes',
  typename: 'Programme',
  idType: 'programme',
  hitsField: 'programmeHits',
  filterType: 'ProgrammeHitFilter',
  counted: 'programmes',
  features: z.object({
    status: z.enum(PROGRAMME_STATUSES).nullable(),
    goodPractice: z.boolean(),
    since: partialDate,
    until: partialDate,
  }),
  facets: ['concepts', 'statuses'],
  score: scoreProgramme,
};
