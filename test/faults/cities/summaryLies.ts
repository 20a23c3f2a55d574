import type { Lie } from './Fault';

const COUNT = { concept: 'concept:housing-plan', staff: 2, programmes: 0, exchanges: 0, offers: 0 };

/** Of the full counts; when these are asked for, the version is asked with them. */
const about =
  (change: object): Lie['tell'] =>
  ({ data }) => ({ data: { summary: { ...data.summary, ...change } } });

const counting = (...counts: readonly object[]): Lie['tell'] => about({ public: counts });
const concepts = (size: number): object[] => new Array(size).fill(COUNT);

/** Lies about what a city has, in counts. */
export const summaryLies: readonly Lie[] = [
  { id: 'FLT-230', does: 'gives no counts', tell: () => ({ data: { summary: null } }) },
  { id: 'FLT-231', does: 'counts less than nothing', tell: counting({ ...COUNT, staff: -1 }) },
  { id: 'FLT-232', does: 'counts in halves', tell: counting({ ...COUNT, staff: 1.5 }) },
  { id: 'FLT-233', does: 'counts beyond all numbers', tell: counting({ ...COUNT, staff: 1e308 }) },
  { id: 'FLT-234', does: 'gives a text for a count', tell: counting({ ...COUNT, staff: '2' }) },
  {
    id: 'FLT-235',
    does: 'counts what is no concept',
    tell: counting({ ...COUNT, concept: 'musterstadt:topic:plans' }),
  },
  { id: 'FLT-236', does: 'counts a concept twice', tell: counting(COUNT, COUNT) },
  { id: 'FLT-237', does: 'counts ten thousand and one concepts', tell: about({ public: concepts(10_001) }) },
  { id: 'FLT-238', does: 'counts 200,000 concepts', tell: about({ public: concepts(200_000) }) },
  { id: 'FLT-239', does: 'gives its counts no version', tell: about({ version: '' }) },
  { id: 'FLT-240', does: 'gives its counts a version of a megabyte', tell: about({ version: 'v'.repeat(1024 ** 2) }) },
  { id: 'FLT-241', does: 'gives its counts a day that there is not', tell: about({ asOf: 'yesterday' }) },
  { id: 'FLT-242', does: 'reports an error alone', tell: () => ({ errors: [{ message: 'no' }] }) },
];
