import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse } from 'graphql';
import {
  COST_PERIODS,
  COST_SCOPES,
  EXCHANGE_KINDS,
  FUNDING_KINDS,
  LESSON_KINDS,
  MAPPING_KINDS,
  NEED_STATUSES,
  OFFER_KINDS,
  PARTNER_KINDS,
  PROGRAMME_STATUSES,
  ROLES,
  STAFF_KINDS,
} from './enums';

const sdl = parse(readFileSync(join(__dirname, '..', '..', 'schema', 'city.graphql'), 'utf8'));

test.each([
  ['CostPeriod', COST_PERIODS],
  ['CostScope', COST_SCOPES],
  ['FundingKind', FUNDING_KINDS],
  ['LessonKind', LESSON_KINDS],
  ['NeedStatus', NEED_STATUSES],
  ['ExchangeKind', EXCHANGE_KINDS],
  ['MappingKind', MAPPING_KINDS],
  ['OfferKind', OFFER_KINDS],
  ['PartnerKind', PARTNER_KINDS],
  ['ProgrammeStatus', PROGRAMME_STATUSES],
  ['Role', ROLES],
  ['StaffKind', STAFF_KINDS],
] as const)('%s has the values of the contract, in its order', (name, values) => {
  const definitions = sdl.definitions.flatMap((definition) =>
    definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === name ? [definition] : [],
  );
  expect(definitions.map(({ values: found = [] }) => found.map((value) => value.name.value))).toEqual([values]);
});
