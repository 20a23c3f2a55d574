import { buildSchema } from 'graphql';
import { pino } from 'pino';
import type { AnsweredReply, CityReply, FailedReply } from '../../../subgraphs/contract/AskCity';
import type { Admission } from '../../../subgraphs/composing/createAdmission';
import { CityRegistry } from '../CityRegistry';
import type { CityClient } from '../createCityClient';
import { createFitter } from '../fitting/createFitter';

export const SDL_ANSWER: AnsweredReply = {
  status: 'ANSWERED',
  data: { _service: { sdl: 'SDL' } },
  errors: [],
  tookMs: 1,
};
export const DOWN: FailedReply = { status: 'UNREACHABLE', message: 'It could not be reached.', tookMs: 1 };

export interface RegistrySetUp {
  readonly registry: CityRegistry;
  readonly cities: Map<string, { url?: string }>;
  readonly client: CityClient & {
    answer: (query: string) => CityReply | Promise<CityReply>;
    /** Address and operation of each call. */
    readonly asked: string[];
  };
  /** What becomes of the next schema that is examined. */
  readonly verdict: { admission: Admission };
}

/** A network of one connected city whose server answers what the test says, and one listed city. */
export function setUpRegistry(): RegistrySetUp {
  const cities = new Map<string, { url?: string }>([
    ['gera', { url: 'http://gera.example/graphql' }],
    ['velbert', {}],
  ]);
  const verdict: RegistrySetUp['verdict'] = { admission: { status: 'ADMITTED', lacking: new Set() } };
  const client: RegistrySetUp['client'] = {
    answer: () => SDL_ANSWER,
    asked: [],
    ask: async ({ url }, { query }) => {
      client.asked.push(`${url} ${query}`);
      return await client.answer(query);
    },
    close: () => Promise.resolve(),
  };
  const registry = new CityRegistry({
    network: () => ({ cities }),
    client,
    admit: () => verdict.admission,
    fit: createFitter(buildSchema('type Query { name: String fax: String }')),
    limits: { maxCalls: 100, maxCallsPerCity: 10, fairTimeMs: 1_000, resetMs: 5_000 },
    logger: pino({ level: 'silent' }),
  });
  return { registry, cities, client, verdict };
}
