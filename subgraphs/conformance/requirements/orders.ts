import { HIT_ORDERS } from '../../contract/enums';
import type { HitOrder } from '../../contract/enums';
import { foldTitle } from '../../contract/foldTitle';
import { partsOfOrder } from '../../composing/partsOfOrder';
import type { Position } from '../../search/hits/Hit';
import { comparePositions } from '../../search/hits/Hit';
import { SORTED_BY } from '../../search/hits/HitsRequest';
import type { CityUnderCheck } from '../CityUnderCheck';
import { NotMetError } from '../checkErrors';
import { anyOf, askHits } from '../hits/askHits';
import type { FoundHits, HitsQuestion } from '../hits/askHits';
import { findConcepts } from '../hits/findConcepts';
import type { HitCheck } from '../hits/forEachKind';
import { forEachKind } from '../hits/forEachKind';
import { expectRefusal, idsOf, toPosition } from '../hits/hitChecks';
import { hitKinds, needHitKind, offerHitKind } from '../hits/HitKind';
import type { HitKind } from '../hits/HitKind';
import { readFilterable } from '../hits/readFilterable';
import { findWords } from '../hits/sampleHits';
import { readContract } from '../readContract';
import { findHidden } from '../records/findHidden';
import type { Filterable } from '../records/RecordKind';
import type { Requirement } from '../Requirement';
import { expectServed } from '../readServed';

// In what orders hits stand since contract 1.1, and that these can be gone through both ways.

const NEW_ORDERS = ['NEWEST', 'TITLE'] as const satisfies readonly HitOrder[];
/** Hits of one question that are looked at. */
const HITS = 60;

/** Questions by the concept that finds most, and by a word. */
async function makeQuestions(city: CityUnderCheck, kind: HitKind): Promise<readonly HitsQuestion[]> {
  const [{ concept } = { concept: '' }] = await findConcepts(city, kind);
  const [found] = await findWords(city, kind);
  return [{ groups: [anyOf(concept)] }, ...(found === undefined ? [] : [{ text: found.word }])];
}

/** A check of the orders of all searches, of those cities alone that serve them. */
function ofOrders(check: HitCheck, ...besides: readonly string[]): Requirement['check'] {
  const run = forEachKind(check, [...hitKinds, offerHitKind, needHitKind]);
  return async (city) => {
    await expectServed(city, ...partsOfOrder(readContract().schema), ...besides);
    return run(city);
  };
}

/** Runs for questions in each of these orders, and counts the hits. */
function inEach(
  orders: readonly HitOrder[],
  check: (city: CityUnderCheck, kind: HitKind, question: HitsQuestion, found: FoundHits) => Promise<void>,
): HitCheck {
  return async (city, kind) => {
    let count = 0;
    for (const plain of await makeQuestions(city, kind)) {
      for (const order of orders) {
        const question = { ...plain, order };
        const found = await askHits(city, kind, { ...question, first: HITS });
        await check(city, kind, question, found);
        count += found.hits.length;
      }
    }
    return `${count} hits`;
  };
}

/** All pages of a question one by one, as far as its first hits go. */
async function turnPages(
  city: CityUnderCheck,
  kind: HitKind,
  question: HitsQuestion,
  { hits }: FoundHits,
): Promise<readonly string[]> {
  const size = Math.max(1, Math.ceil(hits.length / 4));
  const paged: string[] = [];
  let after: Position | undefined;
  while (paged.length < hits.length) {
    const page = await askHits(city, kind, { ...question, first: size, ...(after && { after }) });
    const last = page.hits.at(-1);
    if (last === undefined) break;
    paged.push(...idsOf(page));
    after = toPosition(last);
  }
  return paged.slice(0, hits.length);
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** By what a record stands in an order. */
function sortOf({ heading }: HitKind['record'], order: HitOrder, record: Filterable): Position['sort'] {
  return order === 'TITLE' ? foldTitle(String(record[heading])) : Date.parse(String(record['updatedAt']));
}

export const orders: readonly Requirement[] = [
  {
    id: 'CITY-200',
    level: 'MUST',
    title: 'say in `updatedAt` and `sortTitle` when the record of a hit was changed, and its folded title or name',
    check: ofOrders(
      inEach(NEW_ORDERS, async (city, kind, { order = 'RELEVANCE' }, { hits }) => {
        const { heading } = kind.record;
        const records = await readFilterable(
          city,
          kind,
          hits.map(({ id }) => id),
          `${heading} updatedAt`,
        );
        for (const { id, sort } of hits) {
          const record = records.get(id);
          if (record === undefined || sort === sortOf(kind.record, order, record)) continue;
          throw new NotMetError(`${kind.hitsField}: ${id} does not have the ${SORTED_BY[order]} of its record`);
        }
      }),
    ),
  },
  {
    id: 'CITY-201',
    level: 'MUST',
    title: 'find and count the same in every order, and order hits by what it says, then by id byte by byte',
    check: ofOrders(
      inEach(NEW_ORDERS, async (city, kind, question, { hits, total }) => {
        const { order } = question;
        const plain = await askHits(city, kind, { ...question, order: 'RELEVANCE', first: HITS });
        if (plain.total !== total) {
          throw new NotMetError(`${kind.hitsField} finds ${plain.total}, and ${total} in the order ${order}`);
        }
        const ids = [plain.hits, hits].map((found) => found.map(({ id }) => id).sort());
        if (total <= HITS && !isSame(ids[0] ?? [], ids[1] ?? [])) {
          throw new NotMetError(`${kind.hitsField} finds others in the order ${order}`);
        }
        for (const [at, hit] of hits.entries()) {
          const before = hits[at - 1];
          const score = plain.hits.find(({ id }) => id === hit.id)?.score ?? hit.score;
          if (hit.score !== score) {
            throw new NotMetError(`${hit.id} has ${hit.score} in the order ${order}, and ${score} by relevance`);
          }
          if (before !== undefined && comparePositions(before, hit) >= 0) {
            throw new NotMetError(`${kind.hitsField}: ${hit.id} stands behind ${before.id} in the order ${order}`);
          }
        }
      }),
    ),
  },
  {
    id: 'CITY-202',
    level: 'MUST',
    title: 'continue a list of hits in every order behind a position, so that pages make one long page',
    check: ofOrders(
      inEach(NEW_ORDERS, async (city, kind, question, found) => {
        if (isSame(await turnPages(city, kind, question, found), idsOf(found))) return;
        throw new NotMetError(`${kind.hitsField}: pages in the order ${question.order} are not one page in parts`);
      }),
    ),
  },
  {
    id: 'CITY-203',
    level: 'MUST',
    title: 'give with `reversed` the list turned round, from its end and behind a position',
    check: ofOrders(
      inEach(HIT_ORDERS, async (city, kind, question, { hits, total }) => {
        const reversed = { ...question, reversed: true };
        const last = hits.at(-1);
        const ids = hits.map(({ id }) => id);
        if (last !== undefined) {
          const back = await askHits(city, kind, { ...reversed, first: HITS, after: toPosition(last) });
          if (!isSame(idsOf(back), ids.slice(0, -1).reverse())) {
            throw new NotMetError(
              `${kind.hitsField}: what stands before a position in the order ${question.order} differs`,
            );
          }
        }
        if (total > HITS) return;
        const fromEnd = await askHits(city, kind, { ...reversed, first: HITS });
        if (!isSame(await turnPages(city, kind, reversed, fromEnd), ids.toReversed())) {
          throw new NotMetError(
            `${kind.hitsField}: the order ${question.order} from its end is not the same turned round`,
          );
        }
      }),
      ...[...hitKinds, offerHitKind, needHitKind].map(({ hitsField }) => `Query.${hitsField}(reversed:)`),
    ),
  },
  {
    id: 'CITY-204',
    level: 'MUST',
    title: 'refuse a position that does not say by what it stands in the order that is asked for',
    check: ofOrders(async (city, kind) => {
      const [question = {}] = await makeQuestions(city, kind);
      for (const order of NEW_ORDERS) {
        const after = { tier: 0, score: 0, id: `${city.cityId}:${kind.record.idType}:1` };
        await expectRefusal(city, kind, { ...question, order, after }, `a position without ${SORTED_BY[order]}`);
      }
      return NEW_ORDERS.join(', ');
    }),
  },
  {
    id: 'CITY-205',
    level: 'MUST',
    title: 'neither find nor count for strangers, in any order, what is for members',
    check: ofOrders(async (city, kind) => {
      const hidden = new Set((await findHidden(city)).map(({ id }) => id));
      const viewer = 'anonymous';
      for (const question of await makeQuestions(city, kind)) {
        const { total: expected } = await askHits(city, kind, { ...question, viewer });
        for (const order of NEW_ORDERS) {
          const { hits, total } = await askHits(city, kind, { ...question, order, viewer });
          const leaked = hits.find(({ id }) => hidden.has(id));
          if (leaked !== undefined) throw new NotMetError(`${kind.hitsField} finds ${leaked.id} for strangers`);
          if (total > expected) throw new NotMetError(`${kind.hitsField} counts ${total} of ${expected} for strangers`);
        }
      }
      return NEW_ORDERS.join(', ');
    }),
  },
];
