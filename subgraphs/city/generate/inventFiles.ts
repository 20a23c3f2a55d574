import { EXCHANGE_KINDS } from '../../contract/enums';
import type { CityPlan } from './CityPlan';
import { createRandom } from './createRandom';
import type { Random } from './createRandom';
import { createTopics, termOf, topicLabel } from './createTopics';
import { inventDepth } from './inventDepth';
import { inventedTerms } from './inventedTerms';
import { phrases } from './phrases';
import type { Row } from './Row';

/** The files of an invented city, each with its rows, which are made when they are asked for. */
export function inventFiles(plan: CityPlan): Readonly<Record<string, Iterable<Row>>> {
  const { seed, language } = plan;
  const book = phrases[language];
  const topics = createTopics(plan);
  const depth = inventDepth(plan, programmeKey);
  const about = (pattern: string, topic: number): string => pattern.replace('%', topics.label(topic));
  const record = (random: Random) => ({ source: book.source, visibility: inventVisibility(random) });

  /** Calls `make` for each number below `count`, with a source of random numbers that is the record's own. */
  function* rows(kind: string, count: number, make: (random: Random, index: number) => Row): Iterable<Row> {
    for (let index = 0; index < count; index++) {
      yield make(createRandom(seed, kind, index), index);
    }
  }
  /** The rows of a file that has any number of them for each programme. */
  function* parts(of: (index: number) => readonly Row[]): Iterable<Row> {
    for (let index = 0; index < plan.programmes; index++) yield* of(index);
  }
  const keysOf = (random: Random, most: number, pick: () => string): string =>
    [...new Set(Array.from({ length: 1 + random.integer(most) }, pick))].join('|');
  /** The keys of a topic and at times of others. */
  const withOthers = (random: Random, topic: number): string =>
    keysOf(random, 3, () => topicKey(random.chance(0.7) ? topic : topics.pick(random)));

  return {
    'topics.csv': rows('topic', plan.topics, (_, index) => ({
      key: topicKey(index),
      label_de: topicLabel(index, 'de'),
      label_nl: topicLabel(index, 'nl'),
      label_en: topicLabel(index, 'en'),
      exact_match: null,
      close_match: null,
      broad_match: null,
      narrow_match: null,
      // The first topic of a term means the concept itself.
      [mappingOf(index)]: termOf(index).concept,
    })),
    'staff.csv': rows('staff', plan.staff, (random, index) => ({
      key: staffKey(index),
      kind: random.chance(0.9) ? 'PERSON' : random.pick(['POST', 'UNIT']),
      name: inventName(random),
      role: random.pick(book.offices),
      department: random.pick(book.departments),
      languages: random.chance(0.3) ? `${language}|fr` : language,
      email: random.chance(0.5) ? `${staffKey(index)}@${plan.cityId}.example` : null,
      ...record(random),
    })),
    'programmes.csv': rows('programme', plan.programmes, (random, index) => {
      const topic = topics.pick(random);
      const since = 2005 + random.integer(20);
      return {
        key: programmeKey(index),
        title: `${about(random.pick(book.programmes), topic)} ${index + 1}`,
        summary: random.pick(book.about),
        status: random.pick(['PLANNED', 'ACTIVE', 'ACTIVE', 'COMPLETED', 'COMPLETED', 'DISCONTINUED']),
        starts_on: String(since),
        ends_on: random.chance(0.5) ? String(since + 1 + random.integer(4)) : null,
        good_practice: random.chance(0.05),
        open_to_visitors: random.chance(0.3),
        topics: withOthers(random, topic),
        staff: plan.staff === 0 ? null : keysOf(random, 19, () => staffKey(random.integer(plan.staff))),
        ...depth.columns(index),
        ...record(random),
      };
    }),
    'funding.csv': parts(depth.funding),
    'results.csv': parts(depth.results),
    'lessons.csv': parts(depth.lessons),
    'texts.csv': parts(depth.texts),
    'experiences.csv': rows('experience', plan.experiences, (random, index) => {
      const topic = topics.pick(random);
      const since = 2000 + random.integer(25);
      return {
        key: `e${index + 1}`,
        staff: staffKey(random.integer(plan.staff)),
        topic: topicKey(topic),
        programme: plan.programmes > 0 && random.chance(0.5) ? programmeKey(random.integer(plan.programmes)) : null,
        role: random.pick(['LED', 'WORKED', 'WORKED', 'WORKED', 'HOSTED', 'ADVISED', 'TOOK_PART']),
        since: random.chance(0.95) ? `${since}-${month(random)}` : null,
        until: random.chance(0.7) ? `${since + 1 + random.integer(5)}-${month(random)}` : null,
        summary: about(random.pick(book.work), topic),
      };
    }),
    'exchanges.csv': rows('exchange', Math.ceil(plan.staff / 100), (random, index) => {
      const topic = topics.pick(random);
      const year = 2000 + random.integer(25);
      const startsOn = `${year}-${month(random)}`;
      return {
        key: `x${index + 1}`,
        kind: random.pick(EXCHANGE_KINDS),
        title: about(random.pick(book.exchanges), topic),
        starts_on: startsOn,
        ends_on: startsOn,
        duration_days: 1 + random.integer(3),
        participants: 4 + random.integer(80),
        topics: withOthers(random, topic),
        host: plan.cityId,
        ...record(random),
      };
    }),
    'needs.csv': rows('need', Math.ceil(plan.staff / 1000), (random, index) => {
      const topic = topics.pick(random);
      const title = about(random.pick(book.needs), topic);
      return { key: `n${index + 1}`, title, topics: withOthers(random, topic), ...record(random) };
    }),
    'offers.csv': rows('offer', Math.ceil(plan.staff / 1000), (random, index) => {
      const topic = topics.pick(random);
      const kind = random.pick(['VISIT', 'WORK_SHADOWING', 'TALK', 'ADVICE']);
      const title = about(random.pick(book.offers), topic);
      const offer = { key: `o${index + 1}`, kind, title, topics: withOthers(random, topic), ...record(random) };
      return {
        ...offer,
        availability: random.pick(book.availability),
        capacity: 2 + random.integer(10),
        languages: random.chance(0.5) ? `${language}|fr` : language,
        programme: plan.programmes === 0 ? null : programmeKey(random.integer(plan.programmes)),
        contact_post: random.pick(book.departments),
        contact_email: `o${index + 1}@${plan.cityId}.example`,
      };
    }),
  };
}

const month = (random: Random): string => String(1 + random.integer(12)).padStart(2, '0');

/** Nine of ten records are for everybody. */
function inventVisibility(random: Random): string {
  const share = random.integer(100);
  return share < 90 ? 'PUBLIC' : share < 97 ? 'NETWORK' : 'INTERNAL';
}

function mappingOf(index: number): string {
  const mappings = ['exact_match', 'close_match', 'broad_match', 'narrow_match'];
  return mappings[Math.floor(index / inventedTerms.length) % mappings.length] ?? 'exact_match';
}

const first = ['Zi', 'Fla', 'Mö', 'Tru', 'Que', 'Ba', 'Ly', 'Or', 'Vem', 'Ju', 'Hel', 'Pü'] as const;
const second = ['bolda', 'rimo', 'linka', 'wendo', 'sabeth', 'tarik', 'nelo', 'dria', 'gusta', 'mand'] as const;
const third = ['Kör', 'Wim', 'Brasel', 'Dün', 'Schlot', 'Pfer', 'Tann', 'Mür', 'Vog', 'Glim', 'Raub', 'Zwen'] as const;
const fourth = ['bel', 'ken', 'ster', 'zin', 'mer', 'lo', 'tig', 'der'] as const;
const fifth = ['witz', 'hoff', 'brink', 'stra', 'kamp', 'low', 'sen', 'moor', 'dal', 'quast'] as const;

/** A name that nobody bears, put together from syllables. Now and then two of a city's people have the same, as people do. */
function inventName(random: Random): string {
  return `${random.pick(first)}${random.pick(second)} ${random.pick(third)}${random.pick(fourth)}${random.pick(fifth)}`;
}

/** The keys of an invented city's records, by their number from 0. */
const topicKey = (index: number): string => `t${index + 1}`;
const staffKey = (index: number): string => `s${index + 1}`;
const programmeKey = (index: number): string => `p${index + 1}`;
