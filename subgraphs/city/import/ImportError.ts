import { describeProblem } from './Problem';
import type { Problem } from './Problem';

const SHOWN = 5;

/** The folder cannot be imported as it is. It carries every problem found; nothing was changed. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(summarise(problems));
    this.problems = problems;
  }
}

function summarise(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  const shown = problems.slice(0, SHOWN).map((problem) => `\n  ${describeProblem(problem)}`);
  const rest = problems.length > SHOWN ? `\n  and ${problems.length - SHOWN} more.` : '';
  return `The import found ${count} and changed nothing:${shown.join('')}${rest}`;
}
