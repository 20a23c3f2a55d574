import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { Parts } from './plainCity';
import { parts, records } from './plainCity';

// Cities that are wrong in one thing each: the plain city with one part in the place of another. They show of each
// requirement that it notices what it is about, and of the others that they do not.

/** A city that is wrong in one thing. */
export interface BrokenCity {
  /** Goes on from "a city that ...". */
  readonly does: string;
  readonly fails: readonly string[];
  readonly broken: Parts;
  /** What then cannot be told, besides. */
  readonly leavesOpen?: readonly string[];
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what resolvers of plain JavaScript take and give
type Value = any;
type Resolve = (parent: Value, args: Value, context: Value, info?: Value) => Value;

/** Puts resolvers around those of some fields. */
const around = (type: string, fields: readonly string[], wrap: (resolve: Resolve) => Resolve): Parts => ({
  resolvers: (resolvers: Parts) => ({
    ...resolvers,
    [type]: {
      ...resolvers[type],
      ...Object.fromEntries(fields.map((field) => [field, wrap(resolvers[type][field])])),
    },
  }),
});

const aroundLists = (wrap: (resolve: Resolve) => Resolve): Parts =>
  around('City', ['staff', 'programmes', 'topics', 'exchanges', 'needs', 'offers'], wrap);

const aroundHits = (wrap: (resolve: Resolve) => Resolve): Parts =>
  around('Query', ['staffHits', 'programmeHits', 'exchangeHits'], wrap);

const aroundOfferHits = (wrap: (resolve: Resolve) => Resolve): Parts => around('Query', ['offerHits'], wrap);

const aroundNeedHits = (wrap: (resolve: Resolve) => Resolve): Parts => around('Query', ['needHits'], wrap);

const isOffer = ({ id }: Value): boolean => id.split(':')[1] === 'offer';
const isNeed = ({ id }: Value): boolean => id.split(':')[1] === 'need';

const inOneTier = (position: Value): Value => ({ ...position, tier: 0 });

const isNotHomelessness = ({ concept }: Value): boolean => concept !== 'concept:homelessness';

const hasAll =
  ({ aspects }: Value) =>
  ({ matched }: Value): boolean =>
    aspects.every((_: Value, number: number) => matched.includes(number));

/** Those of contract 1.0. */
const FACETS = ['concepts', 'statuses', 'languages', 'roles'];

const changingFacets = (change: (counts: Value[], args: Value) => Value[]): Parts => ({
  facets: (facets: Record<string, Value[]>, args: Value) =>
    Object.fromEntries(
      Object.entries(facets).map(([name, counts]) => [name, FACETS.includes(name) ? change(counts, args) : counts]),
    ),
});

/** Asks something else than what was asked. */
const asking =
  (change: (args: Value) => Value) =>
  (resolve: Resolve): Resolve =>
  (parent, args, context) =>
    resolve(parent, { ...args, ...change(args) }, context);

/** Shows to strangers, by one way, what is for members. */
const leaking = (way: string): Parts => ({
  [way]: (viewer: Value, record: Value) => parts[way](viewer, record) || record.visibility === 'NETWORK',
});

/** Takes tokens, beside the right ones, that it must not take. */
const trusting = (isTaken: (claims: Value, token: string) => boolean): Parts => ({
  readOtherToken: (token: string) => (isTaken(claimsOf(token), token) ? { anonymous: true } : undefined),
});

function claimsOf(token: string): Value {
  try {
    return { ...decodeProtectedHeader(token), ...decodeJwt(token) };
  } catch {
    return {};
  }
}

export const cityId = 'altstadt';
export const issuer = 'hanse-hub';

const now = Date.now() / 1000;
const today = new Date().toISOString().slice(0, 10);
const isDay = (day: string): boolean => !Number.isNaN(Date.parse(day)) && day.length === 10;

/** What is asked of those cities alone whose schema says that they serve it. */
const DEEP_RECORDS = ['CITY-150', 'CITY-151', 'CITY-152', 'CITY-153', 'CITY-154', 'CITY-155', 'CITY-156'];
const TIERS = ['CITY-157', 'CITY-158', 'CITY-159', 'CITY-160', 'CITY-161', 'CITY-162', 'CITY-163'];
const WITH_HITS = ['CITY-170', 'CITY-171'];
const CHANGES = ['CITY-180', 'CITY-181', 'CITY-182', 'CITY-183', 'CITY-184'];
const NEW_FILTERS = ['CITY-190', 'CITY-191'];
const NEEDS = ['CITY-192', 'CITY-193', 'CITY-194', 'CITY-195', 'CITY-196', 'CITY-197'];
const ORDERS = ['CITY-200', 'CITY-201', 'CITY-202', 'CITY-203', 'CITY-204', 'CITY-205', 'CITY-206', 'CITY-207'];
const MANY = ['CITY-210'];

/** What a city fails by its time, of which a test has none to lose: no city breaks these. */
export const UNBROKEN: readonly string[] = ['CITY-111', 'CITY-112', 'CITY-113', 'CITY-120'];

export const brokenCities: readonly BrokenCity[] = [
  {
    does: 'keeps its schema to itself',
    fails: ['CITY-001'],
    leavesOpen: [
      'CITY-002',
      'CITY-003',
      ...DEEP_RECORDS,
      ...TIERS,
      ...WITH_HITS,
      ...CHANGES,
      ...NEW_FILTERS,
      ...NEEDS,
      ...ORDERS,
      ...MANY,
    ],
    broken: {
      write: (status: number, body: Value) =>
        parts.write(status, body.data?._service ? { data: { _service: { sdl: '' } } } : body),
    },
  },
  {
    does: 'lacks a field of the contract',
    fails: ['CITY-002'],
    leavesOpen: [...DEEP_RECORDS, ...TIERS, ...WITH_HITS, ...CHANGES, ...NEW_FILTERS, ...NEEDS, ...ORDERS, ...MANY],
    broken: { sdl: parts.sdl.replace(/"""The office held[^\n]*\n\s*role: String\n/, '') },
  },
  {
    does: 'has a field that always fails',
    fails: ['CITY-003'],
    broken: around('Offer', ['source'], () => () => {
      throw new Error('not yet');
    }),
  },
  {
    does: 'can search by concepts or by text, but not by both',
    fails: ['CITY-004'],
    broken: around('Query', ['exchangeHits'], (resolve) => (parent, args, context) => {
      if (args.concepts && args.text) throw new Error('not yet');
      return resolve(parent, args, context);
    }),
  },
  {
    does: 'answers references in the order of their ids',
    fails: ['CITY-010'],
    broken: {
      entities: (entities: Value[]) => entities.toSorted((a, b) => ((a?.id ?? '~') < (b?.id ?? '~') ? -1 : 1)),
    },
  },
  {
    does: 'answers a reference once',
    fails: ['CITY-011'],
    broken: {
      entities: (entities: Value[]) =>
        entities.filter((entity, at) => !entity?.id || entities.findIndex((other) => other?.id === entity.id) === at),
    },
  },
  {
    does: 'makes a hollow entity of an unknown id',
    fails: ['CITY-012', 'CITY-180'],
    broken: {
      findEntity(type: string, id: unknown, context: Value) {
        const [, key] = new RegExp(`^${cityId}:${type}:([\\w.-]{1,100})$`).exec(String(id)) ?? [];
        const isKnown = records[type]!.some((record) => record.key === key);
        return key === undefined || isKnown ? parts.findEntity(type, id, context) : { key };
      },
    },
  },
  {
    does: "answers for another city's ids",
    fails: ['CITY-013'],
    broken: {
      findEntity: (type: string, id: unknown, context: Value) =>
        parts.findEntity(type, typeof id === 'string' ? id.replace(/^[a-z-]+:/, `${cityId}:`) : id, context),
    },
  },
  {
    does: 'forgives an id its form',
    fails: ['CITY-014'],
    broken: {
      findEntity: (type: string, id: unknown, context: Value) => parts.findEntity(type, String(id).trim(), context),
    },
  },
  {
    does: 'answers no more than 500 references',
    fails: ['CITY-016'],
    broken: { entities: (entities: Value[]) => entities.slice(0, 500) },
  },
  { does: 'is every city', fails: ['CITY-017'], broken: { findCity: () => ({}) } },
  {
    does: 'answers with other ids than those asked',
    fails: ['CITY-018'],
    leavesOpen: [
      'CITY-070',
      'CITY-071',
      'CITY-072',
      'CITY-073',
      'CITY-136',
      'CITY-155',
      'CITY-163',
      'CITY-171',
      'CITY-196',
      'CITY-205',
    ],
    broken: {
      entities: (entities: Value[]) =>
        entities.map((entity) => (entity?.__typename === 'Need' ? { ...entity, id: `${entity.id}0` } : entity)),
    },
  },
  {
    does: 'begins a page with the last record of the page before',
    fails: ['CITY-030'],
    broken: {
      page(list: Value[], cursors: string[], { first, after }: Value) {
        const made = parts.page(list, cursors, { first, after: cursors[cursors.indexOf(after) - 1] });
        return { ...made, pageInfo: { ...made.pageInfo, hasPreviousPage: after != null } };
      },
    },
  },
  {
    does: 'counts the records of the page and not of the list',
    fails: ['CITY-031'],
    broken: {
      page: (...page: Value[]) => {
        const made = parts.page(...page);
        return { ...made, totalCount: made.nodes.length };
      },
    },
  },
  {
    does: 'never says that more follows',
    fails: ['CITY-032'],
    broken: {
      page: (...page: Value[]) => {
        const made = parts.page(...page);
        return { ...made, pageInfo: { ...made.pageInfo, hasNextPage: false } };
      },
    },
  },
  {
    does: 'gives a page of another size than one that it cannot give',
    fails: ['CITY-033'],
    broken: aroundLists(asking(({ first }) => ({ first: Math.min(100, Math.max(1, first)) }))),
  },
  {
    does: 'begins anew behind a cursor that it does not know',
    fails: ['CITY-034'],
    broken: aroundLists((resolve) => (parent, args, context) => {
      try {
        return resolve(parent, args, context);
      } catch (error) {
        if (args.after == null) throw error;
        return resolve(parent, { ...args, after: null }, context);
      }
    }),
  },
  {
    does: "lists another city's record",
    fails: ['CITY-035'],
    broken: {
      entities: (entities: Value[]) =>
        entities.map((entity) =>
          entity?.list
            ? JSON.parse(JSON.stringify(entity).replaceAll(`"${cityId}:offer:2"`, '"neustadt:offer:2"'))
            : entity,
        ),
    },
  },
  {
    does: "leads to another city's record",
    fails: ['CITY-036'],
    broken: {
      resolvers: (resolvers: Parts) => ({
        ...resolvers,
        Need: { ...resolvers.Need, city: () => ({ key: 'neustadt' }) },
        City: { ...resolvers.City, id: ({ key }: Value) => key ?? cityId },
      }),
    },
  },
  {
    does: 'has labels in its own languages alone',
    fails: ['CITY-037'],
    broken: around(
      'Topic',
      ['label'],
      () =>
        ({ labels }, { lang }) =>
          lang == null ? labels.de : (labels[lang] ?? ''),
    ),
  },
  {
    does: 'lists all records whatever the filter',
    fails: ['CITY-038'],
    broken: aroundLists(asking(() => ({ filter: null }))),
  },
  {
    does: 'takes a concept that it does not know for another',
    fails: ['CITY-040', 'CITY-130', 'CITY-192'],
    broken: {
      mapsTo: (topic: Value, concept: string) =>
        records.topic!.some((known) => parts.mapsTo(known, concept)) ? parts.mapsTo(topic, concept) : topic.mappings[0],
    },
  },
  {
    does: 'exaggerates its scores',
    fails: ['CITY-041', 'CITY-131', 'CITY-193'],
    leavesOpen: ['CITY-046', 'CITY-048'],
    broken: { score: (...hit: Value[]) => Number(parts.score(...hit)) + 50 },
  },
  {
    does: 'gives the best hits last',
    fails: ['CITY-042', 'CITY-132', 'CITY-159', 'CITY-193', 'CITY-201', 'CITY-202', 'CITY-203'],
    broken: { cutHits: (hits: Value[], first: number) => parts.cutHits(hits, first).reverse() },
  },
  {
    does: 'begins a page of hits with the last of the page before',
    fails: ['CITY-043', 'CITY-133', 'CITY-160', 'CITY-194'],
    broken: { isBehind: (hit: Value, after: Value) => parts.isBehind(hit, after) || hit.id === after.id },
  },
  {
    does: 'counts the hits behind the position alone',
    fails: ['CITY-044'],
    broken: aroundHits((resolve) => (parent, args, context) => {
      const found = resolve(parent, args, context);
      return args.after == null ? found : { ...found, total: found.hits.length };
    }),
  },
  {
    does: 'gives a hit more than was asked for',
    fails: ['CITY-045', 'CITY-134', 'CITY-194'],
    broken: { cutHits: (hits: Value[], first: number) => parts.cutHits(hits, first + 1) },
  },
  {
    does: "counts recency from its own day and not the hub's",
    fails: ['CITY-046'],
    broken: { score: (type: string, hit: Value, match: number) => parts.score(type, hit, match, today) },
  },
  {
    does: 'finds by any group and not by all of them',
    fails: ['CITY-047'],
    broken: aroundHits(
      asking(({ concepts }) => ({ concepts: concepts && [{ terms: concepts.flatMap(({ terms }: Value) => terms) }] })),
    ),
  },
  {
    does: 'weighs all concepts alike',
    fails: ['CITY-048'],
    broken: aroundHits(
      asking(({ concepts }) => ({
        concepts: concepts?.map(({ terms }: Value) => ({
          terms: terms.map(({ concept }: Value) => ({ concept, weight: 1000 })),
        })),
      })),
    ),
  },
  {
    does: 'finds the same whatever the filter',
    fails: ['CITY-049', 'CITY-190'],
    broken: aroundHits(asking(() => ({ filter: null }))),
  },
  {
    does: 'finds by the first word alone',
    fails: ['CITY-050'],
    broken: aroundHits(asking(({ text }) => ({ text: text?.trim().split(' ')[0] }))),
  },
  {
    does: 'forgets the text when there are concepts',
    fails: ['CITY-051'],
    broken: aroundHits(asking(({ concepts, text }) => ({ text: concepts ? null : text }))),
  },
  {
    does: 'finds nothing by a question for nothing',
    fails: ['CITY-052'],
    broken: aroundHits(
      (resolve) => (parent, args, context) =>
        args.concepts || args.text?.trim() ? resolve(parent, args, context) : { total: 0, hits: [] },
    ),
  },
  {
    does: "finds by another city's topic",
    fails: ['CITY-053'],
    broken: aroundHits((resolve) => (...asked) => {
      const found = resolve(...asked);
      return { ...found, hits: found.hits.map((hit: Value) => ({ ...hit, topic: 'neustadt:topic:housing' })) };
    }),
  },
  {
    does: 'takes every mapping for an exact one',
    fails: ['CITY-054', 'CITY-131', 'CITY-193'],
    broken: {
      mapsTo: (topic: Value, concept: string) =>
        parts.mapsTo(topic, concept) && { ...parts.mapsTo(topic, concept), match: 'EXACT_MATCH' },
    },
  },
  {
    does: 'takes any text for a day',
    fails: ['CITY-055'],
    broken: aroundHits(asking(({ day }) => ({ day: isDay(day) ? day : today }))),
  },
  {
    does: 'makes its work look longer in hits than in its records',
    fails: ['CITY-056'],
    broken: {
      score(type: string, hit: Value, match: number, day: string) {
        Object.assign(hit, { since: '1999', until: null });
        return parts.score(type, hit, match, day);
      },
    },
  },
  {
    does: 'finds by text what it no longer has',
    fails: ['CITY-057', 'CITY-158', 'CITY-203'],
    broken: aroundHits((resolve) => (parent, args, context) => {
      const found = resolve(parent, args, context);
      const last = found.hits.at(-1);
      if (args.concepts || !last) return found;
      return { ...found, total: Number(found.total) + 1, hits: [...found.hits, { ...last, id: `${last.id}.gone` }] };
    }),
  },
  {
    does: 'has a concept twice in its summary',
    fails: ['CITY-060'],
    leavesOpen: [
      'CITY-061',
      'CITY-062',
      'CITY-063',
      'CITY-064',
      'CITY-065',
      'CITY-072',
      'CITY-136',
      'CITY-196',
      'CITY-197',
    ],
    broken: { summary: (counts: Value) => ({ ...counts, public: [...counts.public, counts.public[0]] }) },
  },
  {
    does: 'counts more than it has',
    fails: ['CITY-061'],
    broken: {
      summary: (counts: Value) => ({
        ...counts,
        public: counts.public.map((count: Value) => ({ ...count, exchanges: Number(count.exchanges) + 1 })),
      }),
    },
  },
  {
    does: 'leaves a concept out of its summary',
    fails: ['CITY-062', 'CITY-065', 'CITY-197'],
    broken: {
      summary: (counts: Value) => ({
        ...counts,
        public: counts.public.filter(isNotHomelessness),
        network: counts.network.filter(isNotHomelessness),
      }),
    },
  },
  {
    does: 'counts for strangers nothing that is for members',
    fails: ['CITY-063'],
    broken: {
      summary: (counts: Value, viewer: Value) => (viewer.anonymous ? { ...counts, network: [] } : counts),
    },
  },
  {
    does: 'gives each summary a new version',
    fails: ['CITY-064'],
    broken: { summary: (counts: Value) => ({ ...counts, version: String(Math.random()) }) },
  },
  {
    does: 'counts more offers than it has',
    fails: ['CITY-065'],
    broken: {
      summary: (counts: Value) => ({
        ...counts,
        public: counts.public.map((count: Value) => ({ ...count, offers: Number(count.offers) + 1 })),
      }),
    },
  },
  { does: 'lists NETWORK records for strangers', fails: ['CITY-070'], broken: leaking('seenInList') },
  { does: 'answers strangers for NETWORK records', fails: ['CITY-071'], broken: leaking('seenByReference') },
  {
    does: 'finds NETWORK records for strangers',
    fails: ['CITY-072', 'CITY-136', 'CITY-163', 'CITY-196'],
    leavesOpen: ['CITY-143'],
    broken: leaking('seenInHits'),
  },
  { does: 'leads strangers to NETWORK records', fails: ['CITY-073', 'CITY-155'], broken: leaking('seenByRelation') },
  {
    does: 'hides from members what strangers see',
    fails: ['CITY-074'],
    broken: {
      seenInList: (viewer: Value, record: Value) =>
        parts.seenInList(viewer, record) && (viewer.anonymous || record !== records.offer![1]),
    },
  },
  {
    does: 'answers members for INTERNAL records',
    fails: ['CITY-075'],
    broken: {
      seenByReference: (viewer: Value, record: Value) => parts.seenByReference(viewer, record) || !viewer.anonymous,
    },
  },
  { does: 'asks for no token', fails: ['CITY-080'], broken: trusting((_claims, token) => token === '') },
  { does: 'takes a token that has expired', fails: ['CITY-081'], broken: trusting(({ exp }) => exp < now - 600) },
  {
    does: 'takes a token for another city',
    fails: ['CITY-082'],
    broken: trusting(({ aud }) => aud === `${cityId}-neighbour`),
  },
  {
    does: 'takes a token of anybody',
    fails: ['CITY-083'],
    broken: trusting(({ iss }) => iss === `${issuer}-neighbour`),
  },
  { does: 'takes a token without a signature', fails: ['CITY-084'], broken: trusting(({ alg }) => alg === 'none') },
  {
    does: 'looks at no signature',
    fails: ['CITY-085', 'CITY-087'],
    broken: trusting(
      ({ alg, aud, exp, iat, iss, viewer }) =>
        alg === 'EdDSA' && aud === cityId && iss === issuer && exp - iat <= 60 && exp > now && viewer !== undefined,
    ),
  },
  { does: 'takes its public key for a secret', fails: ['CITY-086'], broken: trusting(({ alg }) => alg === 'HS256') },
  {
    does: 'takes a token without an end',
    fails: ['CITY-088'],
    broken: trusting(({ iat, exp }) => iat > 0 && exp === undefined),
  },
  { does: 'takes a token that lives long', fails: ['CITY-089'], broken: trusting(({ exp, iat }) => exp - iat > 60) },
  { does: 'takes a token for many', fails: ['CITY-090'], broken: trusting(({ aud }) => Array.isArray(aud)) },
  {
    does: 'takes a token of nobody',
    fails: ['CITY-091'],
    broken: trusting(({ iat, viewer }) => iat > 0 && viewer === undefined),
  },
  { does: 'asks for a token before it tells its health', fails: ['CITY-092'], broken: { isHealth: () => false } },
  {
    does: 'gives errors no code',
    fails: ['CITY-100'],
    broken: {
      toError(error: Value) {
        const { message, ...rest } = parts.toError(error);
        return error.path ? { message, ...rest } : { message };
      },
    },
  },
  {
    does: 'tells its stack',
    fails: ['CITY-101'],
    broken: {
      toError(error: Value) {
        const { extensions, ...rest } = parts.toError(error);
        return { ...rest, extensions: { ...extensions, trace: String(error.stack).split('\n') } };
      },
    },
  },
  {
    does: 'says that its answers are text',
    fails: ['CITY-102'],
    broken: {
      write: (status: number, body: Value) => ({
        ...parts.write(status, body),
        ...(!body.errors && { type: 'text/plain' }),
      }),
    },
  },
  {
    does: 'answers errors with a page',
    fails: ['CITY-103'],
    broken: {
      write: (status: number, body: Value) =>
        status < 400 ? parts.write(status, body) : { status, type: 'text/html', text: '<h1>Bad Request</h1>' },
    },
  },
  {
    does: 'fails at a U+0000',
    fails: ['CITY-104'],
    broken: aroundHits((resolve) => (parent, args, context) => {
      if (args.text?.includes('\0')) throw new Error('invalid byte sequence for encoding "UTF8": 0x00');
      return resolve(parent, args, context);
    }),
  },
  { does: 'reads a body of any size', fails: ['CITY-110'], broken: { isTooLarge: () => false } },
  { does: 'takes any text for JSON', fails: ['CITY-114'], broken: { isJson: () => true } },
  {
    does: 'finds the same offers whatever the filter',
    fails: ['CITY-130', 'CITY-190'],
    broken: aroundOfferHits(asking(() => ({ filter: null }))),
  },
  {
    does: 'exaggerates the scores of offers',
    fails: ['CITY-131'],
    broken: {
      score: (type: string, ...hit: Value[]) => Number(parts.score(type, ...hit)) + (type === 'offer' ? 50 : 0),
    },
  },
  {
    does: 'gives the best offers last',
    fails: ['CITY-132', 'CITY-159', 'CITY-201', 'CITY-202', 'CITY-203'],
    broken: {
      cutHits: (hits: Value[], first: number) =>
        hits.some(isOffer) ? parts.cutHits(hits, first).reverse() : parts.cutHits(hits, first),
    },
  },
  {
    does: 'begins a page of offers with the last of the page before',
    fails: ['CITY-133', 'CITY-160'],
    broken: {
      isBehind: (hit: Value, after: Value) => parts.isBehind(hit, after) || (isOffer(hit) && hit.id === after.id),
    },
  },
  {
    does: 'finds another number of offers than one that it cannot give',
    fails: ['CITY-134'],
    broken: aroundOfferHits(asking(({ first }) => ({ first: Math.min(1001, Math.max(1, first)) }))),
  },
  {
    does: "finds offers by another city's topic",
    fails: ['CITY-135'],
    broken: aroundOfferHits((resolve) => (...asked) => {
      const found = resolve(...asked);
      return { ...found, hits: found.hits.map((hit: Value) => ({ ...hit, topic: 'neustadt:topic:housing' })) };
    }),
  },
  {
    does: 'finds for strangers offers that are for members',
    fails: ['CITY-136', 'CITY-163'],
    broken: {
      seenInHits: (viewer: Value, record: Value) =>
        parts.seenInHits(viewer, record) || (record.visibility === 'NETWORK' && records.offer!.includes(record)),
    },
  },
  {
    does: 'has the rarest values of a facet first',
    fails: ['CITY-140'],
    broken: changingFacets((counts) => counts.toReversed()),
  },
  {
    does: 'counts the facets of what stands behind the position alone',
    fails: ['CITY-141'],
    broken: changingFacets((counts, { after }) => (after == null ? counts : counts.slice(1))),
  },
  {
    does: 'leaves the rarest values of a facet out',
    fails: ['CITY-142', 'CITY-191'],
    broken: changingFacets((counts) => counts.filter(({ count }) => count > 1)),
  },
  {
    does: 'counts in the facets for strangers what is for members',
    fails: ['CITY-143'],
    broken: leaking('seenInFacets'),
  },
  {
    does: 'writes currencies in lower case',
    fails: ['CITY-150'],
    broken: around(
      'Programme',
      ['costs'],
      (resolve) => (parent, args, context) =>
        resolve(parent, args, context).map((cost: Value) => ({ ...cost, currency: cost.currency.toLowerCase() })),
    ),
  },
  {
    does: 'gives amounts as floats',
    fails: ['CITY-150'],
    broken: around(
      'Programme',
      ['costs'],
      (resolve) => (parent, args, context) =>
        resolve(parent, args, context).map((cost: Value) => ({ ...cost, amount: Number(cost.amount) })),
    ),
  },
  {
    does: 'publishes its needs tomorrow',
    fails: ['CITY-151', 'CITY-180'],
    broken: around('Need', ['publishedAt'], () => () => new Date(Date.now() + 86_400_000).toJSON()),
  },
  {
    does: 'publishes a record anew whenever it is asked',
    fails: ['CITY-151', 'CITY-180'],
    broken: around('Offer', ['publishedAt'], () => () => new Date(Date.now() - Math.random() * 1e9).toJSON()),
  },
  {
    does: 'says of its texts that they are in the language asked for',
    fails: ['CITY-152'],
    broken: around('Offer', ['text'], (resolve) => (parent, args, context) => ({
      ...resolve(parent, args, context),
      ...(args.lang && { lang: args.lang }),
    })),
  },
  {
    does: 'tells strangers of adaptations that are for members',
    fails: ['CITY-153'],
    broken: leaking('seenInAdaptations'),
  },
  {
    does: 'tells of an adaptation of which it was not asked',
    fails: ['CITY-153'],
    broken: around('Query', ['adaptations'], () => () => [
      { id: `${cityId}:programme:plan`, adaptedFrom: 'neustadt:programme:plan' },
    ]),
  },
  {
    does: 'names in its summary nothing of what it adapts',
    fails: ['CITY-154'],
    broken: { summary: (counts: Value) => ({ ...counts, adapts: [] }) },
  },
  {
    does: 'leads strangers from a programme to an offer that is for members',
    fails: ['CITY-155'],
    broken: around(
      'Programme',
      ['offers'],
      (resolve) => (parent, args, context) => resolve(parent, args, { ...context, viewer: { anonymous: false } }),
    ),
  },
  {
    does: 'confirms its own exchanges',
    fails: ['CITY-156'],
    broken: { summary: (counts: Value) => ({ ...counts, confirms: [`${cityId}:exchange:visit`] }) },
  },
  {
    does: 'confirms an exchange twice',
    fails: ['CITY-156'],
    broken: { summary: (counts: Value) => ({ ...counts, confirms: [...counts.confirms, ...counts.confirms] }) },
  },
  {
    does: 'finds only what has all aspects',
    fails: ['CITY-157'],
    broken: around('Query', ['programmeHits'], (resolve) => (parent, args, context) => {
      const found = resolve(parent, args.aspects ? { ...args, first: 1001 } : args, context);
      if (!args.aspects) return found;
      const hits = found.hits.filter(hasAll(args));
      return { ...found, total: hits.length, hits: hits.slice(0, args.first) };
    }),
  },
  {
    does: 'tells the aspects of a record by its first topic',
    fails: ['CITY-158', 'CITY-161'],
    broken: {
      hasAspect: (works: Value[], ...asked: Value[]) => parts.hasAspect(works.slice(0, 1), ...asked),
    },
  },
  { does: 'is lifted by no word', fails: ['CITY-158'], broken: { hasWord: () => false } },
  {
    does: 'orders by score whatever the tier',
    fails: ['CITY-159'],
    broken: {
      cutHits(hits: Value[], first: number) {
        const page = parts.cutHits(hits, first);
        const byScore = (a: Value, b: Value) => parts.compareHits(inOneTier(a), inOneTier(b));
        return page.every(({ matched }: Value) => matched === null) ? page : page.sort(byScore);
      },
    },
  },
  {
    does: 'does not look at the tier of a position',
    fails: ['CITY-160'],
    broken: { isBehind: (hit: Value, after: Value) => parts.isBehind(inOneTier(hit), inOneTier(after)) },
  },
  {
    does: 'counts with all aspects what stands on the page alone',
    fails: ['CITY-161'],
    broken: aroundHits((resolve) => (parent, args, context) => {
      const found = resolve(parent, args, context);
      return args.aspects ? { ...found, totalMatchingAll: found.hits.filter(hasAll(args)).length } : found;
    }),
  },
  {
    does: 'says on the first page alone that it counts all',
    fails: ['CITY-210'],
    broken: { isExact: (_: boolean, { after }: Value) => after == null },
  },
  { does: 'takes any number of aspects', fails: ['CITY-162'], broken: { areTooMany: () => false } },
  {
    does: 'counts with all aspects for strangers what is for members',
    fails: ['CITY-163'],
    broken: leaking('seenInTiers'),
  },
  {
    does: 'brings the records of all hits',
    fails: ['CITY-170'],
    broken: { isAmong: () => true },
  },
  {
    does: 'brings with hits programmes of another title',
    fails: ['CITY-170', 'CITY-171'],
    broken: around('ProgrammeHit', ['programme'], (resolve) => (...asked) => {
      const programme = resolve(...asked);
      return programme && { ...programme, title: `${programme.title} (draft)` };
    }),
  },
  {
    does: 'leaves out of a record that comes with its hit what is for members',
    fails: ['CITY-170'],
    broken: {
      ...around('ExchangeHit', ['exchange'], (resolve) => (...asked) => {
        const exchange = resolve(...asked);
        const isPublic = (key: string): boolean => key !== 'talks';
        return exchange && { ...exchange, programmes: exchange.programmes.filter(isPublic) };
      }),
      isForAll: (record: Value, info: Value) =>
        parts.isForAll(record, info) || (record.guestIds !== undefined && record.visibility !== 'NETWORK'),
    },
  },
  {
    does: 'brings with hits what is for members',
    fails: ['CITY-171'],
    broken: { isForAll: () => true },
  },
  {
    does: 'brings with hits what leads to what is for members',
    fails: ['CITY-171'],
    broken: { isForAll: ({ visibility }: Value) => visibility !== 'NETWORK' },
  },
  { does: 'tells strangers of changes that are for members', fails: ['CITY-180'], broken: leaking('seenInChanges') },
  {
    does: 'tells as the time of a change what its source says',
    fails: ['CITY-180'],
    broken: around(
      'Programme',
      ['publishedAt'],
      (resolve) =>
        (...asked) =>
          new Date(Date.parse(resolve(...asked)) - 86_400_000).toJSON(),
    ),
  },
  {
    does: 'keeps a change to itself',
    fails: ['CITY-180'],
    broken: { toldChanges: (changes: Value[]) => changes.filter(({ id }) => !id.endsWith(':need:1')) },
  },
  {
    does: 'says that records are gone which it shows',
    fails: ['CITY-180'],
    broken: {
      toldChanges: (changes: Value[]) =>
        changes.map((change) => (change.id.endsWith(':programme:plan') ? { ...change, kind: 'REMOVED' } : change)),
    },
  },
  {
    does: 'tells the latest changes first',
    fails: ['CITY-181'],
    broken: { compareChanges: (a: Value, b: Value) => parts.compareChanges(b, a) },
    leavesOpen: ['CITY-180', 'CITY-183', 'CITY-184'],
  },
  {
    does: 'goes on behind a time, whatever of it was told',
    fails: ['CITY-181'],
    broken: { isChangeBehind: (change: Value, { at }: Value) => change.at > at },
  },
  { does: 'tells what changed however long ago', fails: ['CITY-182'], broken: { isTooLongAgo: () => false } },
  {
    does: 'tells by concept of all that changed',
    fails: ['CITY-183', 'CITY-184'],
    broken: {
      asOfQuestion: (change: Value, { text }: Value, at: Value) => parts.asOfQuestion(change, { text }, at),
    },
  },
  {
    does: 'tells by text of all that changed',
    fails: ['CITY-184'],
    broken: {
      asOfQuestion: (change: Value, { concepts }: Value, at: Value) => parts.asOfQuestion(change, { concepts }, at),
    },
  },
  {
    does: 'tells by concept of nothing but that it is gone',
    fails: ['CITY-183'],
    broken: {
      asOfQuestion: (change: Value, asked: Value, at: Value) =>
        asked.concepts == null ? parts.asOfQuestion(change, asked, at) : [{ ...change, kind: 'REMOVED' }],
    },
  },
  {
    does: 'says that it knows the filters of contract 1.1, and finds as without them',
    fails: ['CITY-190', 'CITY-192'],
    broken: { passesNew: () => true },
  },
  {
    does: 'counts by the year in which something ended',
    fails: ['CITY-191'],
    broken: {
      facets: ({ years, ...facets }: Value) => ({
        ...facets,
        years: years.map(({ value, count }: Value) => ({ value: String(Number(value) + 1), count })),
      }),
    },
  },
  {
    does: 'counts needs that are met as open',
    fails: ['CITY-191'],
    broken: {
      facets: (facets: Value) => ({
        ...facets,
        needStatuses: facets.needStatuses.map((one: Value) => ({
          ...one,
          value: one.value === 'MET' ? 'OPEN' : 'MET',
        })),
      }),
    },
  },
  {
    does: 'finds the same needs whatever the filter',
    fails: ['CITY-192'],
    broken: aroundNeedHits(asking(() => ({ filter: null }))),
  },
  {
    does: 'scores a need that is met as one that is open',
    fails: ['CITY-193'],
    broken: {
      score: (type: string, hit: Value, ...rest: Value[]) =>
        parts.score(type, type === 'need' ? { ...hit, status: 'OPEN' } : hit, ...rest),
    },
  },
  {
    does: 'says that all needs are open, and scores them so',
    fails: ['CITY-193'],
    broken: {
      score: (type: string, hit: Value, ...rest: Value[]) =>
        parts.score(type, type === 'need' ? { ...hit, status: 'OPEN' } : hit, ...rest),
      ...aroundNeedHits((resolve) => (...asked) => {
        const found = resolve(...asked);
        return { ...found, hits: found.hits.map((hit: Value) => ({ ...hit, status: hit.status && 'OPEN' })) };
      }),
    },
  },
  {
    does: 'gives the best needs last',
    fails: ['CITY-159', 'CITY-193', 'CITY-201', 'CITY-202', 'CITY-203'],
    broken: {
      cutHits: (hits: Value[], first: number) =>
        hits.some(isNeed) ? parts.cutHits(hits, first).reverse() : parts.cutHits(hits, first),
    },
  },
  {
    does: 'begins a page of needs with the last of the page before',
    fails: ['CITY-160', 'CITY-194'],
    broken: {
      isBehind: (hit: Value, after: Value) => parts.isBehind(hit, after) || (isNeed(hit) && hit.id === after.id),
    },
  },
  {
    does: 'finds another number of needs than one that it cannot give',
    fails: ['CITY-194'],
    broken: aroundNeedHits(asking(({ first }) => ({ first: Math.min(1001, Math.max(1, first)) }))),
  },
  {
    does: "finds needs by another city's topic",
    fails: ['CITY-195'],
    broken: aroundNeedHits((resolve) => (...asked) => {
      const found = resolve(...asked);
      return { ...found, hits: found.hits.map((hit: Value) => ({ ...hit, topic: 'neustadt:topic:housing' })) };
    }),
  },
  {
    does: 'finds for strangers needs that are for members',
    fails: ['CITY-163', 'CITY-196'],
    broken: {
      seenInHits: (viewer: Value, record: Value) =>
        parts.seenInHits(viewer, record) || (record.visibility === 'NETWORK' && records.need!.includes(record)),
    },
  },
  {
    does: 'counts no need in its summary',
    fails: ['CITY-197'],
    broken: {
      summary: (counts: Value) => ({ ...counts, public: counts.public.map((one: Value) => ({ ...one, needs: 0 })) }),
    },
  },
  {
    does: 'sorts by the first letters of a title',
    fails: ['CITY-200'],
    broken: {
      sortedByTitle: (...record: Value[]) =>
        parts
          .sortedByTitle(...record)
          .slice(0, 3)
          .trim(),
    },
  },
  {
    does: 'says of a record only on which day it was changed',
    fails: ['CITY-200'],
    broken: {
      sortedByTime: (...record: Value[]) => `${parts.sortedByTime(...record).slice(0, 10)}T00:00:00Z`,
    },
  },
  {
    does: 'has the oldest first, whoever asks for the newest',
    fails: ['CITY-201'],
    broken: { compareTimes: (a: Value, b: Value) => parts.compareTimes(b, a) },
  },
  {
    does: 'begins a page in the order of titles with the last of the page before',
    fails: ['CITY-202'],
    broken: { isBehindSorted: (compare: Value, hit: Value, after: Value) => compare(hit, after) >= 0 },
  },
  { does: 'turns no order round', fails: ['CITY-203'], broken: { turnRound: (hits: Value[]) => hits } },
  {
    does: 'goes back from a hit to that hit itself',
    fails: ['CITY-203'],
    broken: { isBefore: (compare: Value, hit: Value, position: Value) => compare(hit, position) <= 0 },
  },
  { does: 'goes on behind a position that says nothing', fails: ['CITY-204'], broken: { isWithout: () => false } },
  { does: 'finds for strangers, by title, what is for members', fails: ['CITY-205'], broken: leaking('seenInOrder') },
  {
    does: 'gives the beginning of a list for its end',
    fails: ['CITY-206'],
    broken: {
      pageBack: (list: Value[], cursors: string[], { last, before }: Value) =>
        parts.pageBack(list, cursors, { last, before: before ?? cursors[last] }),
    },
  },
  {
    does: 'says that nothing stands before a page that ends before a cursor',
    fails: ['CITY-206'],
    broken: {
      pageBack(...asked: Value[]) {
        const page = parts.pageBack(...asked);
        return { ...page, pageInfo: { ...page.pageInfo, hasPreviousPage: false } };
      },
    },
  },
  {
    does: 'gives from the end of a list as many as are asked for',
    fails: ['CITY-207'],
    broken: { isPageSize: () => true },
  },
];
