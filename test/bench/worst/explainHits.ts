import type { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { ANONYMOUS } from '../../../subgraphs/contract/tokens';
import { findExchangeHits } from '../../../subgraphs/city/hits/exchangeHits';
import { findNeedHits } from '../../../subgraphs/city/hits/needHits';
import { findOfferHits } from '../../../subgraphs/city/hits/offerHits';
import { findProgrammeHits } from '../../../subgraphs/city/hits/programmeHits';
import { parseQuestion } from '../../../subgraphs/city/hits/question';
import type { HitArguments } from '../../../subgraphs/city/hits/question';
import { findStaffHits } from '../../../subgraphs/city/hits/staffHits';
import { createHitsOperation } from '../../../subgraphs/search/hits/HitsRequest';
import { KINDS } from './CityQuestions';
import type { Asked } from './CityQuestions';

const FINDERS = {
  experts: findStaffHits,
  programmes: findProgrammeHits,
  exchanges: findExchangeHits,
  offers: findOfferHits,
  needs: findNeedHits,
} as const;

/** The plan by which PostgreSQL answers one question, with what each step took. */
export async function explainHits(client: Client, cityId: string, { question, request }: Asked): Promise<string> {
  const kind = KINDS[question.kind];
  const { variables } = createHitsOperation(kind, request);
  const { filter = null, ...args } = variables as { readonly filter?: object };
  const statements: { readonly text: string; readonly values: unknown[] }[] = [];
  const context = {
    cityId,
    dataSource: {
      query(text: string, values: unknown[]) {
        statements.push({ text, values });
        return Promise.resolve([]);
      },
    } as unknown as DataSource,
    sections: ['PUBLIC'],
    disclosures: null,
    viewer: ANONYMOUS,
    minCount: 3,
  };
  const hits = { ...args, reversed: request.reversed ?? false } as unknown as HitArguments;
  await FINDERS[question.kind](context as never, parseQuestion(hits), filter, request.wantsFacets ? kind.facets : []);
  const plans: string[] = [];
  for (const { text, values } of statements) {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN (ANALYZE, BUFFERS, SUMMARY) ${text}`,
      values,
    );
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
  }
  return plans.join('\n\n');
}
