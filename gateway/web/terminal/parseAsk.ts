import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { HIT_ORDERS } from '../../../subgraphs/contract/enums';
import type { HitOrder } from '../../../subgraphs/contract/enums';
import type { Conditions } from '../search/conditions';
import { parseNear } from '../search/near';
import { SEARCH_KINDS } from '../search/Search';
import type { Search } from '../search/Search';
import { pageKindOf } from '../record/address';
import type { PageKind } from '../record/address';
import { hubOf, parseHub } from './hubOption';

/** How the answer is written. */
export type Format = 'table' | 'json' | 'csv';

/** What is asked of which hub. */
export interface Ask {
  readonly search: Search;
  /** Hits on the page, 1 to 100. */
  readonly first: number;
  readonly format: Format;
  /** Origin of the hub, such as `http://127.0.0.1:4000`. */
  readonly hub: string;
}

/** One record of a city, a city, or a subject. */
export interface AskRecord extends Pick<Ask, 'hub'> {
  readonly id: string;
  readonly kind: PageKind;
  readonly format: Exclude<Format, 'csv'>;
  readonly lang: string;
}

/** Which cities are like one. */
export interface AskSimilar extends Pick<Ask, 'first' | 'hub'> {
  /** A slug. */
  readonly city: string;
  readonly format: Exclude<Format, 'csv'>;
  readonly lang: string;
  readonly after: string | undefined;
}

export type ParsedAsk =
  | { readonly state: 'valid'; readonly ask: Ask }
  | { readonly state: 'similar'; readonly ask: AskSimilar }
  | { readonly state: 'show'; readonly ask: AskRecord }
  /** Help was asked for, and here it is. */
  | { readonly state: 'help'; readonly text: string }
  /** The arguments are no question; the text says what is wrong with them. */
  | { readonly state: 'wrong'; readonly text: string };

interface Options {
  readonly programmes?: true;
  readonly exchanges?: true;
  readonly offers?: true;
  readonly needs?: true;
  readonly concept?: readonly string[];
  readonly city?: readonly string[];
  readonly alliance?: readonly string[];
  readonly country?: readonly string[];
  readonly notCity?: readonly string[];
  readonly notAlliance?: readonly string[];
  readonly notCountry?: readonly string[];
  readonly size?: Size;
  readonly near?: string;
  readonly similar?: string;
  readonly lang: string;
  readonly first: number;
  readonly order: Lowercase<HitOrder>;
  readonly after?: string;
  readonly before?: string;
  readonly json?: true;
  readonly csv?: true;
  readonly hub?: string;
}

/** Reads the arguments of `npm run ask --`; `defaultHub`, from the environment, is asked where none is named. */
export function parseAsk(args: readonly string[], defaultHub: string): ParsedAsk {
  let said = '';
  const say = (text: string): void => {
    said += text;
  };
  const program = createProgram().configureOutput({ writeOut: say, writeErr: say }).exitOverride();
  try {
    program.parse(args, { from: 'user' });
    const options = program.opts<Options>();
    const { concept: concepts = [], city: cities = [], alliance: alliances = [] } = options;
    const text = (program.processedArgs[0] as string[]).join(' ').trim();
    const hub = hubOf(program, options.hub, defaultHub);
    if (options.similar !== undefined) {
      if (text !== '') program.error('error: --similar takes no question');
      const { similar: city, lang, first, after, json } = options;
      return { state: 'similar', ask: { city, lang, first, after, format: json ? 'json' : 'table', hub } };
    }
    const [, id] = /^show (\S+)$/.exec(text) ?? [];
    if (id !== undefined) {
      const kind = pageKindOf(id);
      if (kind === undefined) {
        return program.error(
          `error: ${id} is the id of nothing that can be shown; such an id is gera:programme:1, gera or concept:housing`,
        );
      }
      return { state: 'show', ask: { id, kind, lang: options.lang, format: options.json ? 'json' : 'table', hub } };
    }
    if (text === '' && concepts.length === 0) {
      program.error('error: ask something, for example: npm run ask -- "housing action plans"');
    }
    const { country, notCity, notAlliance, notCountry } = options;
    const conditions: Conditions = {
      ...(country && { country: country.map((code) => code.toUpperCase()) }),
      ...(notCity && { notCity }),
      ...(notAlliance && { notAlliance }),
      ...(notCountry && { notCountry: notCountry.map((code) => code.toUpperCase()) }),
      ...options.size,
      ...(options.near !== undefined && { near: [options.near] }),
    };
    const kind = SEARCH_KINDS.find((name) => name !== 'experts' && options[name]) ?? 'experts';
    return {
      state: 'valid',
      ask: {
        search: {
          kind,
          text: text === '' ? undefined : text,
          concepts,
          cities,
          alliances,
          ...(Object.keys(conditions).length > 0 && { conditions }),
          lang: options.lang,
          order: options.order.toUpperCase() as HitOrder,
          after: options.after,
          before: options.before,
        },
        first: options.first,
        format: options.json ? 'json' : options.csv ? 'csv' : 'table',
        hub,
      },
    };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { state: error.exitCode === 0 ? 'help' : 'wrong', text: said };
  }
}

function createProgram(): Command {
  const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
  return new Command('ask')
    .usage('[options] [question]')
    .description('Asks all cities of the network: who knows about it?')
    .addArgument(new Argument('[question...]', 'a question in your own words, in any language'))
    .addOption(
      new Option('--programmes', 'look for programmes instead of experts').conflicts(['exchanges', 'offers', 'needs']),
    )
    .addOption(new Option('--exchanges', 'look for exchanges between cities').conflicts(['offers', 'needs']))
    .addOption(new Option('--offers', 'look for what cities offer to others').conflicts('needs'))
    .addOption(new Option('--needs', 'look for what cities look for in others'))
    .option('--concept <id>', 'look for this concept, such as concept:homelessness (may be repeated)', collect)
    .option('--city <slug>', 'only this city (may be repeated)', collect)
    .option(
      '--alliance <id>',
      'only members of this alliance, such as alliance:staedteregion-ruhr-2030 (may be repeated)',
      collect,
    )
    .option('--country <code>', 'only cities of this country, such as NL (may be repeated)', collect)
    .option('--not-city <slug>', 'not this city (may be repeated)', collect)
    .option('--not-alliance <id>', 'no members of this alliance (may be repeated)', collect)
    .option('--not-country <code>', 'no cities of this country (may be repeated)', collect)
    .option('--size <from-to>', 'only cities of so many inhabitants: 20000-80000, 20000- or -80000', parseSize)
    .option('--near <city:km>', 'only cities within so many kilometres of this one, such as gera:50', parseNearOption)
    .addOption(
      new Option('--similar <slug>', 'cities that are like this one, in place of a question').conflicts([
        'programmes',
        'exchanges',
        'offers',
        'needs',
        'concept',
        'city',
        'alliance',
        'country',
        'notCity',
        'notAlliance',
        'notCountry',
        'size',
        'near',
        'csv',
      ]),
    )
    .option('--lang <tag>', 'language of the labels: en, de, nl', 'en')
    .option('--first <number>', 'how many, 1 to 100', parseFirst, 20)
    .addOption(
      new Option('--order <order>', 'what comes first: what fits best, what was changed last, or by title and name')
        .choices(HIT_ORDERS.map((order) => order.toLowerCase()))
        .default('relevance'),
    )
    .option('--after <cursor>', 'go on behind this cursor, which the page before names')
    .addOption(
      new Option('--before <cursor>', 'go back before this cursor, which the page behind names').conflicts([
        'after',
        'csv',
        'similar',
      ]),
    )
    .addOption(new Option('--json', "the API's answer as JSON").conflicts('csv'))
    .option('--csv', 'all that is found, as CSV')
    .option('--hub <url>', 'the hub to ask, or HANSE_HUB in the environment', parseHub)
    .helpOption('-h, --help', 'show this')
    .addHelpText(
      'after',
      '\nA record, a city or a subject by its id: show gera:programme:1, show gera, show concept:housing' +
        '\nWith a token of who signed in, HANSE_TOKEN in the environment, the answer has what members may see.',
    );
}

/** The conditions of a search that say the same. */
type Size = Pick<Conditions, 'populationMin' | 'populationMax'>;

function parseSize(value: string): Size {
  const [, from = '', to = ''] = /^(\d{0,9})-(\d{0,9})$/.exec(value) ?? [];
  if (from === '' && to === '') throw new InvalidArgumentError('It must be like 20000-80000, 20000- or -80000.');
  return { ...(from !== '' && { populationMin: [from] }), ...(to !== '' && { populationMax: [to] }) };
}

function parseNearOption(value: string): string {
  if (parseNear(value) === undefined) {
    throw new InvalidArgumentError('It must be a city and 1 to 20000 kilometres, such as gera:50.');
  }
  return value;
}

function parseFirst(value: string): number {
  const first = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (first < 1 || first > 100) throw new InvalidArgumentError('It must be a whole number from 1 to 100.');
  return first;
}
