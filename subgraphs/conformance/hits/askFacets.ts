import { z } from 'zod';
import type { FacetName } from '../../search/facets/verifyFacets';
import type { CityUnderCheck } from '../CityUnderCheck';
import type { HitsQuestion } from './askHits';
import { toRequest } from './askHits';
import type { HitKind } from './HitKind';

const counts = z.array(z.object({ value: z.string(), count: z.int() }));

/** How a city says that its matches divide. Only the form was checked. */
export interface FoundFacets {
  readonly total: number;
  readonly lists: Readonly<Partial<Record<FacetName, z.output<typeof counts>>>>;
}

/** Asks a city for facets as the hub does. */
export function askFacets(city: CityUnderCheck, kind: HitKind, question: HitsQuestion): Promise<FoundFacets> {
  return city.learn(`facets of ${kind.hitsField} ${JSON.stringify(question)}`, async () => {
    const { query, variables } = kind.operation({ ...toRequest(city, question), wantsFacets: true });
    const lists = z.object(Object.fromEntries(kind.facets.map((name) => [name, counts])));
    const answer = z.object({ [kind.hitsField]: z.object({ total: z.int(), facets: lists }) });
    const data = await city.data(query, answer, { variables, viewer: question.viewer });
    const { total = 0, facets = {} } = data[kind.hitsField] ?? {};
    return { total, lists: facets };
  });
}
