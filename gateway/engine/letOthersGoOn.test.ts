import { AnswerWork } from './AnswerWork';
import { isTurnOver } from './turns';
import { letOthersGoOn } from '../../subgraphs/search/ask/turns';

test('siblings that come in the same turn do not all go on in it', async () => {
  const work = new AnswerWork();
  let turns = 0;
  let isOver = false;
  const count = (): void => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const turnsOf = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const others = letOthersGoOn({ work });
      if (others) await others;
      while (!isTurnOver());
      return turns;
    }),
  );
  isOver = true;
  // Each used up a turn, so that no two of them went on in the same one.
  expect(new Set(turnsOf).size).toBe(10);
});
