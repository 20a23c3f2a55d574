import type { CityUnderCheck } from './CityUnderCheck';
import { NotMetError } from './checkErrors';
import { formatVerdicts, judge } from './Verdict';

test('what a city says of itself does nothing on the terminal of whoever judges it, and does not fill it', async () => {
  const said = `\u001b]0;x\u0007\u009b2J\u202e${'x'.repeat(100_000)}`;
  const verdict = await judge(
    {
      ...{ id: 'CITY-999', level: 'MUST', title: 'answers' },
      check: () => Promise.reject(new NotMetError(`It answered "${said}".`)),
    },
    undefined as unknown as CityUnderCheck,
  );
  expect(verdict).toMatchObject({ status: 'FAIL', seen: expect.stringMatching(/^It answered "\\u001b\]0;x\\u0007/) });
  const table = formatVerdicts([verdict], 100);
  expect(['\u001b', '\u009b', '\u202e'].filter((hostile) => table.includes(hostile))).toEqual([]);
  expect(table.length).toBeLessThan(20_000);
});
