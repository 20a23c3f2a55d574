import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { importSource } from '../../subgraphs/city/import/importSource';
import type { ImportOptions, ImportReport } from '../../subgraphs/city/import/importSource';
import { ImportError } from '../../subgraphs/city/import/Problems';
import { openFile, openFolder } from '../../subgraphs/city/import/source/openSource';
import { acceptMappings } from '../../subgraphs/city/suggest/acceptMappings';
import { findCandidates } from '../../subgraphs/city/suggest/findCandidates';
import { formatSuggestions } from '../../subgraphs/city/suggest/formatSuggestions';
import { readVocabularyFile } from '../../subgraphs/city/suggest/readVocabularyFile';
import type { VocabularyConcept } from '../../subgraphs/city/suggest/readVocabularyFile';
import { suggestMappings } from '../../subgraphs/city/suggest/suggestMappings';
import type { TopicSuggestions } from '../../subgraphs/city/suggest/suggestMappings';
import { emptyTables } from './emptyTables';
import { openTestCity } from './openTestCity';
import type { TestCity } from './openTestCity';

let city: TestCity;
let folder: string;

beforeAll(async () => {
  city = await openTestCity('gera');
});
beforeEach(async () => {
  await emptyTables(city.dataSource);
  folder = mkdtempSync(join(tmpdir(), 'hanse-topics-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
afterAll(() => city.close());

const concept = (slug: string, ...labels: [lang: string, text: string][]): VocabularyConcept => ({
  id: `concept:${slug}`,
  labels: labels.map(([lang, text]) => ({ lang, text })),
});
const vocabulary: readonly VocabularyConcept[] = [
  concept('homelessness', ['de', 'Wohnungslosigkeit'], ['en', 'homelessness'], ['nl', 'dakloosheid']),
  concept('parks', ['de', 'Grünanlagen'], ['en', 'parks']),
  concept('gift', ['en', 'gift']),
];

function suggest(concepts = vocabulary): Promise<readonly TopicSuggestions[]> {
  return suggestMappings(city.dataSource, () => Promise.resolve(concepts), { most: 3, leastConfidence: 0.4 });
}

/** The best suggestion for a topic with these labels. */
async function best(labels: Record<string, string>): Promise<[id: string, confidence: number] | undefined> {
  await city.insert('topic', { key: 't', labels });
  const [topic] = await suggest();
  const suggestion = topic?.suggestions[0];
  return suggestion && [suggestion.conceptId, Math.round(suggestion.confidence * 100) / 100];
}

describe('a suggestion', () => {
  it.each([
    ['is certain for an equal label, but for case and accents', { de: 'GRUNANLAGEN' }, ['concept:parks', 1]],
    ['looks at every language of the topic', { nl: 'Iets anders', en: 'Parks' }, ['concept:parks', 1]],
    ['is less certain for an equal label of another language', { de: 'Gift' }, ['concept:gift', 0.9]],
    ['knows the region of a language for its language', { 'de-AT': 'Grünanlagen' }, ['concept:parks', 1]],
  ])('%s', async (_, labels, expected) => {
    expect(await best(labels as unknown as Record<string, string>)).toEqual(expected);
  });

  it('finds a label within a longer one and in another form, with less confidence', async () => {
    const [id, confidence] = (await best({ de: 'Hilfen bei Wohnungslosigkeit' })) ?? [];
    expect(id).toBe('concept:homelessness');
    expect(confidence).toBeGreaterThan(0.6);
    expect(confidence).toBeLessThan(0.99);
    await city.dataSource.query('DELETE FROM topic');
    expect((await best({ de: 'Wohnungslosenhilfe' }))?.[0]).toBe('concept:homelessness');
  });

  it('names the two labels that are most alike', async () => {
    await city.insert('topic', { key: 't', labels: { de: 'Obdach', nl: 'Dakloosheid in Gera' } });
    const [topic] = await suggest();
    expect(topic?.suggestions[0]).toMatchObject({
      topicLabel: { lang: 'nl', text: 'Dakloosheid in Gera' },
      conceptLabel: { lang: 'nl', text: 'dakloosheid' },
    });
  });

  it('is made for topics without a mapping, and for those that map to what the vocabulary does not have', async () => {
    await city.insert('topic', { key: 'done' }, { key: 'open' }, { key: 'lost', labels: { en: 'Parks' } });
    await city.insert('topic_mapping', { topic_key: 'done', concept_id: 'concept:parks', match: 'EXACT_MATCH' });
    await city.insert('topic_mapping', { topic_key: 'lost', concept_id: 'concept:park', match: 'EXACT_MATCH' });
    await city.insert('need', { key: 'n' });
    await city.insert('need_topic', { need_key: 'n', topic_key: 'open' });
    const found = await suggest();
    expect(found.map(({ topic, unknownConcepts }) => [topic.key, topic.records, unknownConcepts])).toEqual([
      ['open', 1, []],
      ['lost', 0, ['concept:park']],
    ]);
  });

  it('is right in first place for most topics that the cities of the demo mapped themselves', async () => {
    const mapped = new Map<string, readonly string[]>();
    const root = join(__dirname, '../../gateway/demo/cities');
    for (const name of readdirSync(root)) {
      const rows = parse<Record<string, string>>(readFileSync(join(root, name, 'topics.csv')), { columns: true });
      for (const row of rows) {
        const pick = (pattern: RegExp) => Object.entries(row).filter(([column, cell]) => pattern.test(column) && cell);
        const concepts = pick(/_match$/).flatMap(([, cell]) => cell.split('|'));
        if (concepts.length === 0) continue;
        mapped.set(`${name}.${row.key}`, concepts);
        const labels = Object.fromEntries(pick(/^label_/).map(([column, text]) => [column.slice(6), text]));
        await city.insert('topic', { key: `${name}.${row.key}`, labels });
      }
    }
    const found = await suggest(await readVocabularyFile(join(__dirname, '../../schema/topics.ttl')));
    const isRight = ({ topic, suggestions }: TopicSuggestions, among: number) =>
      suggestions.slice(0, among).some(({ conceptId }) => mapped.get(topic.key)!.includes(conceptId));
    expect(found).toHaveLength(mapped.size);
    expect(found.filter((each) => isRight(each, 1)).length / mapped.size).toBeGreaterThan(0.9);
    expect(found.filter((each) => isRight(each, 3)).length / mapped.size).toBeGreaterThan(0.95);
  });

  it.each([0, 0.25, 0.4, 0.7])(
    'HUB-560 is looked for in few labels, and in each that is alike by %d or more',
    async (leastConfidence) => {
      const concepts = await readVocabularyFile(join(__dirname, '../../schema/topics.ttl'));
      const texts = concepts.flatMap(({ labels }) => labels.map(({ text }) => text));
      const topics = texts.filter((_, number) => number % 1500 === 7).concat('', '!', 'Hilfen bei Wohnungslosigkeit');
      const labels = texts.filter((_, number) => number % 40 === 0).concat('', '?', 'Wohnungslosigkeit');
      const trigrams = (of: readonly string[]) =>
        city.dataSource
          .query<{ trgm: string[] }[]>('SELECT show_trgm(fold(text)) AS trgm FROM unnest($1::text[]) AS text', [of])
          .then((rows) => rows.map(({ trgm }) => trgm));
      const alike = await city.dataSource.query<{ topic: number; concept: number }[]>(
        `SELECT topic.number::int - 1 AS topic, concept.number::int - 1 AS concept
         FROM unnest($1::text[]) WITH ORDINALITY AS topic(text, number), unnest($2::text[]) WITH ORDINALITY AS concept(text, number),
           fold(topic.text) AS one, fold(concept.text) AS other
         WHERE similarity(one, other) >= 0.1 AND (similarity(one, other) + greatest(
           strict_word_similarity(one, other), strict_word_similarity(other, one))) / 2 >= $3`,
        [topics, labels, leastConfidence],
      );
      const found = findCandidates(await trigrams(topics), await trigrams(labels), leastConfidence);
      expect(alike.length).toBeGreaterThan(0);
      expect(found).toEqual(expect.arrayContaining(alike));
      expect(found.length).toBeLessThan((topics.length * labels.length) / 20);
    },
  );
});

describe('the file of suggestions', () => {
  it('is a CSV for a German Excel: semicolons, a byte order mark, no cell that is a formula', async () => {
    await city.insert('city', { id: 'gera', language: 'de' });
    await city.insert(
      'topic',
      { key: 'gruen', labels: { de: 'Grünanlagen; Pflege' } },
      { key: 'sum', labels: { de: '=HYPERLINK("https://x.example")' } },
    );
    const csv = formatSuggestions(await suggest(), 'semicolon');
    const [header, gruen, sum, end] = csv.split('\r\n');
    expect(header).toBe(
      '\ufeffaccept;topic;match;concept;confidence;topic_label;compared_topic_label;compared_concept_label;records',
    );
    expect(gruen).toMatch(
      /^;gruen;CLOSE_MATCH;concept:parks;0\.\d\d;"Grünanlagen; Pflege";"Grünanlagen; Pflege \(de\)";Grünanlagen \(de\);0$/,
    );
    expect(sum).toBe(`;sum;;;;"'=HYPERLINK(""https://x.example"")";;;0`);
    expect(end).toBe('');
  });
});

describe('accepting', () => {
  const files = {
    'city.yaml': 'id: gera\nname: Gera\nlanguage: de\n',
    'topics.csv': 'key,label_de,exact_match\nobdach,Hilfe bei Obdachlosigkeit,\ngruen,Grün,\nhaus,Haus,concept:house\n',
  };
  const header = 'accept;topic;match;concept;confidence;topic_label';

  function write(name: string, text: string, encoding: BufferEncoding = 'utf8'): string {
    const path = join(folder, name);
    writeFileSync(path, text, encoding);
    return path;
  }

  async function importFiles(options?: ImportOptions): Promise<ImportReport> {
    const source = mkdtempSync(join(folder, 'source-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(source, name), text);
    return importSource(city.dataSource, 'gera', openFolder(source), options);
  }

  const accept = (...rows: string[]) =>
    acceptMappings(city.dataSource, 'gera', write('accepted.csv', [header, ...rows].join('\r\n')));

  async function mappings(): Promise<string[]> {
    const rows = await city.dataSource.query<{ text: string }[]>(
      `SELECT concat_ws(' ', topic_key, concept_id, match) AS text FROM topic_mapping ORDER BY topic_key, concept_id`,
    );
    return rows.map(({ text }) => text);
  }

  const own = 'haus concept:house EXACT_MATCH';
  const obdach = 'obdach concept:homelessness BROAD_MATCH';

  beforeEach(async () => {
    await importFiles();
  });

  it('maps at once what has an x, as a spreadsheet saves it, and passes over what has none', async () => {
    const path = write(
      'accepted.csv',
      [
        'confidence;concept;topic;match;accept;Bemerkung;topic_label',
        '0,81;concept:homelessness;obdach;BROAD_MATCH; X ;prüft Frau Müller;Hilfe für Büros',
        '0,5;concept:parks;gruen;CLOSE_MATCH;;;Grün',
        ';;;;;;',
      ].join('\r\n'),
      'latin1',
    );
    expect(await acceptMappings(city.dataSource, 'gera', path)).toEqual({
      accepted: 1,
      changed: 0,
      takenBack: 0,
      unchanged: 0,
    });
    expect(await mappings()).toEqual([own, obdach]);
  });

  it.each<[string, () => Promise<ImportReport>]>([
    ['the same files', () => importFiles()],
    ['the same files, all replaced', () => importFiles({ replace: true, allowed: { removal: 100 } })],
    [
      'the topics alone',
      () => importSource(city.dataSource, 'gera', openFile(write('topics.csv', `${files['topics.csv']}neu,Neu,\n`))),
    ],
  ])('outlives an import of %s, which finds nothing changed in the topic', async (_, importAgain) => {
    await accept('ja;obdach;BROAD_MATCH;concept:homelessness;;');
    const report = await importAgain();
    expect(await mappings()).toEqual([own, obdach]);
    if (report.outcome !== 'unchanged') expect(report.changes.topics.changed).toBe(0);
  });

  it('counts as a change of the topic', async () => {
    const updatedAt = async (): Promise<Date | undefined> =>
      (await city.dataSource.query<{ at: Date }[]>(`SELECT updated_at AS at FROM topic WHERE key = 'obdach'`))[0]?.at;
    const before = await updatedAt();
    await accept('x;obdach;BROAD_MATCH;concept:homelessness;;');
    expect((await updatedAt())!.getTime()).toBeGreaterThan(before!.getTime());
  });

  it('can be corrected and taken back', async () => {
    await accept('x;obdach;BROAD_MATCH;concept:homelessness;;', 'x;gruen;CLOSE_MATCH;concept:parks;;');
    expect(
      await accept(
        'x;obdach;CLOSE_MATCH;concept:homelessness;;',
        'nein;gruen;CLOSE_MATCH;concept:parks;;',
        'no;gruen;;concept:other;;',
        'x;haus;EXACT_MATCH;concept:house;;',
      ),
    ).toEqual({ accepted: 0, changed: 1, takenBack: 1, unchanged: 2 });
    expect(await mappings()).toEqual([own, 'obdach concept:homelessness CLOSE_MATCH']);
    await importFiles({ replace: true, allowed: { removal: 100 } });
    expect(await mappings()).toEqual([own, 'obdach concept:homelessness CLOSE_MATCH']);
  });

  it('tells all that is wrong at once, and changes nothing', async () => {
    const error: unknown = await accept(
      'x;obdach;BROAD_MATCH;concept:homelessness;;',
      'vielleicht;gruen;CLOSE_MATCH;concept:parks;;',
      'x;gruen;NEARLY;parks;;',
      'x;;CLOSE_MATCH;concept:parks;;',
      'x;verkehr;CLOSE_MATCH;concept:parks;;',
      'x;obdach;CLOSE_MATCH;concept:homelessness;;',
      'x;haus;CLOSE_MATCH;concept:house;;',
      'x;haus;CLOSE_MATCH',
    ).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ImportError);
    expect((error as ImportError).problems.map(({ line, column, reason }) => [line, column, reason])).toEqual([
      [3, 'accept', 'must be x, yes or ja, no or nein, or empty, but got "vielleicht".'],
      [4, 'concept', expect.stringContaining('must be the id of a concept')],
      [4, 'match', expect.stringContaining('must be one of EXACT_MATCH')],
      [5, 'topic', expect.stringContaining('but is empty')],
      [6, 'topic', 'must be the key of a topic of the city, but got "verkehr".'],
      [7, 'concept', 'must stand once for a topic, but line 2 decides on it too.'],
      [8, 'match', "must be EXACT_MATCH, as the city's own import says, or be changed there."],
      [9, null, expect.stringContaining('must have 6 cells')],
    ]);
    expect(await mappings()).toEqual([own]);
  });

  it('refuses a file without the columns that it needs, and one that is not there', async () => {
    const wrong = acceptMappings(city.dataSource, 'gera', write('other.csv', 'topic;concept\na;b\n'));
    await expect(wrong).rejects.toThrow(/accept: is missing.*\n.*match: is missing/);
    await expect(acceptMappings(city.dataSource, 'gera', join(folder, 'none.csv'))).rejects.toThrow(/ENOENT/);
  });

  it('takes the mappings of its own file for its own, whatever was accepted', async () => {
    await accept('x;gruen;CLOSE_MATCH;concept:parks;;');
    const topics = 'key,label_de,exact_match\ngruen,Grün,concept:parks\n';
    await importSource(city.dataSource, 'gera', openFile(write('topics.csv', topics)));
    expect(await mappings()).toContain('gruen concept:parks EXACT_MATCH');
    await expect(accept('nein;gruen;;concept:parks;;')).rejects.toThrow(/own import has this mapping/);
  });

  it('ends the reports of imports on unmapped topics', async () => {
    const unmapped = async (options?: ImportOptions) => {
      const report = await importFiles(options);
      return report.outcome === 'unchanged' ? report.outcome : report.unmapped;
    };
    expect(await unmapped({ dryRun: true, replace: true })).toEqual(['gruen', 'obdach']);
    await accept('x;obdach;BROAD_MATCH;concept:homelessness;;');
    expect(await unmapped({ replace: true })).toEqual(['gruen']);
  });
});
