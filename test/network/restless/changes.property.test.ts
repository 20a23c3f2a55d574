import fc from 'fast-check';
import { anyContent, anyEvent, RestlessNetwork, slugs, STATUS } from './RestlessNetwork';
import type { Event, Slug } from './RestlessNetwork';

// Who keeps a copy of the programmes of three cities by asking what changed, while the cities import, fail, are late, lag, leave and
// join, has in the end what is in their databases.

let restless: RestlessNetwork;
beforeAll(async () => {
  // Of the clock alone, which the hub is told: what changed half a minute ago is told the next time.
  jest.useFakeTimers({
    doNotFake: [
      ...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate'] as const),
      ...(['nextTick', 'queueMicrotask', 'performance', 'hrtime'] as const),
    ],
  });
  restless = await RestlessNetwork.start();
}, 60_000);
afterAll(async () => {
  await restless.close();
  jest.useRealTimers();
});

const HALF_A_MINUTE_MS = 30_000;

const QUERY = `query ($since: String!, $concepts: [ID!], $text: String, $first: Int, $timeoutMs: Int) {
  changes(since: $since, kinds: [PROGRAMME], concepts: $concepts, text: $text, first: $first, timeoutMs: $timeoutMs) {
    nodes { id: recordId kind at city { id } node { ... on Programme { title } } }
    until
    hasMore
    coverage { cities { city { id } status } }
  }
}`;

interface Change {
  readonly id: string;
  readonly kind: 'ADDED' | 'CHANGED' | 'REMOVED';
  readonly at: string;
  readonly city: { readonly id: string };
  readonly node: { readonly title: string } | null;
}

const ownerOf = (id: string): Slug => slugs.find((slug) => id.startsWith(`${slug}:`))!;
const compare = (one: Change, other: Change): number =>
  Date.parse(one.at) - Date.parse(other.at) || Buffer.compare(Buffer.from(one.id), Buffer.from(other.id));

/** A copy of all programmes: by id, when each could first be read as it is. */
class Copy {
  readonly records = new Map<string, number>();
  readonly #told = new Set<string>();
  #since: string;

  constructor(
    since: Date,
    readonly question: { readonly concepts?: readonly string[]; readonly text?: string },
    readonly first: number,
  ) {
    this.#since = since.toISOString();
  }

  /** A city that joins tells of nothing that it had before, so its programmes are read. */
  async readAnew(city: Slug): Promise<void> {
    for (const id of [...this.records.keys()]) if (ownerOf(id) === city) this.records.delete(id);
    for (const [id, { publishedAt }] of await restless.readAnsweredRows())
      if (ownerOf(id) === city) this.records.set(id, publishedAt);
  }

  /** Asks for what changed, and returns whether there is more. */
  async readOn(event: Event): Promise<boolean> {
    jest.setSystemTime((await restless.now()).getTime() + HALF_A_MINUTE_MS + 1);
    const { question, first } = this;
    const asked = { since: this.#since, ...question, first, timeoutMs: restless.timeoutMs };
    const { data, errors } = await restless.network.query(QUERY, asked);
    expect(errors).toBeUndefined();
    const { nodes, until, hasMore, coverage } = data.changes;
    const statuses = new Map<string, string>(
      coverage.cities.map((told: { city: { id: string }; status: string }) => [told.city.id, told.status]),
    );
    for (const id of slugs) {
      if ('city' in event && event.city === id) expect(statuses.get(id)).toBe(STATUS[event.kind]);
      // On a busy machine the others can be late for a short time, too.
      else if (restless.timeoutMs === null) expect(statuses.get(id)).toBe('ANSWERED');
    }
    expect(nodes).toEqual([...nodes].sort(compare));
    const rows = await restless.readAnsweredRows();
    for (const { id, kind, at, city, node } of nodes as readonly Change[]) {
      expect(city.id).toBe(ownerOf(id));
      expect(this.#told).not.toContain(`${id} ${at}`);
      this.#told.add(`${id} ${at}`);
      if (kind === 'CHANGED') expect(this.records.has(id)).toBe(true);
      expect(node?.title).toBe(kind === 'REMOVED' ? undefined : rows.get(id)?.title);
      if (kind === 'REMOVED') this.records.delete(id);
      else this.records.set(id, Date.parse(at));
    }
    this.#since = until;
    return hasMore;
  }
}

test('a copy that is kept by what changed has what the databases have, and is told of nothing twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(anyContent, anyContent, anyContent),
      // All programmes are about it.
      fc.constantFrom({}, { concepts: ['concept:housing-plan'] }, { text: 'Wohnraumkonzept' }),
      fc.integer({ min: 1, max: 6 }),
      fc.array(anyEvent, { minLength: 3, maxLength: 9 }),
      async (contents, question, first, events) => {
        await restless.settle(contents);
        const copy = new Copy(await restless.now(), question, first);
        const absent = new Set<Slug>(slugs);
        for (const event of [...events, { kind: 'nothing' } as const]) {
          await restless.happen(event);
          const silent = event.kind === 'fail' || event.kind === 'be late' ? event.city : undefined;
          if (event.kind === 'leave') absent.add(event.city);
          for (const id of absent) {
            if (!restless.isListed(id) || id === silent) continue;
            await copy.readAnew(id);
            absent.delete(id);
          }
          await copy.readOn(event);
        }
        while (await copy.readOn({ kind: 'nothing' }));
        const rows = [...(await restless.readRows())].map(([id, { publishedAt }]) => [id, publishedAt]);
        expect([...copy.records].sort()).toEqual(rows.sort());
      },
    ),
    { numRuns: 6, endOnFailure: true },
  );
}, 120_000);
