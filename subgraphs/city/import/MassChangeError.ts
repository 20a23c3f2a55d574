import type { Changes } from './store/planChanges';

/** What an import does to many records of a kind more often by a slip than by a wish. */
export type MassChange = 'removal' | 'widening' | 'change';

interface Guard {
  /** Goes on from "The import would". */
  readonly does: string;
  readonly countIn: (changes: Changes) => number;
  /** So many percent of what is there are allowed, where nothing else is said. */
  readonly allowed: number;
  /** So few are always allowed: of ten records, one is much. */
  readonly spared: number;
}

const guards: Readonly<Record<MassChange, Guard>> = {
  removal: { does: 'retire', countIn: ({ retired }) => retired, allowed: 20, spared: 0 },
  widening: { does: 'show to more people', countIn: ({ widened }) => widened, allowed: 5, spared: 3 },
  change: { does: 'change', countIn: ({ changed }) => changed, allowed: 50, spared: 20 },
};

/** In percent of the records of a kind that are there. */
export type Allowances = Readonly<Record<MassChange, number>>;

export const usualAllowances: Allowances = {
  removal: guards.removal.allowed,
  widening: guards.widening.allowed,
  change: guards.change.allowed,
};

/** More of a kind than is allowed. */
interface TooMany {
  readonly kind: string;
  readonly count: number;
  readonly before: number;
}

/** Files cut short, a column of visibility filled by mistake, rows that slid: nothing was changed. */
export class MassChangeError extends Error {
  override readonly name = 'MassChangeError';

  /** What an import must not do without being told to; undefined where all of it is allowed. */
  static of(
    changes: ReadonlyMap<string, Changes>,
    guarded: readonly MassChange[],
    allowed: Allowances,
  ): MassChangeError | undefined {
    const sentences = guarded.flatMap((guard) => describe(guard, changes, allowed[guard]));
    if (sentences.length === 0) return undefined;
    const [refusals, flags] = [sentences.map(({ refusal }) => refusal), sentences.map(({ flag }) => flag)];
    return new MassChangeError(
      `${refusals.join(' ')} Nothing was changed. If it is right, allow it with ${flags.join(' ')}.`,
    );
  }
}

function describe(guard: MassChange, changes: ReadonlyMap<string, Changes>, allowed: number) {
  const { does, countIn, spared } = guards[guard];
  const tooMany = [...changes]
    .map(([kind, change]): TooMany => ({ kind, count: countIn(change), before: change.before }))
    .filter(({ count, before }) => count > spared && count * 100 > before * allowed);
  if (tooMany.length === 0) return [];
  const listed = tooMany.map((each) => `${each.count} of ${each.before} ${each.kind} (${percent(each)} %)`);
  return [
    {
      refusal: `The import would ${does} ${listed.join(', ')}: more than the ${allowed} % allowed of a kind.`,
      flag: `--allow-${guard} ${Math.max(...tooMany.map(percent))}`,
    },
  ];
}

/** Rounded up, so that allowing it allows it. */
function percent({ count, before }: TooMany): number {
  return Math.ceil((100 * count) / before);
}
