import { booleanOf } from './booleanOf';
import type { Step } from './Execution';

/** Runs one of two steps, as a variable says; undefined stands for nothing to do. */
export function conditionStep(variable: string, ifTrue: Step | undefined, ifFalse: Step | undefined): Step {
  return async (execution, place) => {
    await (booleanOf(variable, execution) ? ifTrue : ifFalse)?.(execution, place);
  };
}
