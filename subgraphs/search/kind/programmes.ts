import { flag, oneOf, orNull, partialDate } from '../hits/fieldRules';
import type { ProgrammeFeatures } from '../hits/score';
import { PROGRAMME_STATUSES } from '../../contract/enums';
import { scoreProgramme } from '../hits/score';
import type { SearchKind } from './SearchKind';

export const programmes: SearchKind<ProgrammeFeatures> = {
  name: 'programmes',
  typename: 'Programme',
  idType: 'programme',
  hitsField: 'programmeHits',
  filterType: 'ProgrammeHitFilter',
  counted: 'programmes',
  features: {
    status: orNull(oneOf(PROGRAMME_STATUSES)),
    goodPractice: flag,
    since: orNull(partialDate),
    until: orNull(partialDate),
  },
  facets: ['concepts', 'statuses'],
  score: scoreProgramme,
};
