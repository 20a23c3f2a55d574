import { z } from 'zod';
import { ContractBreachError } from '../ContractBreachError';
import { isConceptId } from '../id/isConceptId';

/** How many of a city's records rest on topics that map directly to a concept. */
export interface ConceptCount {
  readonly staff: number;
  readonly programmes: number;
  readonly exchanges: number;
  readonly offers: number;
}

/** By `concept:<slug>`. A concept that is missing counts nothing. */
export type Counts = ReadonlyMap<string, ConceptCount>;

/** Which counts a city's summary has, and how old they are. */
export interface SummaryVersion {
  /** Changes whenever the counts may have changed. */
  readonly version: string;
  readonly asOf: Date;
}

/** What a city can match, in counts. */
export interface Summary extends SummaryVersion {
  /** Of records that everybody may see. */
  readonly public: Counts;
  /** Of the further records that signed-in members may see. */
  readonly network: Counts;
}

/** As many concepts as a vocabulary is expected to have. */
const MAX_CONCEPTS = 10_000;

const count = z.int32().min(0);

const section = z
  .array(z.object({ concept: z.string(), staff: count, programmes: count, exchanges: count, offers: count }))
  .max(MAX_CONCEPTS);

const versionShape = z.object({
  version: z.string().min(1).max(200),
  asOf: z.iso.datetime({ offset: true }),
});

const shape = versionShape.extend({ public: section, network: section });

/**
 * Reads a city's `summary`, which is untrusted.
 *
 * @throws ContractBreachError that says what is wrong with it
 */
export function parseSummary(raw: unknown): Summary {
  const parsed = parse(shape, raw);
  return {
    version: parsed.version,
    asOf: new Date(parsed.asOf),
    public: toCounts('public', parsed.public),
    network: toCounts('network', parsed.network),
  };
}

/**
 * Reads a city's `summary` of which only version and age were asked for.
 *
 * @throws ContractBreachError that says what is wrong with it
 */
export function parseSummaryVersion(raw: unknown): SummaryVersion {
  const { version, asOf } = parse(versionShape, raw);
  return { version, asOf: new Date(asOf) };
}

function parse<T>(expected: z.ZodType<T>, raw: unknown): T {
  const parsed = expected.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ContractBreachError(`summary.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is malformed'}`);
}

function toCounts(name: 'public' | 'network', entries: z.output<typeof section>): Counts {
  const counts = new Map<string, ConceptCount>();
  for (const [at, { concept, ...numbers }] of entries.entries()) {
    if (!isConceptId(concept)) {
      throw new ContractBreachError(`summary.${name}.${at}.concept: is not the id of a concept`);
    }
    if (counts.has(concept)) throw new ContractBreachError(`summary.${name}.${at}.concept: stands there twice`);
    counts.set(concept, numbers);
  }
  return counts;
}
