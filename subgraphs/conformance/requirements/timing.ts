import { NotMetError } from '../checkErrors';
import { readList } from '../records/readList';
import { staff } from '../records/RecordKind';
import type { Requirement } from '../Requirement';

const ROUNDS = 20;
const MAX_P95_MS = 1000;

export const timing: readonly Requirement[] = [
  {
    id: 'CITY-120',
    level: 'SHOULD',
    title: 'answer 95 of 100 small requests within a second',
    async check(city) {
      const { records } = await readList(city, staff);
      const representations = records.slice(0, 20).map(({ id }) => ({ __typename: 'Staff', id }));
      const took: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const answers = [
          await city.ask('{ summary { version } }'),
          await city.ask(
            'query Page($representations: [_Any!]!) { _entities(representations: $representations) { ... on Staff { id name programmes { title } experiences { role topic { label } } } } }',
            { variables: { representations } },
          ),
          await city.ask(`{ staffHits(text: "plan", day: "${city.day}", first: 20) { total hits { id score } } }`),
        ];
        took.push(...answers.map(({ tookMs }) => tookMs));
      }
      took.sort((a, b) => a - b);
      const p95 = Math.round(took[Math.ceil(took.length * 0.95) - 1] ?? 0);
      const seen = `p95 ${p95} ms, median ${Math.round(took[Math.floor(took.length / 2)] ?? 0)} ms of ${took.length}`;
      if (p95 > MAX_P95_MS) throw new NotMetError(seen);
      return seen;
    },
  },
];
