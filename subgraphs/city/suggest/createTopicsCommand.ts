import { Command, InvalidArgumentError, Option } from 'commander';
import type { DataSource } from 'typeorm';
import { writeNewFile } from '../../serving/files/writeNewFile';
import type { Fetch } from '../../serving/tls/createTlsFetch';
import { checkDatabase } from '../database/checkDatabase';
import { connect, createDataSource } from '../database/createDataSource';
import { formatTable } from '../../serving/formatTable';
import type { CityChoice } from '../host/CityChoice';
import { ImportError } from '../import/Problems';
import { describeProblems } from '../import/report/describeProblems';
import { acceptMappings } from './acceptMappings';
import { formatSuggestions } from './formatSuggestions';
import type { Separator } from './formatSuggestions';
import { readHubVocabulary } from './readHubVocabulary';
import { readTopics } from './readTopics';
import { readVocabularyFile } from './readVocabularyFile';
import { suggestMappings } from './suggestMappings';
import type { ReadVocabulary, TopicSuggestions } from './suggestMappings';

interface TopicsCommandOptions {
  /** Reads where the city's data is. */
  readonly database: () => { readonly cityId: string; readonly databaseUrl: string };
  /** What the hub is asked with. */
  readonly hubFetch: () => Fetch;
  /** Takes what was asked for. */
  readonly write: (text: string) => unknown;
  /** Lists the topics of each city that is meant. */
  readonly forEach: CityChoice['forEach'];
  /** Takes what is said beside it. */
  readonly tell: (line: string) => unknown;
}

interface SuggestOptions {
  readonly hub?: string;
  readonly vocabulary?: string;
  readonly out?: string;
  readonly separator: Separator;
  readonly most: number;
  readonly least: number;
}

const TERMINAL_COLUMNS = 120;

/** `city topics list`, `suggest` and `accept`: how the city's topics map to the network's concepts. */
export function createTopicsCommand({ database, hubFetch, forEach, write, tell }: TopicsCommandOptions): Command {
  const withDatabase = async (use: (dataSource: DataSource, cityId: string) => Promise<void>): Promise<void> => {
    const { cityId, databaseUrl } = database();
    const dataSource = createDataSource(databaseUrl);
    await connect(dataSource);
    try {
      await checkDatabase(dataSource, cityId);
      await use(dataSource, cityId);
    } finally {
      await dataSource.destroy();
    }
  };

  const list = new Command('list')
    .description("list the city's topics, with the concepts to which they map and how many records rest on them")
    .option('--unmapped', 'only topics that map to no concept')
    .option('--all', 'with --cities: each city')
    .action(({ unmapped }: { readonly unmapped?: boolean }) =>
      forEach(() =>
        withDatabase(async (dataSource, cityId) => {
          const all = await readTopics(dataSource);
          const topics = unmapped === true ? all.filter(({ concepts }) => concepts.length === 0) : all;
          if (topics.length > 0) {
            const rows = topics.map(({ key, label, records, concepts }) => [
              key,
              label,
              String(records),
              concepts.length === 0 ? '(none)' : concepts.join(', '),
            ]);
            write(`${formatTable(['topic', 'label', 'records', 'concepts'], rows)}\n`);
          }
          const without = all.filter(({ concepts }) => concepts.length === 0).length;
          tell(`${without} of ${all.length} topics of ${cityId} map to no concept.`);
        }),
      ),
    );

  const suggest = new Command('suggest')
    .description('propose concepts for topics that map to none, as a CSV file to edit with a spreadsheet')
    .option('--hub <url>', "take the vocabulary from the hub's public API, such as https://hub.example.org")
    .addOption(new Option('--vocabulary <file>', 'take the vocabulary from a SKOS file in Turtle').conflicts('hub'))
    .option('--out <file>', 'write into a new file instead of to the terminal')
    .addOption(
      new Option('--separator <sign>', 'between columns: German and Dutch spreadsheets want semicolons')
        .choices(['semicolon', 'comma'])
        .default('semicolon'),
    )
    .option('--most <number>', 'how many concepts for a topic', parseMost, 3)
    .option('--least <confidence>', 'leave out what is less alike, 0 to 1', parseConfidence, 0.4)
    .action((options: SuggestOptions) =>
      withDatabase(async (dataSource, cityId) => {
        const { out, separator, most, least } = options;
        const found = await suggestMappings(dataSource, vocabularyOf(options, hubFetch), {
          most,
          leastConfidence: least,
        });
        if (found.length === 0) {
          tell(`Every topic of ${cityId} maps to a concept.`);
          return;
        }
        const csv = formatSuggestions(found, separator);
        if (out === undefined) write(csv);
        // Somebody may have spent an hour on a file that is there.
        else await writeNewFile(out, csv, 0o666);
        for (const line of summarise(found, out)) tell(line);
      }),
    );

  const accept = new Command('accept')
    .description('map topics to the concepts that a person accepted in a file of suggestions; imports keep them')
    .argument('<file>', 'the file, with an x in the column accept of what is right')
    .action((file: string) =>
      withDatabase(async (dataSource, cityId) => {
        const { accepted, changed, takenBack, unchanged } = await acceptMappings(dataSource, cityId, file).catch(
          (error: unknown) => {
            throw error instanceof ImportError
              ? new Error(describeProblems(error, TERMINAL_COLUMNS), { cause: error })
              : error;
          },
        );
        tell(
          `${cityId} has ${accepted} mapping(s) more; ${changed} changed, ${takenBack} taken back, ${unchanged} as before.`,
        );
      }),
    );

  return new Command('topics')
    .description("see how the city's topics map to the network's concepts, and map them")
    .addCommand(list)
    .addCommand(suggest)
    .addCommand(accept);
}

function vocabularyOf({ hub, vocabulary }: SuggestOptions, hubFetch: () => Fetch): ReadVocabulary {
  if (hub !== undefined) return (languages, ids) => readHubVocabulary(hub, languages, ids, hubFetch());
  if (vocabulary !== undefined) return () => readVocabularyFile(vocabulary);
  throw new Error('Say where the concepts come from: --hub <url> or --vocabulary <file>.');
}

function summarise(topics: readonly TopicSuggestions[], out: string | undefined): readonly string[] {
  const without = topics.filter(({ suggestions }) => suggestions.length === 0).length;
  const lost = topics.flatMap(({ topic, unknownConcepts }) => unknownConcepts.map((id) => `${topic.key} to ${id}`));
  const file = out ?? 'the file';
  return [
    `${topics.length} topic(s) map to no concept that the vocabulary has; to ${without} of them nothing in it is alike.`,
    ...(lost.length === 0 ? [] : [`Concepts that it does not have: ${lost.join(', ')}.`]),
    `In ${file}, write x into "accept" where the concept is right, and correct "match" (EXACT_MATCH, CLOSE_MATCH, ` +
      'BROAD_MATCH: the concept is broader, NARROW_MATCH: it is narrower) and "concept" where they are not. ' +
      `Then: npm run city -- topics accept ${out ?? '<file>'}`,
  ];
}

function parseMost(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 to 99.');
  return Number(text);
}

function parseConfidence(text: string): number {
  const confidence = Number(text);
  if (!/^(0(\.\d+)?|1(\.0+)?)$/.test(text)) throw new InvalidArgumentError('It must be a number from 0 to 1.');
  return confidence;
}
