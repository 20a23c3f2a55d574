import { NotMetError, NoEvidenceError } from '../checkErrors';
import { askHits, saysExactness } from '../hits/askHits';
import { toPosition } from '../hits/hitChecks';
import { hitKinds } from '../hits/HitKind';
import { sampleHits } from '../hits/sampleHits';
import { expectServed } from '../readServed';
import type { Requirement } from '../Requirement';
import { searchesOf } from './contract';

// A city that has very many matches may look at some of them alone, and says so, since contract 1.1.

export const manyMatches: readonly Requirement[] = [
  {
    id: 'CITY-210',
    level: 'MUST',
    title: 'say that more match than it counts only where it counts 10,000, and say the same on every page',
    async check(city) {
      await expectServed(city, ...hitKinds.map(({ record }) => `${record.typename}Hits.totalIsExact`));
      let asked = 0;
      let bounded = 0;
      for (const kind of await searchesOf(city)) {
        if (!(await saysExactness(city, kind))) continue;
        const samples = await sampleHits(city, kind).catch((error: unknown) => {
          if (error instanceof NoEvidenceError) return [];
          throw error;
        });
        for (const { total, totalIsExact, hits, question } of samples) {
          asked += 1;
          if (!totalIsExact) bounded += 1;
          if (!totalIsExact && total < city.mostMatches) {
            throw new NotMetError(`${kind.hitsField} counts ${total}, and says that more match`);
          }
          const last = hits.at(-1);
          if (last === undefined) continue;
          const behind = await askHits(city, kind, { ...question, first: 1, after: toPosition(last) });
          if (behind.totalIsExact !== totalIsExact) {
            throw new NotMetError(`${kind.hitsField} says on one page alone that more match than ${total}`);
          }
        }
      }
      if (asked === 0) throw new NoEvidenceError('nothing is found');
      return `${bounded} of ${asked} questions are bounded`;
    },
  },
];
