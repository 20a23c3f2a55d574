import type { Step } from './Execution';

/** Each step sees what the ones before it brought. */
export function sequenceStep(steps: readonly Step[]): Step {
  return async (execution, place) => {
    for (const step of steps) await step(execution, place);
  };
}
