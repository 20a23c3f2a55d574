import { LESSON_KINDS } from '../../contract/enums';
import type { CityPlan } from './CityPlan';
import { createRandom } from './createRandom';
import type { Random } from './createRandom';
import { phrases } from './phrases';
import type { Row } from './Row';

/** What an invented city says of some of its programmes, by their number from 0, beyond what it says of all. */
export interface Depth {
  /** Columns of the programme itself. */
  readonly columns: (index: number) => Row;
  readonly funding: (index: number) => readonly Row[];
  readonly results: (index: number) => readonly Row[];
  readonly lessons: (index: number) => readonly Row[];
  readonly texts: (index: number) => readonly Row[];
}

/**
 * Each draws random numbers of its own, so that none of them changes what the others are, or what a city has beside.
 *
 * @param keyOf the key of a programme
 */
export function inventDepth({ seed, cityId, language }: CityPlan, keyOf: (index: number) => string): Depth {
  const book = phrases[language];
  const randomOf = (kind: string, index: number): Random => createRandom(seed, kind, index);

  /** In thousands of euros, and how much of it is another's money, in per cent; undefined for a programme without costs. */
  const costsOf = (index: number): { readonly thousands: number; readonly others: number } | undefined => {
    const random = randomOf('costs', index);
    return random.chance(0.5) ? { thousands: 20 + random.integer(3_000), others: 10 * random.integer(9) } : undefined;
  };

  return {
    columns(index) {
      const random = randomOf('depth', index);
      const costs = costsOf(index);
      const isDeep = random.chance(0.4);
      const [problem, approach, group] = [
        random.pick(book.problems),
        random.pick(book.approaches),
        random.pick(book.groups),
      ];
      const effort = `${random.integer(8)}.5`;
      const reach = 20 + random.integer(900);
      return {
        problem: isDeep ? problem : null,
        approach: isDeep ? approach : null,
        costs_total: costs === undefined ? null : `${costs.thousands}000.00`,
        own_share: costs === undefined ? null : percentOf(costs.thousands, 100 - costs.others),
        currency: costs === undefined ? null : 'EUR',
        staff_effort: isDeep ? effort : null,
        target_groups: isDeep ? group : null,
        reach_value: isDeep ? reach : null,
        reach_unit: isDeep ? book.unit : null,
        contact_post: isDeep ? random.pick(book.departments) : null,
        contact_email: isDeep ? `${keyOf(index)}@${cityId}.example` : null,
      };
    },
    funding(index) {
      const costs = costsOf(index);
      if (costs === undefined) return [];
      const { thousands, others } = costs;
      const { kind, fund } = randomOf('funding', index).pick(book.funds);
      const sources = [
        { kind: 'OWN', fund: null, share: 100 - others },
        { kind, fund, share: others },
      ];
      return sources
        .filter(({ share }) => share > 0)
        .map((source) => ({
          programme: keyOf(index),
          kind: source.kind,
          fund: source.fund,
          amount: percentOf(thousands, source.share),
          currency: 'EUR',
          share: source.share,
        }));
    },
    results(index) {
      const random = randomOf('result', index);
      return Array.from({ length: random.chance(0.4) ? 1 + random.integer(2) : 0 }, () => ({
        programme: keyOf(index),
        indicator: random.pick(book.indicators),
        value: 20 + random.integer(500),
        unit: book.unit,
        before: random.chance(0.5) ? random.integer(100) : null,
        date: String(2015 + random.integer(11)),
      }));
    },
    lessons(index) {
      const random = randomOf('lesson', index);
      return Array.from({ length: random.chance(0.3) ? 1 + random.integer(3) : 0 }, () => {
        const kind = random.pick(LESSON_KINDS);
        return { programme: keyOf(index), kind, text: random.pick(book.lessons[kind]) };
      });
    },
    texts(index) {
      const random = randomOf('text', index);
      const other = language === 'en' ? 'de' : 'en';
      if (!random.chance(0.1)) return [];
      const title = random.pick(phrases[other].programmes).replace('%', String(index + 1));
      return [{ programme: keyOf(index), language: other, title, summary: random.pick(phrases[other].about) }];
    },
  };
}

/** Of thousands of euros, in euros. */
function percentOf(thousands: number, percent: number): string {
  return `${thousands * 10 * percent}.00`;
}
