/** So many records of a kind would be retired. */
export interface Removal {
  readonly kind: string;
  readonly retired: number;
  readonly before: number;
}

/** The import would retire more than is allowed, which is more often a file cut short than a wish. Nothing was changed. */
export class RemovalRefusedError extends Error {
  override readonly name = 'RemovalRefusedError';

  constructor(
    readonly removals: readonly Removal[],
    readonly allowedPercent: number,
  ) {
    super(
      `The import would retire ${removals.map(describe).join(', ')}: more than the ${allowedPercent} % allowed of a kind. ` +
        `Nothing was changed. If it is right, allow it with --allow-removal ${Math.max(...removals.map(percent))}.`,
    );
  }
}

function describe(removal: Removal): string {
  return `${removal.retired} of ${removal.before} ${removal.kind} (${percent(removal)} %)`;
}

/** Rounded up, so that allowing it allows it. */
function percent({ retired, before }: Removal): number {
  return Math.ceil((100 * retired) / before);
}
