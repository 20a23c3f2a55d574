import { describeProblem } from './Problem';
import type { Problem } from './Problem';

const SHOWN = 5;

/** The source cannot be imported as it is. It carries the problems found; nothing was changed. */
export class ImportError extends Error {
  override readonly name = 'ImportError';

  constructor(
    /** All of them, or the first thousand. */
    readonly problems: readonly Problem[],
    /** How many there are. */
    readonly count = problems.length,
  ) {
    super(summarise(problems, count));
  }
}

function summarise(problems: readonly Problem[], count: number): string {
  const total = count === 1 ? 'a problem' : `${count} problems`;
  const shown = problems.slice(0, SHOWN).map((problem) => `\n  ${describeProblem(problem)}`);
  const rest = count > SHOWN ? `\n  and ${count - SHOWN} more.` : '';
  return `The import found ${total} and changed nothing:${shown.join('')}${rest}`;
}
