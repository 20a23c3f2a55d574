export const TARGETS = ['floor', 'floor-two-rounds', 'hub', 'hub-two-rounds', 'apollo', 'hive', 'hive-rust'] as const;
export type TargetName = (typeof TARGETS)[number];

/** A gateway that runs in a process of its own. */
export interface Target {
  readonly name: TargetName;
  readonly url: string;
  readonly pid: number;
  readonly task: Task;
}

/** What a target is asked, and what it has to answer. */
export interface Task {
  bodyOf(question: number): string;
  /** The answer's JSON, parsed. */
  expected(question: number): unknown;
}
