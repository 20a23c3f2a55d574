import { z } from 'zod';
import { CHANGES_DAYS, MAX_CHANGES, RECORD_KINDS } from '../../contract/changes';
import { parseId } from '../../contract/ids';
import { endOf } from '../../search/changes/Progress';
import type { Place } from '../../search/changes/Progress';
import { createChangesOperation, readChanges } from '../../search/changes/readChanges';
import type { ChangesAnswer, ChangesRequest, FoundChange } from '../../search/changes/readChanges';
import { TYPENAMES } from '../../search/lookUpNodes';
import type { CityUnderCheck } from '../CityUnderCheck';
import { NotMetError, NoEvidenceError } from '../checkErrors';
import { anyOf } from '../hits/askHits';
import { findAll } from '../hits/hitChecks';
import { findWords } from '../hits/sampleHits';
import { readMappedConcepts } from '../hits/findConcepts';
import { readList } from '../records/readList';
import { recordKinds } from '../records/RecordKind';
import type { Requirement } from '../Requirement';
import type { Viewer } from '../TokenMint';
import { expectServed } from '../readServed';
import { searchesOf } from './contract';

// What contract 1.1 asks of changes, of those cities that tell them.

const DAY_MS = 24 * 60 * 60_000;
/** Clocks differ. */
const MOST_AHEAD_MS = 5 * 60_000;
const AGO_MS = (CHANGES_DAYS - 10) * DAY_MS;
/** Enough to judge by. */
const MAX_PAGES = 10;
const SMALL_PAGE = 3;
const REFERENCES = 100;
const CONCEPTS = 3;

const published = z.object({
  _entities: z.array(z.object({ id: z.string(), publishedAt: z.string().nullable() }).nullable()),
});

const REFERENCED = `query Published($representations: [_Any!]!) {
  _entities(representations: $representations) {
    ${recordKinds.map(({ typename }) => `... on ${typename} { id publishedAt }`).join(' ')}
  }
}`;

const viewersOf = (city: CityUnderCheck): readonly Viewer[] =>
  city.widest === 'anonymous' ? ['anonymous'] : ['anonymous', 'member'];

interface ToldChanges {
  readonly changes: readonly FoundChange[];
  readonly until: number;
  /** False where there are more than the kit reads. */
  readonly complete: boolean;
}

/** What changes are asked for. */
type Asked = Pick<ChangesRequest, 'groups' | 'text'>;

/** What changed for a viewer since a moment, read page by page as the hub reads it. */
async function readAll(
  city: CityUnderCheck,
  viewer: Viewer,
  since: number,
  first: number,
  { pages = MAX_PAGES, groups = [], text = null }: { readonly pages?: number } & Partial<Asked> = {},
): Promise<ToldChanges> {
  const changes: FoundChange[] = [];
  let after: Place = endOf(since);
  for (let page = 1; ; page += 1) {
    const told = await ask(city, viewer, { kinds: RECORD_KINDS, groups, text, since, after, first });
    changes.push(...told.changes);
    const last = told.changes.at(-1);
    if (told.changes.length < first || last === undefined) return { changes, until: told.until, complete: true };
    if (page === pages) return { changes, until: last.at - 1, complete: false };
    after = { at: last.at, id: last.id, from: null };
  }
}

/** The same in long pages, for what is not about their form. */
async function readWhole(
  city: CityUnderCheck,
  viewer: Viewer,
  since: number,
  asked: Partial<Asked> = {},
): Promise<ToldChanges> {
  return readAll(city, viewer, since, MAX_CHANGES, asked).catch((error: unknown) => {
    throw error instanceof NotMetError ? new NoEvidenceError('changes have another form, see CITY-181') : error;
  });
}

async function ask(
  city: CityUnderCheck,
  viewer: Viewer,
  request: ChangesRequest,
): Promise<Required<Pick<ChangesAnswer, 'changes' | 'until'>>> {
  const { query, variables } = createChangesOperation(request);
  const { status, data, errors } = await city.ask(query, { variables, viewer });
  if (errors.length > 0 || data === null) throw new NoEvidenceError(`the city answered HTTP ${status}, with an error`);
  const read = readChanges(city.cityId, { status: 'ANSWERED', data, errors: [], tookMs: 0 }, request);
  const { changes, until } = read;
  if (changes === undefined || until === undefined) throw new NotMetError(read.message ?? 'it gives no answer');
  return { changes, until };
}

/** When readers could first see records as they are, by id; those that a viewer does not see are missing. */
async function readPublished(
  city: CityUnderCheck,
  ids: readonly string[],
  viewer: Viewer,
): Promise<ReadonlyMap<string, number | null>> {
  const representations = ids.flatMap((id) => {
    const parsed = parseId(id);
    return parsed?.owner === 'city' ? [{ __typename: TYPENAMES[parsed.type], id }] : [];
  });
  if (representations.length === 0) return new Map();
  const { _entities } = await city.data(REFERENCED, published, { variables: { representations }, viewer });
  return new Map(
    _entities.flatMap((record) =>
      record === null ? [] : [[record.id, record.publishedAt === null ? null : Date.parse(record.publishedAt)]],
    ),
  );
}

const mappings = 'mappings { concept { id } }';
const topicShape = z.object({ mappings: z.array(z.object({ concept: z.object({ id: z.string() }).nullable() })) });
const mapped = z.object({
  _entities: z.array(
    topicShape
      .partial()
      .extend({
        id: z.string(),
        topics: z.array(topicShape).optional(),
        experiences: z.array(z.object({ topic: topicShape.nullable() })).optional(),
      })
      .nullable(),
  ),
});
const MAPPED = `query Mapped($representations: [_Any!]!) {
  _entities(representations: $representations) {
    ... on Topic { id ${mappings} } ... on Staff { id experiences { topic { ${mappings} } } }
    ${['Programme', 'Exchange', 'Need', 'Offer'].map((type) => `... on ${type} { id topics { ${mappings} } }`).join(' ')}
  }
}`;

/** The concepts that each record is on, by its id. */
async function readConcepts(
  city: CityUnderCheck,
  records: readonly FoundChange[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (records.length === 0) return new Map();
  const representations = records.map(({ id, type }) => ({ __typename: TYPENAMES[type], id }));
  const { _entities } = await city.data(MAPPED, mapped, { variables: { representations } });
  return new Map(
    _entities.flatMap((record) => {
      if (record === null) return [];
      const { topics = [], experiences = [], mappings: own = [] } = record;
      const all = [...topics, ...experiences.flatMap(({ topic }) => topic ?? []), { mappings: own }];
      return [[record.id, new Set(all.flatMap((one) => one.mappings.flatMap(({ concept }) => concept?.id ?? [])))]];
    }),
  );
}

export const changes: readonly Requirement[] = [
  {
    id: 'CITY-180',
    level: 'MUST',
    title: 'tell what changed by when it could first be read, of all records that the viewer sees, and of what is gone',
    async check(city) {
      await expectServed(city, 'Query.recordChanges', ...recordKinds.map(({ typename }) => `${typename}.publishedAt`));
      const since = Date.now() - AGO_MS;
      let seen = 0;
      for (const viewer of viewersOf(city)) {
        const told = await readWhole(city, viewer, since);
        const changed = new Map(told.changes.map((change) => [change.id, change]));
        const some = told.changes.slice(0, REFERENCES);
        const shown = await readPublished(
          city,
          some.map(({ id }) => id),
          viewer,
        );
        for (const { id, kind, at } of some) {
          if (kind === 'REMOVED' && shown.has(id)) throw new NotMetError(`${id} is to be gone, and is shown`);
          if (kind !== 'REMOVED' && !shown.has(id)) throw new NotMetError(`it tells of ${id}, which it does not show`);
          if (kind !== 'REMOVED' && shown.get(id) !== at)
            throw new NotMetError(`${id} changed at another time than it was published`);
        }
        for (const kind of recordKinds) {
          const { records } = await readList(city, kind, viewer);
          const ids = records.slice(0, REFERENCES).map(({ id }) => id);
          for (const [id, at] of await readPublished(city, ids, viewer)) {
            if (at === null || at <= since || at > told.until) continue;
            if (!changed.has(id)) throw new NotMetError(`it does not tell that ${id} changed`);
          }
        }
        seen += told.changes.length;
      }
      if (seen === 0) throw new NoEvidenceError(`nothing changed in the last ${AGO_MS / DAY_MS} days`);
      return `${seen} changes`;
    },
  },
  {
    id: 'CITY-181',
    level: 'MUST',
    title:
      'give changes by time, then by id, each once over all pages, and none that is later than it says to know all',
    async check(city) {
      await expectServed(city, 'Query.recordChanges');
      const since = Date.now() - AGO_MS;
      const whole = await readAll(city, city.widest, since, MAX_CHANGES, { pages: 1 });
      const turned = await readAll(city, city.widest, since, SMALL_PAGE);
      const expected = whole.changes.slice(0, turned.complete ? undefined : turned.changes.length);
      const place = expected.findIndex(({ id, at }, index) => {
        const other = turned.changes[index];
        return other?.id !== id || other.at !== at;
      });
      if (place >= 0) throw new NotMetError(`page by page, change ${place + 1} is another one`);
      if (whole.complete && turned.complete && turned.changes.length > expected.length) {
        throw new NotMetError('page by page, there are more changes');
      }
      if (whole.until > Date.now() + MOST_AHEAD_MS) throw new NotMetError('it knows what will be later');
      if (expected.length <= SMALL_PAGE) throw new NoEvidenceError('less changed than there is on a page');
      return `${expected.length} changes, ${SMALL_PAGE} a page`;
    },
  },
  {
    id: 'CITY-182',
    level: 'MUST',
    title: `refuse to tell what changed longer ago than ${CHANGES_DAYS} days, and more than ${MAX_CHANGES} changes at once`,
    async check(city) {
      await expectServed(city, 'Query.recordChanges');
      const now = Date.now();
      for (const [argument, since, first] of [
        ['since', now - (CHANGES_DAYS + 1) * DAY_MS, 1],
        ['first', now, 0],
        ['first', now, MAX_CHANGES + 1],
      ] as const) {
        const request = { kinds: RECORD_KINDS, groups: [], text: null, since, after: endOf(since), first };
        const { query, variables } = createChangesOperation(request);
        const { errors } = await city.ask(query, { variables });
        if (errors[0]?.code !== 'BAD_USER_INPUT') {
          throw new NotMetError(`with ${argument} out of bounds it does not answer BAD_USER_INPUT`);
        }
      }
      return 'three questions refused';
    },
  },
  {
    id: 'CITY-183',
    level: 'MUST',
    title: 'tell by concept of what changed on it as without, and of nothing else but that it is gone',
    async check(city) {
      await expectServed(city, 'Query.recordChanges', 'Query.recordChanges(concepts:)');
      const since = Date.now() - AGO_MS;
      const whole = await readWhole(city, city.widest, since);
      const concepts = (await readMappedConcepts(city)).slice(0, CONCEPTS);
      const some = whole.changes.filter(({ kind }) => kind !== 'REMOVED').slice(0, REFERENCES);
      const conceptsOf = await readConcepts(city, some);
      let seen = 0;
      for (const concept of concepts) {
        const told = await readWhole(city, city.widest, since, { groups: [anyOf(concept)] });
        const changed = new Map(told.changes.map((change) => [change.id, change]));
        for (const { id, kind, at } of some) {
          const of = changed.get(id);
          const isOn = conceptsOf.get(id)?.has(concept) === true;
          if (isOn && (of?.kind !== kind || of.at !== at)) {
            throw new NotMetError(`by ${concept} it does not tell of ${id} as it does without`);
          }
          if (!isOn && of !== undefined && of.kind !== 'REMOVED') {
            throw new NotMetError(`by ${concept} it tells of ${id}, which is not on it`);
          }
          if (isOn) seen += 1;
        }
      }
      if (seen === 0) throw new NoEvidenceError(`nothing changed on ${concepts.length} concepts`);
      return `${seen} changes by ${concepts.length} concepts`;
    },
  },
  {
    id: 'CITY-184',
    level: 'MUST',
    title:
      'tell by text of what changed and is found by it as without, and of nothing else but that it is gone; by text and concept of what is both',
    async check(city) {
      await expectServed(city, 'Query.recordChanges', 'Query.recordChanges(text:)');
      const since = Date.now() - AGO_MS;
      const whole = await readWhole(city, city.widest, since);
      const unread = [anyOf('concept:nothing-has-this')];
      let seen = 0;
      for (const kind of await searchesOf(city)) {
        const [{ word } = { word: '' }] = await findWords(city, kind);
        if (word === '') continue;
        const found = await findAll(city, kind, { text: word });
        const told = await readWhole(city, city.widest, since, { text: word });
        const changed = new Map(told.changes.map((change) => [change.id, change]));
        for (const { id, kind: of, at } of whole.changes.filter(
          ({ type }) => TYPENAMES[type] === kind.record.typename,
        )) {
          const one = changed.get(id);
          if (found.has(id) && of !== 'REMOVED' && (one?.kind !== of || one.at !== at)) {
            throw new NotMetError(`by "${word}" it does not tell of ${id} as it does without`);
          }
          if (!found.has(id) && one !== undefined && one.kind !== 'REMOVED') {
            throw new NotMetError(`by "${word}" it tells of ${id}, which does not contain it`);
          }
          if (found.has(id)) seen += 1;
        }
        const both = await readWhole(city, city.widest, since, { text: word, groups: unread });
        const wrong = both.changes.find((change) => change.kind !== 'REMOVED');
        if (wrong) throw new NotMetError(`by "${word}" and a concept that nothing is on it tells of ${wrong.id}`);
      }
      if (seen === 0) throw new NoEvidenceError('nothing changed that has a word in its name or title');
      return `${seen} changes by words`;
    },
  },
];
