import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphqlSync, parse } from 'graphql';
import { CONTRACT } from './test/startFakeCity';
import { createAdmission } from './createAdmission';

const schemaFile = (name: string): string =>
  readFileSync(join(__dirname, '..', '..', 'schema', `${name}.graphql`), 'utf8');
const hubSubgraphs = { directory: schemaFile('directory'), search: schemaFile('search') };
const admit = createAdmission({ contract: CONTRACT, hubSubgraphs });

const IN_FULL = { status: 'ADMITTED', lacking: new Set() };

const changed = (from: string | RegExp, to: string): string => {
  const sdl = CONTRACT.replace(from, to);
  expect(sdl).not.toBe(CONTRACT);
  return sdl;
};

test("the contract's own text is admitted without composing", () => {
  const broken = createAdmission({ contract: CONTRACT, hubSubgraphs: { directory: 'type Query { no: Sense }' } });
  expect(broken(CONTRACT)).toEqual(IN_FULL);
});

test('the contract is admitted without composing, too, as a server tells it that is made of it', () => {
  const broken = createAdmission({ contract: CONTRACT, hubSubgraphs: { directory: 'type Query { no: Sense }' } });
  const { data } = graphqlSync({ schema: buildSubgraphSchema(parse(CONTRACT)), source: '{ _service { sdl } }' });
  const told = (data as unknown as { _service: { sdl: string } })._service.sdl;
  expect(told).not.toBe(CONTRACT);
  expect(broken(told)).toEqual(IN_FULL);
});

test('a city that serves more than the contract is admitted', () => {
  expect(admit(changed('type Contact {', 'type Contact {\n  fax: String\n'))).toEqual(IN_FULL);
});

test('a missing field is refused, and named', () => {
  expect(admit(changed(/ {2}"""The office held[^\n]*\n {2}role: String\n/, ''))).toEqual({
    status: 'REFUSED',
    reasons: ['Against the contract: Staff.role was removed.'],
  });
});

test('a changed type is refused', () => {
  expect(admit(changed('durationDays: Int', 'durationDays: String'))).toEqual({
    status: 'REFUSED',
    reasons: ['Against the contract: Exchange.durationDays changed type from Int to String.'],
  });
});

test('HUB-751 a schema that is of something else is told as that, and not by all that it lacks', () => {
  const shop = 'type Query { city(id: ID!): City } type City @key(fields: "id") { id: ID! name: String }';
  expect(admit(shop)).toEqual({
    status: 'REFUSED',
    reasons: [
      expect.stringMatching(
        /^It serves another schema than the contract of cities: \d+ of the \d+ types are not there, Staff, Programme, Exchange, Topic among them\. Its address may be that of another service\.$/,
      ),
    ],
  });
});

test('HUB-751 of very many contradictions the first are named, and the others counted', () => {
  const admission = admit(changed(/ID!/g, 'String!'));
  const reasons = admission.status === 'REFUSED' ? admission.reasons : [];
  expect(reasons[0]).toMatch(/^Against the contract: .* changed type from .*\.$/);
  expect(reasons[1]).toMatch(/^\w+\.\w+ changed type from .*\.$/);
  expect(reasons.at(-1)).toMatch(/^And \d\d more\.$/);
  expect(reasons.join(' ')).not.toContain('scalar');
});

test('an argument that the hub does not know and must give is refused', () => {
  expect(admit(changed('summary: Summary!', 'summary(secret: String!): Summary!'))).toMatchObject({
    status: 'REFUSED',
  });
});

test('what does not compose with the subgraphs of the hub is refused', () => {
  expect(admit(changed('type Staff implements Node @key(fields: "id")', 'type Staff implements Node'))).toMatchObject({
    status: 'REFUSED',
  });
});

test.each([
  ['no GraphQL', 'type City {'],
  ['a type that is not there', 'type Query { city: City }'],
  ['nothing', ''],
])('an SDL that is %s is refused with a reason', (_, sdl) => {
  const admission = admit(sdl);
  expect(admission).toMatchObject({
    status: 'REFUSED',
    reasons: [expect.stringMatching(/^The schema cannot be read: /)],
  });
});

test('an SDL that is too large is refused unread', () => {
  expect(admit(`${CONTRACT}${'#'.repeat(200_000)}`)).toMatchObject({
    reasons: [expect.stringMatching(/^The schema has \d+ characters, more than 200000\.$/)],
  });
});

test('the same SDL is examined once', () => {
  const sdl = changed('type Contact {', 'type Contact {\n  telex: String\n');
  const first = admit(sdl);
  expect(admit(sdl)).toBe(first);
});

describe('of a contract that has grown since its first version', () => {
  const NEWER = CONTRACT.replace(
    'type Staff implements Node @key(fields: "id") {',
    `type Staff implements Node @key(fields: "id") {
      greeting(lang: String): String
      officeId: ID @inaccessible
      office: Office`,
  )
    .replace('input CityStaffFilter {', 'input CityStaffFilter {\n  greets: Boolean')
    .concat('type Office { street: String }');
  const admitNewer = createAdmission({ contract: NEWER, firstContract: CONTRACT, hubSubgraphs });
  const lacking = (sdl: string): unknown => {
    const admission = admitNewer(sdl);
    return admission.status === 'ADMITTED' ? [...admission.lacking] : admission.reasons;
  };

  test('a city may lack what came since, and it is named', () => {
    expect(lacking(CONTRACT)).toEqual([
      'CityStaffFilter.greets',
      'Office',
      'Staff.greeting',
      'Staff.office',
      'Staff.officeId',
    ]);
    expect(lacking(NEWER.replace('greeting(lang: String): String', 'greeting: String'))).toEqual([
      'Staff.greeting(lang:)',
    ]);
    expect(lacking(NEWER)).toEqual([]);
  });

  test('a city may not lack what was there from the first', () => {
    expect(lacking(NEWER.replace(/ {2}"""Length in days[^\n]*\n {2}durationDays: Int\n/, ''))).toEqual([
      'Against the contract: Exchange.durationDays was removed.',
    ]);
  });

  test('a city may not have what came since in another form', () => {
    expect(lacking(CONTRACT.replace('type Contact {', 'type Office { street: Int }\n\ntype Contact {'))).toEqual([
      'Against the contract: Office.street changed type from String to Int.',
    ]);
    expect(lacking(NEWER.replace('greeting(lang: String)', 'greeting(lang: String!)'))).toEqual([
      'Against the contract: Staff.greeting arg lang has changed type from String to String!.',
    ]);
  });

  test('a city may lack what a subgraph of the hub rests on', () => {
    const directory = `${hubSubgraphs.directory}
      type Staff @key(fields: "id") { id: ID! officeId: ID @external  officeHost: City @requires(fields: "officeId") }`;
    const admitted = createAdmission({
      contract: NEWER,
      firstContract: CONTRACT,
      hubSubgraphs: { ...hubSubgraphs, directory },
    })(CONTRACT);
    expect(admitted).toMatchObject({ status: 'ADMITTED' });
  });
});

test('a schema that would take seconds to compose is refused before that, and a reason is a line of clean text', () => {
  const types = (count: number) =>
    Array.from({ length: count }, (_, i) => `type A${i} @key(fields: "a") { a: ID! }`).join('\n');
  expect(admit(`${CONTRACT}${types(3_000)}`)).toMatchObject({
    reasons: [expect.stringMatching(/^The schema has \d+ types, fields and references to types, more than \d+\.$/)],
  });
  expect(admit(`${CONTRACT}${types(50)}`)).toMatchObject({ status: 'ADMITTED' });
  const refusal = admit(`${CONTRACT} type A { a(b: String = "\u202e\u{e0041}"): Nothing }`);
  expect(JSON.stringify(refusal)).not.toMatch(/[\u202e\n]|\u{e0041}/u);
});
