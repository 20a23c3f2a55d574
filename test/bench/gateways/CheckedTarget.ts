import { isDeepStrictEqual } from 'node:util';
import { createPost } from '../createPost';
import { QUESTIONS } from './network/BenchNetwork';
import type { Target } from './targets/Target';

/** A target all of whose answers were held against the network's data. */
export interface CheckedTarget {
  readonly target: Target;
  readonly questions: readonly number[];
  /** Resolves when the answer is there again, and the same. */
  ask(question: number): Promise<void>;
  close(): Promise<void>;
}

/** The answer is not what the network holds, so its time says nothing. */
export class WrongAnswerError extends Error {
  override readonly name = 'WrongAnswerError';

  constructor({ name }: Target, question: number, expected: string, answer: string) {
    let place = 0;
    while (expected[place] === answer[place]) place++;
    const excerpt = (text: string): string => text.slice(Math.max(0, place - 100), place + 300);
    super(`${name} answers question ${question} with …${excerpt(answer)}…\nwhere it should be …${excerpt(expected)}…`);
  }
}

/**
 * Asks every question once and checks the answer as data. Later answers are compared as text, which costs next to nothing.
 *
 * @throws WrongAnswerError
 */
export async function checkTarget(target: Target, connections: number): Promise<CheckedTarget> {
  const client = createPost(target.url, connections);
  const bodies: string[] = [];
  const answers: string[] = [];
  try {
    for (let question = 0; question < QUESTIONS; question++) {
      bodies.push(target.task.bodyOf(question));
      const answer = await client.post(bodies[question]!);
      const expected = target.task.expected(question);
      if (!isDeepStrictEqual(JSON.parse(answer), expected)) {
        throw new WrongAnswerError(target, question, JSON.stringify(expected), answer);
      }
      answers.push(answer);
    }
  } catch (error) {
    await client.close();
    throw error;
  }
  return {
    target,
    questions: [...answers.keys()],
    async ask(question) {
      const answer = await client.post(bodies[question]!);
      if (answer !== answers[question]) throw new WrongAnswerError(target, question, answers[question]!, answer);
    },
    close: () => client.close(),
  };
}
