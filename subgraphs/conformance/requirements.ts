import type { Requirement } from './Requirement';
import { backwards } from './requirements/backwards';
import { bounds } from './requirements/bounds';
import { changes } from './requirements/changes';
import { contract } from './requirements/contract';
import { deepRecords } from './requirements/deepRecords';
import { entities } from './requirements/entities';
import { errors } from './requirements/errors';
import { facets } from './requirements/facets';
import { hits } from './requirements/hits';
import { lists } from './requirements/lists';
import { manyMatches } from './requirements/manyMatches';
import { needHits } from './requirements/needHits';
import { newFilters } from './requirements/newFilters';
import { offerHits } from './requirements/offerHits';
import { orders } from './requirements/orders';
import { recordsWithHits } from './requirements/recordsWithHits';
import { summary } from './requirements/summary';
import { tiers } from './requirements/tiers';
import { timing } from './requirements/timing';
import { tokens } from './requirements/tokens';
import { visibility } from './requirements/visibility';

/**
 * What a city's server must and should do, in the order of their ids. What upsets a server most comes late.
 *
 * The kit judges by the hub's own means, so that a city that passes is one that the hub takes: CITY-002 is admission
 * itself, CITY-060 is how the hub reads a summary, and scores, their order, the ownership of ids and the form of facets
 * (CITY-035, CITY-041, CITY-042, CITY-053, CITY-131, CITY-132, CITY-135, CITY-140, CITY-193, CITY-195) are those by which the hub verifies
 * every answer.
 */
export const requirements: readonly Requirement[] = [
  ...contract,
  ...entities,
  ...lists,
  ...hits,
  ...summary,
  ...visibility,
  ...tokens,
  ...errors,
  ...bounds,
  ...timing,
  ...offerHits,
  ...facets,
  ...deepRecords,
  ...tiers,
  ...recordsWithHits,
  ...changes,
  ...newFilters,
  ...needHits,
  ...orders,
  ...backwards,
  ...manyMatches,
];
