import type { Step } from './Execution';

/** All steps begin at once. */
export function parallelStep(steps: readonly Step[]): Step {
  return async (execution, place) => {
    await Promise.all(steps.map((step) => step(execution, place)));
  };
}
