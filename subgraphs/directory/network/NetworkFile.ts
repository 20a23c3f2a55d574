import { z } from 'zod';
import { readLanguageTag } from '../../contract/languages';
import { isCityId, isSlug } from '../../contract/ids';

/*
 * The shapes of a network file. Each schema carries as its error message what it expects, worded to follow "must be";
 * `parseNetwork` adds where that was and what was got. Entries of the two lists are checked one by one, so that one
 * bad entry does not hide what is wrong with the others.
 */

const text = (expected = 'a text') => z.string(expected).trim().min(1, expected);
const degrees = (bound: number) => {
  const expected = `a number of degrees from -${bound} to ${bound}`;
  return z.number(expected).min(-bound, expected).max(bound, expected);
};

const POPULATION = 'a positive whole number';
const CITY_ID = 'a slug such as "bad-homburg" (and not concept, alliance or hub)';
const ALLIANCE_SLUG = 'a slug such as "ruhr-2030"';
const LANGUAGE = 'a language tag (BCP 47) such as de, nl or en-GB';
const BIND = 'body, for tokens that are bound to the body of a call, or left out';
const CONNECT = 'nats, for a city that dials out to the relay, or left out';
const NKEY = 'a public nkey of 56 characters that begins with U, as "registry credentials" makes it';
const TLS = 'a mapping with ca, cert or key';
const TLS_FILE = 'the path of a file in PEM';
const URL_EXPECTED = 'an address that begins with http:// or https://';
const NO_PASSWORD = 'an address without a name and a password, which no city is sent';

export const NetworkFileSchema = z.strictObject(
  {
    name: text(),
    cities: z.array(z.unknown(), 'a list of cities'),
    alliances: z.array(z.unknown(), 'a list of alliances').nullish(),
  },
  'a mapping with name, cities and alliances',
);

export const CityEntrySchema = z.strictObject(
  {
    id: z.string(CITY_ID).refine(isCityId, CITY_ID),
    name: text(),
    country: z.string('two capital letters such as DE').regex(/^[A-Z]{2}$/, 'two capital letters such as DE'),
    // A number would have lost its leading zeros by now.
    lauCode: text('a text in quotes').nullish(),
    population: z.int(POPULATION).positive(POPULATION).nullish(),
    latitude: degrees(90).nullish(),
    longitude: degrees(180).nullish(),
    languages: z
      .array(
        z.string(LANGUAGE).refine((tag) => readLanguageTag(tag) !== undefined, LANGUAGE),
        'a list of language tags',
      )
      .nullish(),
    url: z.string(URL_EXPECTED).refine(isHttpUrl, URL_EXPECTED).refine(hasNoPassword, NO_PASSWORD).nullish(),
    connect: z.literal('nats', CONNECT).nullish(),
    nkeys: z.array(z.string(NKEY).regex(/^U[A-Z2-7]{55}$/, NKEY), 'a list of public nkeys').nullish(),
    bind: z.literal('body', BIND).nullish(),
    publicOnly: z.boolean('true or false').nullish(),
    tls: z
      .strictObject(
        { ca: text(TLS_FILE).nullish(), cert: text(TLS_FILE).nullish(), key: text(TLS_FILE).nullish() },
        TLS,
      )
      .nullish(),
    suspended: z.boolean('true or false').nullish(),
    reason: text().nullish(),
    source: text().nullish(),
  },
  'a mapping that describes a city',
);
export type CityEntry = z.infer<typeof CityEntrySchema>;

export const AllianceEntrySchema = z.strictObject(
  {
    id: z.string(ALLIANCE_SLUG).refine(isSlug, ALLIANCE_SLUG),
    name: text(),
    description: text().nullish(),
    source: text().nullish(),
    cities: z.array(z.string('the slug of a city'), 'a list of slugs of cities'),
  },
  'a mapping that describes an alliance',
);
export type AllianceEntry = z.infer<typeof AllianceEntrySchema>;

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function hasNoPassword(text: string): boolean {
  if (!URL.canParse(text)) return true;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}

/** One thing that is wrong in a network file. */
export interface NetworkFileProblem {
  /** Counted from 1. */
  readonly line: number;
  /** A sentence: what was expected, what was got. */
  readonly reason: string;
}

/** A network file cannot be used; all its problems are named at once, in the order of the file. */
export class NetworkFileError extends Error {
  override readonly name = 'NetworkFileError';

  constructor(
    readonly fileName: string,
    readonly problems: readonly NetworkFileProblem[],
  ) {
    super(problems.map(({ line, reason }) => `${fileName}:${line}: ${reason}`).join('\n'));
  }
}
