import { z } from 'zod';
import { ContractBreachError } from '../ContractBreachError';
import { isConceptId } from '../id/isConceptId';

/** How many of a city's records rest on topics that map directly to a concept. */
export interface ConceptCount {
  readonly staff: number;
  readonly programmes: number;
  readonly exchanges: number;
}

/** By `concept:<slug>`. A concept that is missing counts nothing. */
export type Counts = ReadonlyMap<string, ConceptCount>;

/** What a city can match, in counts. */
export interface Summary {
  readonly version: string;
  readonly asOf: Date;
  /** Of records that everybody may see. */
  readonly public: Counts;
  /** Of the further records that signed-in members may see. */
  readonly network: Counts;
}

const count = z.int().min(0);

const section = z.array(z.object({ concept: z.string(), staff: count, programmes: count, exchanges: count }));

const shape = z.object({
  version: z.string().min(1).max(200),
  asOf: z.iso.datetime({ offset: true }),
  public: section,
  network: section,
});

/**
 * Reads a city's `summary`, which is untrusted.
 *
 * @throws ContractBreachError that says what is wrong with it
 */
export function parseSummary(raw: unknown): Summary {
  const parsed = shape.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ContractBreachError(`summary.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is malformed'}`);
  }
  const { version, asOf } = parsed.data;
  return {
    version,
    asOf: new Date(asOf),
    public: toCounts('public', parsed.data.public),
    network: toCounts('network', parsed.data.network),
  };
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
