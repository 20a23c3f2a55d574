'use strict';

// A city that owes nothing to the reference city: plain JavaScript on node:http, graphql-js and @apollo/subgraph, without
// a database. Whoever writes a city in another language may read it beside the contract. It shares no code with the kit.
//
// What it does is in `parts`, so that a test can put a broken part in the place of one, and see which requirement notices.

const { readFileSync } = require('node:fs');
const { createServer } = require('node:http');
const path = require('node:path');
const { buildSubgraphSchema } = require('@apollo/subgraph');
const { defaultFieldResolver, execute, GraphQLError, parse, print, specifiedRules, validate } = require('graphql');
const { createLocalJWKSet, jwtVerify } = require('jose');
const { records } = require('./plainCityRecords');

const contract = readFileSync(path.join(__dirname, '..', '..', 'schema', 'city.graphql'), 'utf8');
const MAX_BODY_BYTES = 1024 * 1024;
const DAY_MS = 24 * 60 * 60_000;
/** When a record was changed: two of a kind at one time. */
const updatedAt = (type, record) =>
  new Date(Date.parse('2026-01-02T03:04:05Z') + DAY_MS * Math.floor(records[type].indexOf(record) / 2)).toJSON();
/** When the city's records could first be read, three at a time, and when what is gone went. */
const BEGAN = Date.now() - 10 * DAY_MS;
const publishedAt = (type, record) => new Date(BEGAN + 1000 * Math.floor(records[type].indexOf(record) / 3)).toJSON();
const gone = [
  { type: 'programme', key: 'dropped', at: new Date(BEGAN + 60_000).toJSON(), visibility: 'PUBLIC' },
  { type: 'staff', key: 'left', at: new Date(BEGAN + 1000).toJSON(), visibility: 'NETWORK' },
];

/** Whether a viewer may see a record. */
function maySee(viewer, record) {
  return record.visibility !== 'INTERNAL' && (record.visibility !== 'NETWORK' || !viewer.anonymous);
}

const parts = {
  /** More than the contract has is a city's own affair. */
  sdl: `${contract}\nextend type Contact { fax: String }\n`,

  /** For whom the hub asks; undefined when the token is not one of its own for this city. */
  async readViewer(token, { cityId, issuer, findKey }) {
    const options = {
      algorithms: ['EdDSA'],
      issuer,
      audience: cityId,
      requiredClaims: ['exp', 'iat'],
      maxTokenAge: 60,
    };
    const { payload } = await jwtVerify(token, findKey, options);
    const fits =
      payload.aud === cityId && payload.exp - payload.iat <= 60 && typeof payload.viewer?.anonymous === 'boolean';
    return fits ? payload.viewer : undefined;
  },

  /** What a token is good for that is none of the hub's for this city: nothing. */
  readOtherToken: (_token) => undefined,

  /** Whether a viewer may see a record, for each way to it. */
  seenInList: maySee,
  seenByReference: maySee,
  seenByRelation: maySee,
  seenInHits: maySee,
  seenInOrder: maySee,
  seenInTiers: maySee,
  seenInFacets: maySee,
  seenInCounts: maySee,
  seenInChanges: maySee,
  seenInAdaptations: maySee,

  /** The entity behind a reference, or null. */
  findEntity(type, id, { city, viewer }) {
    const record = records[type].find(({ key }) => id === `${city.cityId}:${type}:${key}`);
    return record && city.parts.seenByReference(viewer, record) ? record : null;
  },

  findCity: (id, { city }) => (id === city.cityId ? {} : null),

  /** What references are answered with, in their order. */
  entities: (entities) => entities,

  /** A page of a list from its end, or before a cursor. */
  pageBack(list, cursors, { last, before }) {
    const end = before == null ? list.length : cursors.indexOf(before);
    const start = Math.max(0, end - last);
    const made = parts.page(list.slice(start), cursors.slice(start), { first: end - start, after: null });
    const pageInfo = { ...made.pageInfo, hasNextPage: end < list.length, hasPreviousPage: start > 0 };
    return { ...made, totalCount: list.length, pageInfo };
  },
  isPageSize: (size) => size >= 1 && size <= 100,

  /** A page of a list, and what is told of it. */
  page(list, cursors, { first, after }) {
    const start = after == null ? 0 : cursors.indexOf(after) + 1;
    const edges = list.slice(start, start + first).map((node, at) => ({ cursor: cursors[start + at], node }));
    return {
      edges,
      nodes: edges.map(({ node }) => node),
      totalCount: list.length,
      pageInfo: {
        hasNextPage: start + first < list.length,
        hasPreviousPage: after != null,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
    };
  },

  mapsTo: (topic, concept) => topic.mappings.find((mapping) => mapping.concept === concept),

  score(type, hit, match, day) {
    const weights = {
      staff: staffScore,
      programme: programmeScore,
      exchange: exchangeScore,
      offer: offerScore,
      need: needScore,
    };
    return Math.floor(weights[type](hit, match, day) / 10);
  },

  /** Whether a record has an aspect by any of its works, and whether a word is to be found in its name or title. */
  hasAspect: (works, terms, city) => works.some((work) => matchesOf(work, terms, city).length > 0),
  hasWord: (record, word) => wordsOf(record.name ?? record.title).includes(...wordsOf(word)),

  /** The highest tier first, then the best, then by id. */
  compareHits: (a, b) => b.tier - a.tier || b.score - a.score || (a.id < b.id ? -1 : 1),
  isBehind(hit, { tier, score, id }) {
    if (hit.tier !== (tier ?? 0)) return hit.tier < (tier ?? 0);
    return hit.score < score || (hit.score === score && hit.id > id);
  },
  cutHits: (hits, first) => hits.slice(0, first),
  /** In the orders that came with contract 1.1: by what a hit stands, how two compare, and whether a position can say it. */
  sortedByTime: updatedAt,
  sortedByTitle: (_type, record) => fold(record.name ?? record.title),
  compareTimes: (a, b) => Date.parse(b.updatedAt) - Date.parse(a.updatedAt) || compareIds(a, b),
  compareTitles: (a, b) => Buffer.compare(Buffer.from(a.sortTitle), Buffer.from(b.sortTitle)) || compareIds(a, b),
  isBehindSorted: (compare, hit, position) => compare(hit, position) > 0,
  isBefore: (compare, hit, position) => compare(hit, position) < 0,
  turnRound: (hits) => hits.toReversed(),
  isWithout: (position, name) => position[name] == null,
  areTooMany: (list) => list.length > 5,
  /** Among how many matches it looks. */
  mostMatches: 10_000,
  isExact: (isExact) => isExact,
  isAmong: ({ place }, among) => place < among,
  /** Whether a member is told of a record what a stranger is, seen from outside: it leads to no other record. */
  isForAll(record, { fieldNodes, fragments }) {
    const selected = [...fieldNodes, ...Object.values(fragments)].map(({ selectionSet }) => print(selectionSet)).join();
    return record.visibility !== 'NETWORK' && !/\b(programmes?|staff|exchanges|offers|city)\b/.test(selected);
  },
  passesNew,
  facets: (facets, _args) => facets,
  compareChanges: (a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1),
  isChangeBehind: (change, { at, id }) => change.at > at || (change.at === at && id != null && change.id > id),
  isTooLongAgo: (since) => Date.parse(since) < Date.now() - 90 * DAY_MS - 60_000,
  toldChanges: (changes) => changes,
  /** A change as it is told by concept: what is not on it and may have been is gone. */
  asOfQuestion(change, { concepts, text }, position) {
    const topics =
      change.type === 'topic' ? [change.record.key] : worksOf[change.type](change.record).map(({ topic }) => topic);
    const mapped = topics.flatMap((key) =>
      records.topic.find((topic) => topic.key === key).mappings.map(({ concept }) => concept),
    );
    const isOn = (concepts ?? []).every(({ terms }) => terms.some(({ concept }) => mapped.includes(concept)));
    const own = wordsOf(`${change.record.name ?? change.record.title ?? ''}`);
    if (isOn && wordsOf(text ?? '').every((word) => own.includes(word))) return [change];
    return change.at > position.at ? [] : [{ ...change, kind: 'REMOVED' }];
  },
  summary: (counts, _viewer) => counts,

  /** Errors made for clients pass; others must not tell what went wrong. */
  toError(error) {
    const { message, path: where, extensions, originalError } = error;
    const deliberate = originalError === undefined || originalError instanceof GraphQLError;
    const code = deliberate ? (extensions.code ?? 'BAD_USER_INPUT') : 'INTERNAL_SERVER_ERROR';
    return { message: deliberate ? message : 'The city failed.', ...(where && { path: where }), extensions: { code } };
  },

  /** What goes over the wire. */
  write: (status, body) => ({ status, type: 'application/json; charset=utf-8', text: JSON.stringify(body) }),

  isTooLarge: (bytes) => bytes > MAX_BODY_BYTES,
  isJson: (contentType) => contentType.split(';')[0].trim() === 'application/json',
  isHealth: (url) => url === '/health/live' || url === '/health/ready',
  resolvers: (resolvers) => resolvers,
};

// The score, version 1, ten times as high, read from the design.

const UNKNOWN = 300;
const toNumber = (date) => Number(date.replaceAll('-', ''));
const firstDayOf = (date) => toNumber(`${date}-01-01`.slice(0, 10));
function lastDayOf(date) {
  if (date.length === 10) return toNumber(date);
  if (date.length === 4) return toNumber(`${date}-12-31`);
  const [year, month] = date.split('-').map(Number);
  return toNumber(`${date}-${new Date(Date.UTC(year, month, 0)).getUTCDate()}`);
}
function recency(end, day) {
  const years = Math.floor(Math.max(0, toNumber(day) - lastDayOf(end)) / 10000);
  return Math.max(0, 1000 - 100 * years);
}
function duration({ since, until }, day) {
  if (since === null) return UNKNOWN;
  const end = until === null ? toNumber(day) : Math.min(lastDayOf(until), toNumber(day));
  const monthOf = (date) => 12 * Math.floor(date / 10000) + (Math.floor(date / 100) % 100);
  return Math.min(1000, Math.floor((Math.max(0, monthOf(end) - monthOf(firstDayOf(since)) + 1) * 1000) / 60));
}
function staffScore(hit, match, day) {
  const role = { LED: 1000, WORKED: 700, HOSTED: 500, ADVISED: 500, TOOK_PART: 300 }[hit.role] ?? 0;
  const recent = hit.until !== null ? recency(hit.until, day) : hit.since !== null ? 1000 : UNKNOWN;
  return 5 * match + 2 * role + 2 * recent + duration(hit, day);
}
function programmeScore(hit, match, day) {
  const status = { ACTIVE: 1000, COMPLETED: 800, PLANNED: 400, DISCONTINUED: 200 }[hit.status] ?? 0;
  const runs = hit.since !== null && ['ACTIVE', 'PLANNED'].includes(hit.status);
  const recent = hit.until !== null ? recency(hit.until, day) : runs ? 1000 : UNKNOWN;
  return 6 * match + 2 * recent + status + (hit.goodPractice ? 1000 : 0);
}
function exchangeScore(hit, match, day) {
  const end = hit.until ?? hit.since;
  return 7 * match + 3 * (end === null ? UNKNOWN : recency(end, day));
}

function offerScore(_hit, match) {
  return 10 * match;
}
function needScore(hit, match) {
  return 8 * match + 2 * (hit.status === 'MET' ? 200 : 1000);
}

const MAPPINGS = { EXACT_MATCH: 1000, CLOSE_MATCH: 850, BROAD_MATCH: 800, NARROW_MATCH: 500 };

/** What each kind of record is found by: one entry for each of its topics, with the features of the hit. */
const worksOf = {
  staff: ({ experiences }) => experiences,
  programme: ({ topics, startsOn: since, endsOn: until, status, goodPractice }) =>
    topics.map((topic) => ({ topic, since, until, status, goodPractice })),
  exchange: ({ topics, startsOn: since, endsOn: until }) => topics.map((topic) => ({ topic, since, until })),
  offer: ({ topics }) => topics.map((topic) => ({ topic })),
  need: ({ topics, status }) => topics.map((topic) => ({ topic, status })),
};

/** What matches are counted by: the values of a record that matched by some of its works. */
const valuesOf = {
  concepts: (type, record) =>
    worksOf[type](record).flatMap(({ topic }) =>
      records.topic.find(({ key }) => key === topic).mappings.map(({ concept }) => concept),
    ),
  statuses: (type, { status }) => (status && type === 'programme' ? [status] : []),
  languages: (_type, { languages }) => languages ?? [],
  roles: (type, _record, works) => (type === 'staff' ? works.map(({ role }) => role) : []),
  years: (type, { startsOn }) => (startsOn && type !== 'staff' ? [startsOn.slice(0, 4)] : []),
  goodPractice: (type, { goodPractice }) => (type === 'programme' ? [String(goodPractice)] : []),
  openToVisitors: (type, { openToVisitors }) =>
    type === 'programme' && openToVisitors != null ? [String(openToVisitors)] : [],
  funders: (_type, { funding }) => (funding ?? []).flatMap(({ funder }) => funder ?? []),
  needStatuses: (type, { status }) => (status && type === 'need' ? [status] : []),
};

function passes({ kinds, languages, statuses, goodPractice, openToVisitors }, record) {
  const within = (allowed, value) => !allowed?.length || allowed.includes(value);
  const speaks = (range) => (record.languages ?? []).some((tag) => tag === range || tag.startsWith(`${range}-`));
  return (
    within(kinds, record.kind) &&
    within(statuses, record.status) &&
    (goodPractice == null || record.goodPractice === goodPractice) &&
    (openToVisitors == null || record.openToVisitors === openToVisitors) &&
    (!languages?.length || languages.some(speaks))
  );
}

/** What came with contract 1.1. */
function passesNew(filter, record, type) {
  const { startsOn, results, costs, funding, targetGroups } = record;
  const { hasResults, hasCosts, costsBelow: limit, funders, updatedSince, startsAfter } = filter;
  const isBelow = ({ amount, currency, period, scope }) =>
    currency === limit.currency &&
    period === limit.period &&
    scope === limit.scope &&
    Number(amount) < Number(limit.amount);
  const names = (asked) => (targetGroups ?? []).some((own) => own.toLowerCase().includes(asked.toLowerCase()));
  return (
    (hasResults == null || (results ?? []).length > 0 === hasResults) &&
    (hasCosts == null || (costs ?? []).length > 0 === hasCosts) &&
    (limit == null || (costs ?? []).some(isBelow)) &&
    (!funders?.length || (funding ?? []).some(({ funder }) => funders.includes(funder))) &&
    (!filter.targetGroups?.length || filter.targetGroups.some(names)) &&
    (updatedSince == null || new Date(updatedAt(type, record)) >= new Date(updatedSince)) &&
    (startsAfter == null || (startsOn != null && lastDayOf(startsOn) > lastDayOf(startsAfter)))
  );
}

const wordsOf = (text) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

const compareIds = (a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const LETTERS = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', ς: 'σ' };

/** A title as the contract folds it. */
function fold(title) {
  const bare = (text) => text.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '');
  const letters = [...bare(bare(title).toLowerCase())].map((letter) => LETTERS[letter] ?? letter).join('');
  return [
    ...letters
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
      .join(' '),
  ]
    .slice(0, 300)
    .join('')
    .trim();
}

/** By which field of a hit each order goes, and which parts know it. */
const SORTED_BY = {
  NEWEST: { sorted: 'updatedAt', sortedBy: 'sortedByTime', compared: 'compareTimes' },
  TITLE: { sorted: 'sortTitle', sortedBy: 'sortedByTitle', compared: 'compareTitles' },
};

function findHits(type, args, context) {
  const { concepts, text, day, first, after, filter, aspects: asked, lift: lifting, reversed } = args;
  const { city, viewer } = context;
  const { sorted, sortedBy, compared = 'compareHits' } = SORTED_BY[args.order] ?? {};
  const groups = concepts ?? [];
  const words = wordsOf(text ?? '');
  const aspects = asked ?? [];
  const lift = lifting ?? [];
  const isOneWord = (word) => /^[\p{L}\p{N}][\p{L}\p{N}\p{M}]*$/u.test(word) && word.length <= 100;
  refuse(city.parts.areTooMany(aspects), 'aspects', 'aspects must be at most 5.');
  refuse(city.parts.areTooMany(lift) || !lift.every(isOneWord), 'lift', 'lift must be at most 5 single words.');
  refuse(first < 1 || first > 1001, 'first', 'first must be from 1 to 1001.');
  refuse(groups.length === 0 && words.length === 0, 'concepts', 'Ask for concepts or for a word.');
  refuse(!isDay(day), 'day', 'day must be a day such as 2026-03-01.');
  refuse(sorted && after && city.parts.isWithout(after, sorted), 'after', `after must have ${sorted}.`);

  /** Every record that matches, with all works by which it does. */
  const matching = records[type]
    .filter((record) => passes(filter ?? {}, record) && city.parts.passesNew(filter ?? {}, record, type))
    .filter((record) => words.every((word) => wordsOf(`${record.name ?? record.title}`).includes(word)))
    .flatMap((record) => {
      const works = worksOf[type](record).filter((work) => !filter?.roles?.length || filter.roles.includes(work.role));
      const matches = groups.map(({ terms }) => works.flatMap((work) => matchesOf(work, terms, city)));
      if (matches.some((ofGroup) => ofGroup.length === 0)) return [];
      const byText = works.map((work) => ({ work, match: 600, reason: { text: 600 } }));
      const has = [
        ...aspects.map(({ terms }) => city.parts.hasAspect(works, terms, city)),
        ...lift.map((word) => city.parts.hasWord(record, word)),
      ];
      return [{ record, has, candidates: groups.length > 0 ? matches.flat() : byText }];
    });
  const shown = (way) => matching.filter(({ record }) => city.parts[way](viewer, record));

  const compare = city.parts[compared];
  const every = shown(sorted ? 'seenInOrder' : 'seenInHits')
    .flatMap(({ record, has, candidates }) => {
      const numbers = has.flatMap((one, number) => (one ? [number] : []));
      const tier = { tier: numbers.length, matched: has.length > 0 ? numbers : null };
      const scored = candidates.map(({ work, match, reason }) => {
        const topic = `${city.cityId}:topic:${work.topic}`;
        const hit = { ...work, ...reason, ...tier, topic, id: `${city.cityId}:${type}:${record.key}` };
        const score = city.parts.score(type, hit, match, day);
        return { ...hit, score, ...(sorted && { [sorted]: city.parts[sortedBy](type, record) }) };
      });
      return scored.sort((a, b) => b.score - a.score).slice(0, 1);
    })
    .sort(compare);
  // Of very many, those in the highest tiers, and of these the first by their ids.
  const isExact = every.length <= city.parts.mostMatches;
  const inOrder = [...every].sort((a, b) => b.tier - a.tier || (a.id < b.id ? -1 : 1));
  const looked = new Set(inOrder.slice(0, city.parts.mostMatches).map(({ id }) => id));
  const hits = isExact ? every : every.filter(({ id }) => looked.has(id));
  const isLooked = ({ record }) => isExact || looked.has(`${city.cityId}:${type}:${record.key}`);
  const isBehind = (hit) => {
    if (reversed) return city.parts.isBefore(compare, hit, { tier: 0, ...after });
    return sorted ? city.parts.isBehindSorted(compare, hit, after) : city.parts.isBehind(hit, after);
  };
  const turned = reversed ? city.parts.turnRound(hits) : hits;
  const behind = after == null ? turned : turned.filter(isBehind);
  return {
    total: hits.length,
    totalIsExact: city.parts.isExact(isExact, args),
    hits: city.parts.cutHits(behind, first).map((hit, place) => ({ ...hit, place })),
    // These are counted for those alone who ask for them.
    totalMatchingAll() {
      const hasAll = ({ has }) => has.slice(0, aspects.length).every(Boolean);
      return aspects.length > 0 ? shown('seenInTiers').filter(isLooked).filter(hasAll).length : null;
    },
    facets() {
      const counted = shown('seenInFacets').filter(isLooked);
      const facets = Object.entries(valuesOf).map(([facet, read]) => [facet, countValues(counted, type, read)]);
      return city.parts.facets(Object.fromEntries(facets), { first, after });
    },
  };
}

/** How many records have each value, those that more have first. */
function countValues(matching, type, read) {
  const counts = new Map();
  for (const { record, candidates } of matching) {
    const values = new Set(
      read(
        type,
        record,
        candidates.map(({ work }) => work),
      ),
    );
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

function matchesOf(work, terms, { parts: { mapsTo } }) {
  const topic = records.topic.find(({ key }) => key === work.topic);
  return terms.flatMap(({ concept, weight }) => {
    const mapping = mapsTo(topic, concept);
    if (mapping === undefined) return [];
    const match = Math.floor((MAPPINGS[mapping.match] * weight) / 1000);
    return [{ work, match, reason: { concept, mapping: mapping.match } }];
  });
}

function isDay(day) {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day;
}

/** What became of the records of some kinds since a moment. All of it is written at once, so nothing is ever under way. */
function findChanges({ kinds, since, first, after, ...question }, { city, viewer }) {
  refuse(first < 1 || first > 101, 'first', 'first must be from 1 to 101.');
  refuse(city.parts.isTooLongAgo(since), 'since', 'since must be 90 days ago at most.');
  const begin = new Date(since).toJSON();
  const position = { at: new Date(after?.at ?? since).toJSON(), id: after?.id };
  const types = kinds.map((kind) => kind.toLowerCase());
  const shown = types.flatMap((type) =>
    records[type]
      .filter((record) => city.parts.seenInChanges(viewer, record))
      .map((record) => {
        const at = publishedAt(type, record);
        return { id: `${city.cityId}:${type}:${record.key}`, kind: at > begin ? 'ADDED' : 'CHANGED', at, type, record };
      })
      .flatMap((change) => city.parts.asOfQuestion(change, question, position)),
  );
  const hidden = gone
    .filter((record) => types.includes(record.type) && city.parts.seenInChanges(viewer, record))
    .map(({ type, key, at }) => ({ id: `${city.cityId}:${type}:${key}`, kind: 'REMOVED', at }));
  const changes = city.parts
    .toldChanges([...shown, ...hidden])
    .filter((change) => city.parts.isChangeBehind(change, position))
    .sort(city.parts.compareChanges)
    .slice(0, first);
  return { changes, until: new Date(Date.now() - 1).toJSON() };
}

function summarise({ city, viewer: asking }) {
  const concepts = [...new Set(records.topic.flatMap(({ mappings }) => mappings.map(({ concept }) => concept)))];
  const count = (type, concept, viewer, visibility) =>
    records[type].filter(
      (record) =>
        record.visibility === visibility &&
        city.parts.seenInCounts(viewer, record) &&
        worksOf[type](record).some((work) => matchesOf(work, [{ concept, weight: 1000 }], city).length > 0),
    ).length;
  const section = (visibility, viewer) =>
    concepts
      .map((concept) => ({
        concept,
        staff: count('staff', concept, viewer, visibility),
        programmes: count('programme', concept, viewer, visibility),
        exchanges: count('exchange', concept, viewer, visibility),
        offers: count('offer', concept, viewer, visibility),
        needs: count('need', concept, viewer, visibility),
      }))
      .filter(({ concept: _, ...counts }) => Object.values(counts).some((one) => one > 0));
  const adapted = (visibility) => [
    ...new Set(records.programme.flatMap((one) => (one.visibility === visibility ? (one.adaptedFromId ?? []) : []))),
  ];
  const counts = {
    public: section('PUBLIC', { anonymous: true }),
    network: section('NETWORK', { anonymous: false }),
    confirms: ['neustadt:exchange:1'],
    adapts: adapted('PUBLIC'),
    adaptsForMembers: adapted('NETWORK'),
  };
  return city.parts.summary(
    { version: String(JSON.stringify(counts).length), asOf: new Date().toJSON(), ...counts },
    asking,
  );
}

function refuse(wrong, argument, message) {
  if (wrong) throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', argument } });
}

function createResolvers(city) {
  const { cityId } = city;
  const idOf = (type) => (record) => `${cityId}:${type}:${record.key}`;
  const visible = (type, keys, { viewer }) =>
    records[type].filter((record) => keys.includes(record.key) && city.parts.seenByRelation(viewer, record));
  const leadingTo = (type, programme, { viewer }) =>
    records[type].filter(
      (record) => record.programmes.includes(programme) && city.parts.seenByRelation(viewer, record),
    );
  const topicsOf = ({ topics }) => records.topic.filter(({ key }) => topics.includes(key));

  /** A list as a connection; `choose` tells which records belong to it. */
  const connection = (name, type, choose, way) => (owner, args, context) => {
    const { first = 20, after, last, before, filter } = args;
    const size = last ?? first;
    refuse(first !== 20 && last != null, 'last', 'Ask for first or for last.');
    refuse(
      last == null ? size < 1 || size > 100 : !city.parts.isPageSize(size),
      'first',
      'A page has 1 to 100 records.',
    );
    const list = records[type].filter(
      (record) => choose(owner, record) && city.parts[way](context.viewer, record) && isListed(filter ?? {}, record),
    );
    const cursors = list.map(({ key }) => Buffer.from(`${name}/${owner.key ?? ''}/${key}`).toString('base64url'));
    const cursor = last == null ? after : before;
    refuse(cursor != null && !cursors.includes(cursor), 'after', 'after and before must be cursors of this list.');
    return last == null
      ? city.parts.page(list, cursors, { first: size, after })
      : city.parts.pageBack(list, cursors, { last, before });
  };
  const isListed = ({ mapped, concepts, ...filter }, record) =>
    passes(filter, record) &&
    (mapped == null || record.mappings.length > 0 === mapped) &&
    (!concepts?.length ||
      topicsOf(record).some(({ mappings }) => mappings.some(({ concept }) => concepts.includes(concept))));

  const all = () => true;
  const works = (topic, { experiences }) => experiences.some((experience) => experience.topic === topic.key);
  const entity = (type) => ({
    id: idOf(type),
    city: () => ({}),
    updatedAt: (record) => updatedAt(type, record),
    publishedAt: (record) => publishedAt(type, record),
    lang: () => 'de',
    text: ({ title, summary }) => ({ lang: 'de', title, summary }),
    additional: () => [],
    __resolveReference: ({ id }, context) => city.parts.findEntity(type, id, context),
  });

  const withHit =
    (type, idIn) =>
    (hit, { among, network }, context, info) => {
      if (!city.parts.isAmong(hit, among)) return null;
      const record = city.parts.findEntity(type, idIn(hit), context);
      return record && (network || context.viewer.anonymous || city.parts.isForAll(record, info)) ? record : null;
    };
  const hit = (type) => ({
    [type]: withHit(type, ({ id }) => id),
    topicRecord: withHit('topic', ({ topic }) => topic),
  });

  return {
    StaffHit: hit('staff'),
    ProgrammeHit: hit('programme'),
    ExchangeHit: hit('exchange'),
    OfferHit: hit('offer'),
    NeedHit: hit('need'),
    Query: {
      summary: (_, __, context) => summarise(context),
      staffHits: (_, args, context) => findHits('staff', args, context),
      programmeHits: (_, args, context) => findHits('programme', args, context),
      exchangeHits: (_, args, context) => findHits('exchange', args, context),
      offerHits: (_, args, context) => findHits('offer', args, context),
      needHits: (_, args, context) => findHits('need', args, context),
      recordChanges: (_, args, context) => findChanges(args, context),
      adaptations: (_, { of, first }, context) => {
        refuse(first < 1 || first > 100, 'first', 'first must be from 1 to 100.');
        return of.flatMap((from) =>
          records.programme
            .filter((one) => one.adaptedFromId === from && city.parts.seenInAdaptations(context.viewer, one))
            .slice(0, first)
            .map((one) => ({ id: idOf('programme')(one), adaptedFrom: from })),
        );
      },
    },
    City: {
      id: () => cityId,
      staff: connection('staff', 'staff', all, 'seenInList'),
      programmes: connection('programmes', 'programme', all, 'seenInList'),
      topics: connection('topics', 'topic', all, 'seenInList'),
      exchanges: connection('exchanges', 'exchange', all, 'seenInList'),
      needs: connection('needs', 'need', all, 'seenInList'),
      offers: connection('offers', 'offer', all, 'seenInList'),
      __resolveReference: ({ id }, context) => city.parts.findCity(id, context),
    },
    Staff: {
      ...entity('staff'),
      source: () => null,
      programmes: ({ key }, _, context) =>
        records.programme.filter((one) => one.staff.includes(key) && city.parts.seenByRelation(context.viewer, one)),
    },
    Experience: {
      topic: (experience) => records.topic.find(({ key }) => key === experience.topic),
      programme: (experience, _, context) => visible('programme', [experience.programme], context)[0] ?? null,
    },
    Programme: {
      ...entity('programme'),
      costs: ({ costs }) => costs ?? [],
      topics: topicsOf,
      staff: (programme, _, context) => visible('staff', programme.staff, context),
      exchanges: ({ key }, _, context) => leadingTo('exchange', key, context),
      offers: ({ key }, _, context) => leadingTo('offer', key, context),
    },
    Exchange: {
      ...entity('exchange'),
      topics: topicsOf,
      programmes: (exchange, _, context) => visible('programme', exchange.programmes, context),
    },
    Topic: {
      ...entity('topic'),
      label: ({ labels }, { lang }) => labels[lang] ?? labels.de,
      mappings: ({ mappings }) => mappings.map(({ match, concept }) => ({ match, concept: { id: concept } })),
      programmes: connection(
        'programmesOf',
        'programme',
        ({ key }, { topics }) => topics.includes(key),
        'seenByRelation',
      ),
      staff: connection('staffOf', 'staff', works, 'seenByRelation'),
    },
    Need: { ...entity('need'), topics: topicsOf },
    Offer: {
      ...entity('offer'),
      topics: topicsOf,
      programme: (offer, _, context) => visible('programme', offer.programmes, context)[0] ?? null,
    },
  };
}

/** A query, parsed and validated; `mistakes` is empty when it can be executed. */
function readQuery(schema, query) {
  try {
    const document = parse(query, { maxTokens: 20_000 });
    return { document, mistakes: validate(schema, document, specifiedRules) };
  } catch (error) {
    return { mistakes: [error] };
  }
}

/** Answers a GraphQL request whose viewer is known: the HTTP status, and the body. */
async function answerGraphql(schema, { query, variables }, viewer, city) {
  // The hub asks the same few queries again and again.
  const known = city.queries.get(query) ?? readQuery(schema, query);
  if (city.queries.size < 1000) city.queries.set(query, known);
  const { document, mistakes } = known;
  if (mistakes.length > 0) return [400, { errors: mistakes.map(city.parts.toError) }];
  const contextValue = { city, viewer };
  const { data, errors } = await execute({ schema, document, variableValues: variables, contextValue, fieldResolver });
  if (data?._entities) data._entities = city.parts.entities(data._entities);
  const body = { ...(data !== undefined && { data }), ...(errors && { errors: errors.map(city.parts.toError) }) };
  return [data === undefined ? 400 : 200, body];
}

async function readBody(request, isTooLarge) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (!isTooLarge(size)) chunks.push(chunk);
  }
  return isTooLarge(size) ? undefined : Buffer.concat(chunks).toString('utf8');
}

const failure = (message, code) => ({ errors: [{ message, extensions: { code } }] });

/** Answers an HTTP request: the status, and the body. */
async function answer(request, schema, city) {
  const { headers, method, url } = request;
  if (city.parts.isHealth(url)) return [200, { status: 'ok' }];

  const [, token = ''] = /^Bearer (\S+)$/.exec(headers.authorization ?? '') ?? [];
  const viewer = await viewerOf(token, city);
  const { isTooLarge } = city.parts;
  const text = isTooLarge(Number(headers['content-length'] ?? 0)) ? undefined : await readBody(request, isTooLarge);
  if (viewer === undefined) return [401, failure('A token of the hub is needed.', 'UNAUTHENTICATED')];
  if (method !== 'POST' || url !== '/graphql') return [404, failure('There is nothing here.', 'NOT_FOUND')];
  if (text === undefined) return [413, failure('The request is too large.', 'TOO_LARGE')];
  if (!city.parts.isJson(headers['content-type'] ?? '')) return [415, failure('Send JSON.', 'BAD_REQUEST')];
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    return [400, failure('Send JSON.', 'BAD_REQUEST')];
  }
  if (typeof body?.query !== 'string') return [400, failure('Send a query.', 'BAD_REQUEST')];
  return answerGraphql(schema, body, viewer, city);
}

/** Each field is resolved by the city that is asked. */
function fieldResolver(parent, args, context, info) {
  const resolve = context.city.resolvers[info.parentType.name]?.[info.fieldName] ?? defaultFieldResolver;
  return resolve(parent, args, context, info);
}

const referenceResolver = (type) => ({
  __resolveReference: (reference, context) => context.city.resolvers[type].__resolveReference(reference, context),
});

/** Of each SDL, its schema, and what is known of queries: cities that have the same SDL share them. */
const knownSchemas = new Map();

function schemaOf(sdl) {
  if (!knownSchemas.has(sdl)) {
    const entities = ['City', 'Staff', 'Programme', 'Exchange', 'Topic', 'Need', 'Offer'];
    const resolvers = Object.fromEntries(entities.map((type) => [type, referenceResolver(type)]));
    knownSchemas.set(sdl, { schema: buildSubgraphSchema({ typeDefs: parse(sdl), resolvers }), queries: new Map() });
  }
  return knownSchemas.get(sdl);
}

/** A token is checked once: the city is forgotten before a token is over. */
function viewerOf(token, city) {
  const known = city.viewers.get(token) ?? readViewer(token, city);
  city.viewers.set(token, known);
  return known;
}

async function readViewer(token, city) {
  const viewer = await Promise.resolve(city.parts.readViewer(token, city)).catch(() => undefined);
  return viewer ?? city.parts.readOtherToken(token);
}

/**
 * Serves the city on a free port of this machine.
 *
 * `options`: `cityId`; the `jwks` and the `issuer` of the hub. `broken`: parts that take the place of the right ones.
 */
async function startPlainCity(options, broken = {}) {
  const city = {
    ...options,
    findKey: createLocalJWKSet(options.jwks),
    parts: { ...parts, ...broken },
    viewers: new Map(),
  };
  city.resolvers = city.parts.resolvers(createResolvers(city));
  const { schema, queries } = schemaOf(city.parts.sdl);
  city.queries = queries;

  const server = createServer((request, response) => {
    answer(request, schema, city)
      .catch(() => [500, failure('The city failed.', 'INTERNAL_SERVER_ERROR')])
      .then(([status, body]) => {
        const { status: code, type, text } = city.parts.write(status, body);
        response.writeHead(code, { 'content-type': type }).end(text);
      });
  });
  // A busy machine can take longer from one question to the next than the default.
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/graphql`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

module.exports = { parts, records, startPlainCity };
