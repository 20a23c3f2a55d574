import { emptyTables } from './emptyTables';
import { countStatements } from './countStatements';
import type { Answer, TestCity } from './openTestCity';
import { openTestCity } from './openTestCity';

const DAY = '2026-03-15';

let city: TestCity;

beforeAll(async () => {
  city = await openTestCity('gera');
  await city.insert('city', { id: 'gera', language: 'de' });
});
beforeEach(() => emptyTables(city.dataSource, 'topic', 'staff', 'programme', 'exchange'));
afterAll(() => city.close());

const group = (...concepts: string[]) => ({
  terms: concepts.map((concept) => ({ concept: `concept:${concept}`, weight: 1000 })),
});

const filterTypes = {
  staff: 'StaffHitFilter',
  programme: 'ProgrammeHitFilter',
  exchange: 'ExchangeHitFilter',
} as const;
const features = {
  staff: 'id score concept mapping text topic role since until',
  programme: 'id score concept mapping text topic status goodPractice since until',
  exchange: 'id score concept mapping text topic since until',
} as const;
type Kind = keyof typeof filterTypes;

const statement = (kind: Kind) => `
  query ($concepts: [ConceptGroup!], $text: String, $filter: ${filterTypes[kind]}, $day: PartialDate!, $first: Int!, $after: HitPosition) {
    hits: ${kind}Hits(concepts: $concepts, text: $text, filter: $filter, day: $day, first: $first, after: $after) {
      total hits { ${features[kind]} }
    }
  }`;

async function search(kind: Kind, question: Record<string, unknown>): Promise<{ total: number; hits: Answer[] }> {
  return (await city.data(statement(kind), { day: DAY, first: 100, ...question })).hits;
}

/** The keys found, in the order of the answer. */
async function found(kind: Kind, question: Record<string, unknown>): Promise<string[]> {
  const { total, hits } = await search(kind, question);
  expect(total).toBe(hits.length);
  return hits.map(({ id }) => id.split(':')[2]);
}

async function map(topic: string, mappings: Record<string, string>): Promise<void> {
  await city.insert('topic', { key: topic });
  for (const [concept, match] of Object.entries(mappings)) {
    await city.insert('topic_mapping', { topic_key: topic, concept_id: `concept:${concept}`, match });
  }
}

/** Staff with an experience for each topic. */
async function employ(key: string, topics: readonly string[], more: Record<string, unknown> = {}): Promise<void> {
  await city.insert('staff', { key, name: key, ...more });
  for (const topic of topics) {
    await city.insert('experience', { key: `${key}-${topic}`, staff_key: key, topic_key: topic });
  }
}

describe('hits by concept', () => {
  it('carry the best experience and the features behind its score', async () => {
    await map('wohnen', { housing: 'EXACT_MATCH' });
    await map('bauen', { housing: 'NARROW_MATCH' });
    await city.insert('staff', { key: 's' });
    await city.insert('experience', { key: '1', staff_key: 's', topic_key: 'bauen', role: 'LED', since: '2010' });
    await city.insert('experience', {
      key: '2',
      staff_key: 's',
      topic_key: 'wohnen',
      role: 'WORKED',
      since: '2025-04',
      until: '2026-01',
    });
    expect(await search('staff', { concepts: [group('housing')] })).toEqual({
      total: 1,
      hits: [
        {
          id: 'gera:staff:s',
          // (5 * 1000 + 2 * 700 + 2 * 1000 + 10 * 1000 / 60) / 10
          score: 856,
          concept: 'concept:housing',
          mapping: 'EXACT_MATCH',
          text: null,
          topic: 'gera:topic:wohnen',
          role: 'WORKED',
          since: '2025-04',
          until: '2026-01',
        },
      ],
    });
  });

  it('carry the features of a programme and of an exchange', async () => {
    await map('wohnen', { housing: 'CLOSE_MATCH' });
    await city.insert('programme', {
      key: 'p',
      status: 'COMPLETED',
      good_practice: true,
      starts_on: '2020',
      ends_on: '2022-06',
    });
    await city.insert('programme_topic', { programme_key: 'p', topic_key: 'wohnen' });
    await city.insert('exchange', { key: 'e', starts_on: '2017-11-07' });
    await city.insert('exchange_topic', { exchange_key: 'e', topic_key: 'wohnen' });
    const matched = { concept: 'concept:housing', mapping: 'CLOSE_MATCH', text: null, topic: 'gera:topic:wohnen' };
    expect((await search('programme', { concepts: [group('housing')] })).hits).toEqual([
      {
        ...matched,
        id: 'gera:programme:p',
        // (6 * 850 + 2 * 700 + 800 + 1000) / 10
        score: 830,
        status: 'COMPLETED',
        goodPractice: true,
        since: '2020',
        until: '2022-06',
      },
    ]);
    expect((await search('exchange', { concepts: [group('housing')] })).hits).toEqual([
      // (7 * 850 + 3 * 200) / 10
      { ...matched, id: 'gera:exchange:e', score: 655, since: '2017-11-07', until: null },
    ]);
  });

  it('match one concept of every group, through whatever experience', async () => {
    await map('wohnen', { housing: 'EXACT_MATCH' });
    await map('kita', { kita: 'EXACT_MATCH' });
    await map('jugend', { youth: 'EXACT_MATCH' });
    await map('beides', { housing: 'BROAD_MATCH', youth: 'BROAD_MATCH' });
    await employ('housing-only', ['wohnen']);
    await employ('housing-and-kita', ['wohnen', 'kita']);
    await employ('housing-and-youth', ['wohnen', 'jugend']);
    await employ('both-in-one', ['beides']);
    await employ('kita-and-youth', ['kita', 'jugend']);

    expect(await found('staff', { concepts: [group('housing')] })).toHaveLength(4);
    expect(await found('staff', { concepts: [group('housing'), group('kita', 'youth')] })).toEqual([
      'housing-and-kita',
      'housing-and-youth',
      'both-in-one',
    ]);
    expect(await found('staff', { concepts: [group('housing'), group('kita'), group('youth')] })).toEqual([]);
    expect(await found('staff', { concepts: [group('housing'), { terms: [] }] })).toEqual([]);
    expect(await found('staff', { concepts: [group('housing'), group('housing')] })).toHaveLength(4);
    expect(await found('staff', { concepts: [group('unknown')] })).toEqual([]);
  });

  it('take the best term over all groups', async () => {
    await map('wohnen', { housing: 'NARROW_MATCH', home: 'EXACT_MATCH' });
    await employ('s', ['wohnen']);
    const concepts = [
      {
        terms: [
          { concept: 'concept:housing', weight: 1000 },
          { concept: 'concept:home', weight: 400 },
        ],
      },
      { terms: [{ concept: 'concept:home', weight: 800 }] },
    ];
    const { hits } = await search('staff', { concepts });
    expect(hits).toMatchObject([{ concept: 'concept:home', mapping: 'EXACT_MATCH', score: 690 }]);
  });

  it('need every word of a text besides, which does not change the score', async () => {
    await map('wohnen', { housing: 'EXACT_MATCH' });
    await employ('a', ['wohnen'], { name: 'Anna Groß' });
    await employ('b', ['wohnen'], { name: 'Berta' });
    const alone = await search('staff', { concepts: [group('housing')] });
    const both = await search('staff', { concepts: [group('housing')], text: 'gross anna' });
    expect(both).toEqual({ total: 1, hits: [alone.hits[0]] });
  });

  it('rest on the roles asked for alone', async () => {
    await map('wohnen', { housing: 'EXACT_MATCH' });
    await map('kita', { kita: 'EXACT_MATCH' });
    await city.insert('staff', { key: 's' });
    await city.insert('experience', { key: '1', staff_key: 's', topic_key: 'wohnen', role: 'LED' });
    await city.insert('experience', { key: '2', staff_key: 's', topic_key: 'kita', role: 'ADVISED' });
    expect(await found('staff', { concepts: [group('housing')], filter: { roles: ['ADVISED'] } })).toEqual([]);
    expect(await found('staff', { concepts: [group('housing'), group('kita')], filter: { roles: ['LED'] } })).toEqual(
      [],
    );
    const { hits } = await search('staff', { concepts: [group('housing', 'kita')], filter: { roles: ['ADVISED'] } });
    expect(hits).toMatchObject([{ role: 'ADVISED', topic: 'gera:topic:kita' }]);
  });
});

describe('hits by text', () => {
  it('fold case and diacritics and need every word, whichever text it stands in', async () => {
    await map('t', {});
    await employ('a', ['t'], { name: 'Jürgen Müller', department: 'Soziales' });
    await employ('b', [], { name: 'Jurgen Meier', role: 'Leiter' });
    await city.insert('experience', {
      key: 'x',
      staff_key: 'a',
      topic_key: 't',
      summary: 'Aktionsplan Wohnungslosigkeit',
    });

    expect(await found('staff', { text: 'JURGEN' })).toEqual(['a', 'b']);
    expect(await found('staff', { text: 'jürgen muller' })).toEqual(['a']);
    expect(await found('staff', { text: 'müller wohnungslosigkeit soziales' })).toEqual(['a']);
    expect(await found('staff', { text: 'meier wohnungslosigkeit' })).toEqual([]);
    expect(await found('staff', { text: 'leiter' })).toEqual(['b']);
    expect(await found('staff', { text: "o'; DROP TABLE staff --" })).toEqual([]);
    expect(await found('staff', { text: 'jur' })).toEqual([]);
  });

  it('weigh 600 when the name or title has all words, else 400, and carry no concept', async () => {
    await map('t', { housing: 'EXACT_MATCH' });
    await city.insert('programme', { key: 'title', title: 'Wohnen für Familien' });
    await city.insert('programme', { key: 'summary', title: 'Plan', summary: 'Wohnen für Familien' });
    await city.insert('programme', { key: 'both', title: 'Wohnen', summary: 'für Familien' });
    await city.insert('programme_topic', { programme_key: 'title', topic_key: 't' });
    const { hits } = await search('programme', { text: 'wohnen familien' });
    expect(hits.map(({ id, text, score }) => [id, text, score])).toEqual([
      ['gera:programme:title', 600, 420],
      ['gera:programme:both', 400, 300],
      ['gera:programme:summary', 400, 300],
    ]);
    expect(hits[0]).toMatchObject({ concept: null, mapping: null, topic: null });
  });

  it('find staff without any experience, at a role of 0 and unknown dates', async () => {
    await employ('a', [], { name: 'Anna' });
    expect((await search('staff', { text: 'anna' })).hits).toEqual([
      {
        id: 'gera:staff:a',
        // (5 * 600 + 0 + 2 * 300 + 300) / 10
        score: 390,
        concept: null,
        mapping: null,
        text: 600,
        topic: null,
        role: null,
        since: null,
        until: null,
      },
    ]);
    expect(await found('staff', { text: 'anna', filter: { roles: ['LED'] } })).toEqual([]);
  });

  it('look at title and summary of an exchange', async () => {
    await city.insert('exchange', {
      key: 'a',
      title: 'Dialog',
      summary: 'Verwaltung und Zivilgesellschaft',
      starts_on: '2017-11-07',
    });
    expect((await search('exchange', { text: 'zivilgesellschaft dialog' })).hits).toMatchObject([
      { text: 400, score: 340 },
    ]);
  });
});

describe('the filter of a search', () => {
  it('narrows staff by kind and by language, region or not', async () => {
    await map('t', { housing: 'EXACT_MATCH' });
    await employ('austrian', ['t'], { languages: ['de-AT'] });
    await employ('dutch', ['t'], { languages: ['nl', 'en'], kind: 'POST' });
    const ask = (filter: object) => found('staff', { concepts: [group('housing')], filter });
    expect(await ask({ languages: ['DE'] })).toEqual(['austrian']);
    expect(await ask({ languages: ['xx', 'yy', 'DE', 'zz'] })).toEqual(['austrian']);
    expect(await ask({ languages: ['de-CH'] })).toEqual([]);
    expect(await ask({ languages: ['de', 'en'] })).toEqual(['austrian', 'dutch']);
    expect(await ask({ kinds: ['POST', 'UNIT'] })).toEqual(['dutch']);
    expect(await ask({ kinds: [], languages: [], roles: [] })).toEqual(['austrian', 'dutch']);
  });

  it('narrows programmes by status, practice and visitors, of which an unknown is neither yes nor no', async () => {
    await city.insert('programme', {
      key: 'a',
      title: 'x',
      status: 'ACTIVE',
      good_practice: true,
      open_to_visitors: true,
    });
    await city.insert('programme', { key: 'b', title: 'x', status: 'PLANNED', open_to_visitors: false });
    await city.insert('programme', { key: 'c', title: 'x' });
    const ask = async (filter: object) => (await found('programme', { text: 'x', filter })).sort();
    expect(await ask({ statuses: ['ACTIVE', 'COMPLETED'] })).toEqual(['a']);
    expect(await ask({ goodPractice: true })).toEqual(['a']);
    expect(await ask({ goodPractice: false })).toEqual(['b', 'c']);
    expect(await ask({ openToVisitors: false })).toEqual(['b']);
    expect(await ask({})).toEqual(['a', 'b', 'c']);
  });

  it('narrows exchanges by kind', async () => {
    await city.insert('exchange', { key: 'a', title: 'x', kind: 'PEER_REVIEW' }, { key: 'b', title: 'x' });
    expect(await found('exchange', { text: 'x', filter: { kinds: ['PEER_REVIEW'] } })).toEqual(['a']);
  });
});

describe('a page of hits', () => {
  /** Scores that repeat, and keys whose order differs between byte order and most languages' order. */
  async function fill(): Promise<void> {
    await map('exact', { housing: 'EXACT_MATCH' });
    await map('close', { housing: 'CLOSE_MATCH' });
    const keys = ['a', 'B', 'b', 'A', '10', '9', 'a-b', 'a.b', 'a_b', 'ab', 'Z'];
    await city.insert('staff', ...keys.map((key) => ({ key })));
    await city.insert(
      'experience',
      ...keys.map((key, index) => ({ key, staff_key: key, topic_key: index % 2 === 0 ? 'exact' : 'close' })),
    );
  }

  it('comes by score and then by id in byte order, and pages of any size make up the one long list', async () => {
    await fill();
    const concepts = [group('housing')];
    const all = await search('staff', { concepts, first: 1001 });
    const expected = [...all.hits].sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
    expect(all.hits).toEqual(expected);
    expect(new Set(all.hits.map(({ score }) => score)).size).toBe(2);

    for (const first of [1, 2, 3, 10, 11]) {
      const walked: Answer[] = [];
      for (;;) {
        const last = walked.at(-1);
        const after = last && { score: last.score, id: last.id };
        const page = await search('staff', { concepts, first, after });
        expect(page.total).toBe(11);
        if (page.hits.length === 0) break;
        walked.push(...page.hits);
      }
      expect(walked).toEqual(all.hits);
    }
  });

  it("goes on behind another city's hit, as the hub asks when that was the last of its page", async () => {
    await fill();
    const concepts = [group('housing')];
    const { hits } = await search('staff', { concepts });
    const score = hits[0].score;
    const behind = hits.filter((hit) => hit.score < score);
    expect((await search('staff', { concepts, after: { score, id: 'erfurt:staff:x' } })).hits).toEqual(hits);
    expect((await search('staff', { concepts, after: { score, id: 'jena:staff:x' } })).hits).toEqual(behind);
  });

  it('takes one statement', async () => {
    await fill();
    expect(await countStatements(() => search('staff', { concepts: [group('housing')], text: 'someone' }))).toBe(1);
  });
});

describe('a question that cannot be answered', () => {
  it.each([
    ['concepts', {}],
    ['concepts', { concepts: [] }],
    ['text', { text: ' ?! ' }],
    ['text', { concepts: [], text: '' }],
    ['concepts', { concepts: [{ terms: [{ concept: 'concept:x', weight: 0 }] }] }],
    ['concepts', { concepts: [{ terms: [{ concept: 'concept:x', weight: 1001 }] }] }],
    ['concepts.terms.concept', { concepts: [{ terms: [{ concept: 'concept:\0', weight: 1 }] }] }],
    ['day', { text: 'x', day: '2026-03' }],
    ['first', { text: 'x', first: 0 }],
    ['first', { text: 'x', first: 1002 }],
    ['after.id', { text: 'x', after: { score: 1, id: '\0' } }],
    ['text', { text: 'anna\0' }],
  ])('names the argument %s for %j', async (argument, question) => {
    for (const kind of ['staff', 'programme', 'exchange'] as const) {
      const { data, errors } = await city.ask(statement(kind), { day: DAY, first: 10, ...question });
      expect(data ?? null).toBeNull();
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
    }
  });

  it('is refused for a day that does not exist', async () => {
    const { errors } = await city.ask(statement('staff'), { text: 'x', day: '2026-02-30', first: 1 });
    expect(errors?.[0]?.message).toContain('PartialDate must be a date');
  });
});
