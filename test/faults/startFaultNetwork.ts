import { writeFile } from 'node:fs/promises';
import { pino } from 'pino';
import { stringify } from 'yaml';
import type { FailureStatus } from '../../subgraphs/contract/AskCity';
import { housingVocabulary } from '../network/housingVocabulary';
import { inventedCity } from '../network/inventedCity';
import { startNetwork } from '../network/startNetwork';
import type { Answer, TestNetwork } from '../network/startNetwork';

/** From a query's arrival to its answer, in milliseconds. */
const TIMEOUT_MS = 3_000;
/** A city that was left alone and is well again is asked again within this time. */
const RESET_MS = 3_000;
/** What a machine with much to do may take beyond. */
const MARGIN_MS = 1_000;

/** Visits to all cities, until each was examined. */
const MAX_ROUNDS = 20;
/** pino's. */
const WARN_LEVEL = 40;
const ERROR_LEVEL = 50;

/** Reference cities, each on a PostgreSQL of its own. */
const SOUND = ['musterstadt', 'voorbeeldstad'];

/** A city as it stands in the network's file. */
export interface ListedCity {
  readonly id: string;
  readonly url: string;
  /** What the hub is to hold of it once it was visited; without it, that it is admitted. */
  readonly status?: 'ADMITTED' | 'UNREACHABLE' | 'REFUSED' | 'QUARANTINED';
}

/** A unit of a city, as the question asks for it. */
export interface FoundUnit {
  readonly id: string;
  readonly name: string;
  readonly languages: readonly string[];
  readonly city: { readonly id: string; readonly name: string } | null;
}

export interface CityCoverage {
  readonly status: FailureStatus | 'ANSWERED' | 'PARTIAL';
  readonly hits: number | null;
  readonly message: string | null;
}

/** What came of a question to the sound cities and to others. */
export interface Outcome {
  /** Of those others. */
  readonly found: readonly FoundUnit[];
  /** Hits without details. */
  readonly lost: number;
  readonly coverage: { readonly asked: number; readonly answered: number; readonly complete: boolean };
  readonly coverageOf: (cityId: string) => CityCoverage | undefined;
  readonly errors: NonNullable<Answer['errors']>;
  /** The body and the head of the hub's response, as they came. */
  readonly text: string;
  readonly headers: Headers;
}

export interface FaultNetwork extends TestNetwork {
  /**
   * Asks the sound cities and these. Whatever these do, the answer has to come in time, hold all that the sound cities
   * have, and tell nobody where a city is; that is checked here.
   */
  ask(cityIds: readonly string[], timeoutMs?: number): Promise<Outcome>;
  /** Asks until all have answered, for as long as a city may be left alone. */
  askUntilWhole(cityIds: readonly string[]): Promise<Outcome>;
  /** Writes these into the network's file beside the sound cities, and has them visited. */
  list(cities: readonly ListedCity[]): Promise<void>;
  /** Nothing failed in the hub until now, and no letter that does something is in its log. */
  expectCleanLog(): void;
  /** What the log has of a city as warnings, each line by its words. */
  warningsOf(cityId: string): readonly string[];
  /** Why a city could not be examined when that was tried last, as the log has it. */
  causeOf(cityId: string): string | undefined;
}

const QUESTION = `query ($cities: [ID!], $timeoutMs: Int, $first: Int) {
  experts(concepts: ["concept:housing-plan"], filter: { cities: $cities }, timeoutMs: $timeoutMs, first: $first) {
    nodes { id name languages city { id name } }
    totalCount
    coverage { asked answered complete cities { city { id } status hits message } }
  }
}`;

/** A hub with two sound cities and some that misbehave when a test says so. No visit comes in between of itself. */
export async function startFaultNetwork(faulty: readonly ListedCity[]): Promise<FaultNetwork> {
  const log: string[] = [];
  const network = await startNetwork({
    vocabulary: housingVocabulary,
    network: { cities: [] },
    content: Object.fromEntries(SOUND.map((id) => [id, inventedCity(id, 2)])),
    // Tests look at what few records make of counts.
    config: { timeoutMs: TIMEOUT_MS, fetchReserveMs: TIMEOUT_MS / 4, breakerResetMs: RESET_MS, minCount: 1 },
    logger: pino({ level: 'debug' }, { write: (line: string) => log.push(line) }),
  });
  let questions = 0;

  async function post(cityIds: readonly string[], timeoutMs: number): Promise<{ text: string; headers: Headers }> {
    questions += 1;
    const cities = [...SOUND, ...cityIds];
    // The hub asks identical questions once.
    const variables = { cities, timeoutMs, first: 50 + (questions % 50) };
    const startedAt = performance.now();
    const response = await fetch(`${network.hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUESTION, variables }),
    });
    const text = await response.text();
    expect(performance.now() - startedAt).toBeLessThan(timeoutMs + MARGIN_MS);
    return { text, headers: response.headers };
  }

  async function ask(cityIds: readonly string[], timeoutMs = TIMEOUT_MS): Promise<Outcome> {
    const { text, headers } = await post(cityIds, timeoutMs);
    expect(text).not.toMatch(/127\.0\.0\.1|localhost|\bE[A-Z]{5,}\b|UND_ERR|node_modules|\bat \S+:\d+/);
    // Nor does a letter that does something, however JSON writes it.
    expect(text.trimEnd()).not.toMatch(/\p{C}|\\[bfnrt]|\\u00[01]/u);
    const { data, errors = [] } = JSON.parse(text) as Answer;
    const { nodes, coverage } = data.experts as { nodes: (FoundUnit | null)[]; coverage: RawCoverage };
    const isOfSound = (unit: FoundUnit): boolean => SOUND.some((id) => unit.id.startsWith(`${id}:`));
    const units = nodes.filter((unit) => unit !== null);
    expect(units.filter(isOfSound)).toEqual([1, 2].flatMap((number) => SOUND.map((id) => unitOf(id, number))));
    const coverageOf = (cityId: string): CityCoverage | undefined =>
      coverage.cities.find(({ city }) => city.id === cityId);
    for (const id of SOUND) expect(coverageOf(id)).toMatchObject({ status: 'ANSWERED', hits: 2, message: null });
    expect(coverage.asked).toBe(SOUND.length + cityIds.length);
    expect(coverage.answered).toBe(coverage.cities.filter(({ status }) => status === 'ANSWERED').length);
    expect(coverage.complete).toBe(coverage.answered === coverage.asked);
    const found = units.filter((unit) => !isOfSound(unit));
    return { found, lost: nodes.length - units.length, coverage, coverageOf, errors, text, headers };
  }

  async function list(cities: readonly ListedCity[]): Promise<void> {
    const sound = SOUND.map((id) => ({ id, url: network.city(id).wire.url }));
    const entries = [...sound, ...cities].map(({ id, url }) => ({ id, name: nameOf(id), country: 'NL', url }));
    await writeFile(network.networkFile, stringify({ name: 'Test network', cities: entries }));
    await network.hub.reload();
    const expected = [...sound, ...cities].map(({ id, status = 'ADMITTED' }: ListedCity) => ({ id, status }));
    // A machine with much to do may have kept a city from being examined in time.
    for (let rounds = 0; rounds < MAX_ROUNDS && !(await stand(expected)); rounds += 1) await network.hub.refresh();
  }

  /** Whether the hub holds of all cities what it should. */
  async function stand(expected: readonly { readonly id: string; readonly status: string }[]): Promise<boolean> {
    const { data } = await network.query('{ cities(first: 100) { nodes { id status } } }');
    const found = data.cities.nodes as { readonly id: string; readonly status: string }[];
    return expected.every(({ id, status }) => found.some((city) => city.id === id && city.status === status));
  }

  try {
    await list(faulty);
    return {
      ...network,
      ask,
      list,
      expectCleanLog() {
        expect(log.length).toBeGreaterThan(0);
        // pino writes such letters as \u001b.
        expect(log.filter((line) => /\p{C}|\\u00[01]/u.test(line.trimEnd()))).toEqual([]);
        const levels = log.map((line) => (JSON.parse(line) as { level: number }).level);
        expect(Math.max(...levels)).toBeLessThan(ERROR_LEVEL);
      },
      warningsOf: (cityId) =>
        log
          .filter((line) => line.includes(`"${cityId}"`))
          .map((line) => JSON.parse(line) as { level: number; msg: string })
          .filter(({ level }) => level === WARN_LEVEL)
          .map(({ msg }) => msg),
      causeOf: (cityId) =>
        log
          .map((line) => JSON.parse(line) as { msg: string; city?: string; cause?: string })
          .findLast(({ msg, city }) => city === cityId && /^city (unreachable|refused)$/.test(msg))?.cause,
      async askUntilWhole(cityIds) {
        const giveUpAt = performance.now() + RESET_MS + MARGIN_MS;
        let outcome = await ask(cityIds);
        while (!outcome.coverage.complete && performance.now() < giveUpAt) {
          await new Promise((resolve) => setTimeout(resolve, 50));
          outcome = await ask(cityIds);
        }
        return outcome;
      },
    };
  } catch (error) {
    await network.close();
    throw error;
  }
}

interface RawCoverage {
  readonly asked: number;
  readonly answered: number;
  readonly complete: boolean;
  readonly cities: readonly (CityCoverage & { readonly city: { readonly id: string } })[];
}

/** What every city of this network has: the unit of this number. */
export function unitOf(cityId: string, number: number): FoundUnit {
  const name = `${nameOf(cityId)} unit ${number}`;
  return {
    id: `${cityId}:staff:unit-${number}`,
    name,
    languages: ['en'],
    city: { id: cityId, name: nameOf(cityId) },
  };
}

function nameOf(cityId: string): string {
  return cityId.charAt(0).toUpperCase() + cityId.slice(1);
}
