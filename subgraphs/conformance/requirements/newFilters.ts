import { ContractBreachError } from '../../search/hits/readFields';
import { verifyFacets } from '../../search/facets/verifyFacets';
import { NotMetError, NoEvidenceError } from '../checkErrors';
import { anyOf, askFacets } from '../hits/askHits';
import { findConcepts } from '../hits/findConcepts';
import { forEachKind } from '../hits/forEachKind';
import { newFilters as filters } from '../hits/filterChecks';
import { hitKinds, offerHitKind } from '../hits/HitKind';
import { MOST_RECOUNTED } from '../hits/recountFacets';
import type { Requirement } from '../Requirement';
import { expectServed } from '../readServed';
import { searchesOf } from './contract';
import { checkRecount, CONCEPTS } from './facets';

// By what contract 1.1 lets searches be narrowed, and how it divides what they find.

const FILTERS = [
  'StaffHitFilter.updatedSince',
  ...['hasResults', 'hasCosts', 'costsBelow', 'funders', 'targetGroups', 'updatedSince'].map(
    (name) => `ProgrammeHitFilter.${name}`,
  ),
  ...['startsAfter', 'hasResults', 'updatedSince'].map((name) => `ExchangeHitFilter.${name}`),
  ...['languages', 'updatedSince'].map((name) => `OfferHitFilter.${name}`),
];

const FACETS = [
  'HitFacets.years',
  'HitFacets.goodPractice',
  'HitFacets.openToVisitors',
  'HitFacets.funders',
  'OfferHits.facets',
  'HitFacets.needStatuses',
];

export const newFilters: readonly Requirement[] = [
  {
    id: 'CITY-190',
    level: 'MUST',
    title: 'find by a filter that came with contract 1.1 those records that pass it, all of them and no other',
    async check(city) {
      await expectServed(city, ...FILTERS);
      return forEachKind(filters, [...hitKinds, offerHitKind])(city);
    },
  },
  {
    id: 'CITY-191',
    level: 'MUST',
    title:
      'count in the facets of contract 1.1 what the records found have: years, marks of programmes, funders, states of needs',
    async check(city) {
      await expectServed(city, ...FACETS);
      return forEachKind(
        async (of, kind) => {
          const concepts = (await findConcepts(of, kind)).filter(
            ({ total, isExact }) => isExact && total <= MOST_RECOUNTED,
          );
          if (concepts.length === 0) throw new NoEvidenceError(`each concept finds more than ${MOST_RECOUNTED}`);
          const some = concepts.slice(0, CONCEPTS);
          for (const { concept } of some) {
            const { total, lists } = await askFacets(of, kind, { groups: [anyOf(concept)] }, kind.newFacets);
            try {
              verifyFacets(kind.newFacets, lists, total);
            } catch (error) {
              if (error instanceof ContractBreachError) throw new NotMetError(`${kind.hitsField}: ${error.message}`);
              throw error;
            }
            await checkRecount(of, kind, concept, of.widest, (told, counted) => told !== counted, kind.newFacets);
          }
          return some.map(({ concept, total }) => `${total} by ${concept}`).join(', ');
        },
        (await searchesOf(city)).filter((kind) => kind.newFacets.length > 0),
      )(city);
    },
  },
];
