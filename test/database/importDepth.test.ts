import { join } from 'node:path';
import { importFolder, importSource } from '../../subgraphs/city/import/importSource';
import type { ImportOptions, ImportReport } from '../../subgraphs/city/import/importSource';
import { ImportError } from '../../subgraphs/city/import/Problems';
import { openFile } from '../../subgraphs/city/import/source/openSource';
import { emptyTables } from './emptyTables';
import { folderOf } from './folderOf';
import type { Files } from './folderOf';
import { openTestCity } from './openTestCity';
import type { Answer, TestCity } from './openTestCity';

/** A city with a record of each kind, and all that contract 1.1 can say of them. */
const gera = {
  'city.yaml': 'id: gera\nname: Gera\nlanguage: de\n',
  'topics.csv': 'key,label_de\nwohnen,Wohnen\n',
  'programmes.csv': [
    'key,title,problem,approach,costs_total,costs_yearly,own_share,costs_per_case,costs_per_case_yearly,currency,costs_note,staff_effort,target_groups,legal_basis,reach_value,reach_unit,topics,contact_post,contact_email,contact_phone,contact_url,adapted_from,licence,reviewed_on,language,visibility',
    'plan,Aktionsplan,Familien in Notunterkünften,Zuerst eine Wohnung,1250000.00,250000,400000.5,,1200.10,EUR,ohne Mieten,2.5,Familien|Junge Erwachsene,"SGB XII, § 67 https://law.example/67|Ratsbeschluss 12/2023",120,Haushalte im Jahr,wohnen,Wohnraumbüro,wohnen@gera.example,+49 365 1,https://gera.example/,velbert:programme:7,CC BY 4.0,2026-10,,PUBLIC',
    'nichts,Ohne alles,,,,,,,,,,,,,,,,,,,,,,,,PUBLIC',
  ],
  'exchanges.csv': [
    'key,kind,title,starts_on,place,register_by,url,open_to,topics,programmes,contact_post,language,visibility',
    'besuch,STUDY_VISIT,Besuch,2027-05-06,Gera,2027-04,https://gera.example/besuch,Wohnungsämter,wohnen,plan,Protokoll,,PUBLIC',
  ],
  'offers.csv': [
    'key,kind,title,availability,capacity,languages,programme,topics,contact_phone,language,visibility',
    'komm,VISIT,Kommen Sie,Im Mai,8,de|en,plan,wohnen,+49 365 2,,PUBLIC',
  ],
  'needs.csv': [
    'key,title,status,wanted_by,topics,contact_email,language,visibility',
    'rat,Advice wanted,OPEN,2027,wohnen,rat@gera.example,en,PUBLIC',
  ],
  'funding.csv': [
    'programme,kind,fund,funder,amount,currency,share,url',
    'plan,EU,ESF+,European Commission,500000.00,EUR,40,https://fund.example/',
    'plan,OWN,,Stadt Gera,,EUR,60,',
  ],
  'results.csv': [
    'programme,exchange,indicator,value,unit,before,date,evidence,evidence_title',
    'plan,,Vermittelte Haushalte,412,Haushalte,-35.5,2025,https://gera.example/bericht,Bericht 2025',
    'plan,,Weniger Räumungen,,,,,,',
    ',besuch,Angemeldete,12,,,,,',
  ],
  'lessons.csv': [
    'programme,kind,text',
    'plan,WORKED,Besuche an der Tür',
    'plan,DID_NOT_WORK,"Briefe, allein',
    'und ohne Anruf"',
  ],
  'texts.csv': [
    'programme,exchange,offer,need,language,title,summary',
    'plan,,,,EN,Action plan,A flat first',
    'plan,,,,nl,Actieplan,',
    ',besuch,,,en,Visit,',
    ',,komm,,en,Come,',
    ',,,rat,de,Rat gesucht,',
  ],
  'confirmations.csv': ['exchange', 'velbert:exchange:2025-x', 'rosenheim:exchange:1'],
} satisfies Record<string, string | string[]>;

type GeraFile = Exclude<keyof typeof gera, 'city.yaml' | 'topics.csv'>;

const textOf = (content: string | readonly string[]): string =>
  typeof content === 'string' ? content : `${content.join('\n')}\n`;

function geraWith(changes: Readonly<Record<string, string | readonly string[]>> = {}): Files {
  return Object.fromEntries(Object.entries({ ...gera, ...changes }).map(([name, content]) => [name, textOf(content)]));
}

/** Gera's files, one of them with a single record: no more than it must have, and some cells. */
function withCells(name: GeraFile, cells: Readonly<Record<string, string>>, city = gera['city.yaml']): Files {
  const record = { ...minimal[name], ...cells };
  const line = Object.values(record).map((cell) => `"${cell}"`);
  return geraWith({ 'city.yaml': city, [name]: [Object.keys(record).join(','), line.join(',')] });
}

const minimal: Readonly<Record<GeraFile, Readonly<Record<string, string>>>> = {
  'programmes.csv': { key: 'plan', title: 'Aktionsplan', visibility: 'PUBLIC' },
  'exchanges.csv': { key: 'besuch', kind: 'STUDY_VISIT', title: 'Besuch', visibility: 'PUBLIC' },
  'offers.csv': { key: 'komm', kind: 'VISIT', title: 'Kommen Sie', visibility: 'PUBLIC' },
  'needs.csv': { key: 'rat', title: 'Rat', language: 'en', visibility: 'PUBLIC' },
  'funding.csv': { programme: 'plan', kind: 'EU' },
  'results.csv': { programme: 'plan', indicator: 'Haushalte' },
  'lessons.csv': { programme: 'plan', kind: 'WORKED', text: 'Besuche' },
  'texts.csv': { programme: 'plan', language: 'en', title: 'Action plan' },
  'confirmations.csv': { exchange: 'velbert:exchange:1' },
};

let city: TestCity;

beforeAll(async () => {
  city = await openTestCity('gera');
});
afterAll(async () => {
  await city.close();
});
beforeEach(async () => {
  await emptyTables(city.dataSource);
});

const importFiles = async (
  files: Files,
  options: ImportOptions = { replace: true, allowed: { removal: 100, change: 100 } },
): Promise<ImportReport> => importFolder(city.dataSource, 'gera', await folderOf(files), options);

const importOne = async (name: string, content: string): Promise<ImportReport> =>
  importSource(city.dataSource, 'gera', openFile(join(await folderOf({ [name]: content }), name)), {
    allowed: { change: 100 },
  });

async function problemsOf(files: Files): Promise<readonly object[]> {
  const error: unknown = await importFiles(files).catch((caught: unknown) => caught);
  if (error instanceof ImportError) return error.problems;
  throw new Error('The import found no problem.', { cause: error });
}

const rows = (table: string): Promise<Answer[]> =>
  city.dataSource.query<Answer[]>(`SELECT * FROM ${table} ORDER BY ${table}::text`);

const deepTables = [
  'programme',
  'exchange',
  'offer',
  'need',
  'programme_funding',
  'programme_result',
  'exchange_result',
  'programme_lesson',
  'programme_translation',
  'exchange_translation',
  'offer_translation',
  'need_translation',
  'confirmation',
];

async function dump(): Promise<Record<string, Answer[]>> {
  const found: Record<string, Answer[]> = {};
  for (const table of deepTables) found[table] = await rows(table);
  return found;
}

it('stores all that a folder says of its records', async () => {
  await importFiles(geraWith());
  const found = await dump();
  expect(found['programme']?.find(({ key }) => key === 'plan')).toMatchObject({
    problem: 'Familien in Notunterkünften',
    approach: 'Zuerst eine Wohnung',
    costs_total: '1250000.00',
    costs_yearly: '250000',
    own_share: '400000.5',
    costs_per_case: null,
    costs_per_case_yearly: '1200.10',
    currency: 'EUR',
    costs_note: 'ohne Mieten',
    staff_effort: 2.5,
    target_groups: ['Familien', 'Junge Erwachsene'],
    legal_basis: [
      { title: 'SGB XII, § 67', url: 'https://law.example/67' },
      { title: 'Ratsbeschluss 12/2023', url: null },
    ],
    reach_value: 120,
    reach_unit: 'Haushalte im Jahr',
    contact_post: 'Wohnraumbüro',
    contact_email: 'wohnen@gera.example',
    contact_phone: '+49 365 1',
    contact_url: 'https://gera.example/',
    adapted_from: 'velbert:programme:7',
    licence: 'CC BY 4.0',
    reviewed_on: '2026-10',
    language: null,
  });
  expect(found['programme']?.find(({ key }) => key === 'nichts')).toMatchObject({
    target_groups: null,
    legal_basis: null,
    costs_total: null,
    reach_value: null,
    contact_post: null,
  });
  expect(found).toMatchObject({
    exchange: [
      {
        place: 'Gera',
        register_by: '2027-04',
        url: 'https://gera.example/besuch',
        open_to: 'Wohnungsämter',
        contact_post: 'Protokoll',
      },
    ],
    offer: [
      {
        availability: 'Im Mai',
        capacity: 8,
        languages: ['de', 'en'],
        programme_key: 'plan',
        contact_phone: '+49 365 2',
      },
    ],
    need: [{ status: 'OPEN', wanted_by: '2027', contact_email: 'rat@gera.example', language: 'en' }],
    programme_funding: [
      {
        ordinal: 1,
        kind: 'EU',
        fund: 'ESF+',
        funder: 'European Commission',
        amount: '500000.00',
        currency: 'EUR',
        share: '40',
        url: 'https://fund.example/',
      },
      { ordinal: 2, kind: 'OWN', funder: 'Stadt Gera', amount: null, currency: null, share: '60' },
    ],
    programme_result: [
      {
        ordinal: 1,
        indicator: 'Vermittelte Haushalte',
        value: '412',
        unit: 'Haushalte',
        before: '-35.5',
        reached_on: '2025',
        evidence_url: 'https://gera.example/bericht',
        evidence_title: 'Bericht 2025',
      },
      { ordinal: 2, indicator: 'Weniger Räumungen', value: null },
    ],
    exchange_result: [{ exchange_key: 'besuch', ordinal: 1, indicator: 'Angemeldete', value: '12' }],
    programme_lesson: [
      { ordinal: 1, kind: 'WORKED', text: 'Besuche an der Tür' },
      { ordinal: 2, kind: 'DID_NOT_WORK', text: 'Briefe, allein\nund ohne Anruf' },
    ],
    programme_translation: [
      { ordinal: 1, language: 'en', title: 'Action plan', summary: 'A flat first' },
      { ordinal: 2, language: 'nl', title: 'Actieplan', summary: null },
    ],
    exchange_translation: [{ exchange_key: 'besuch', language: 'en', title: 'Visit' }],
    offer_translation: [{ offer_key: 'komm', language: 'en', title: 'Come' }],
    need_translation: [{ need_key: 'rat', language: 'de', title: 'Rat gesucht' }],
    confirmation: [{ exchange_id: 'rosenheim:exchange:1' }, { exchange_id: 'velbert:exchange:2025-x' }],
  });
});

it('answers with what was imported', async () => {
  await importFiles(geraWith());
  const { _entities } = await city.data(
    `{ _entities(representations: [{ __typename: "Programme", id: "gera:programme:plan" }]) { ... on Programme {
      costs { amount currency period scope } funding { amount } results { value } lessons { kind } text(lang: "en") { title }
      offers { title } exchanges { title } contact { phone } } } }`,
  );
  expect(_entities[0]).toEqual({
    costs: [
      { amount: '1250000.00', currency: 'EUR', period: 'ONCE', scope: 'TOTAL' },
      { amount: '250000', currency: 'EUR', period: 'YEARLY', scope: 'TOTAL' },
      { amount: '400000.5', currency: 'EUR', period: 'ONCE', scope: 'OWN_SHARE' },
      { amount: '1200.10', currency: 'EUR', period: 'YEARLY', scope: 'PER_CASE' },
    ],
    funding: [{ amount: '500000.00' }, { amount: null }],
    results: [{ value: '412' }, { value: null }],
    lessons: [{ kind: 'WORKED' }, { kind: 'DID_NOT_WORK' }],
    text: { title: 'Action plan' },
    offers: [{ title: 'Kommen Sie' }],
    exchanges: [{ title: 'Besuch' }],
    contact: { phone: '+49 365 1' },
  });
});

describe('a folder that comes again', () => {
  it('is unchanged', async () => {
    await importFiles(geraWith());
    const before = await dump();
    expect(await importFiles(geraWith())).toEqual({ outcome: 'unchanged', passedOver: [] });
    expect(await dump()).toEqual(before);
  });

  it('changes nothing when something else did, and tells so of each file', async () => {
    await importFiles(geraWith());
    const before = await dump();
    const unchanged = (count: number) => ({ new: 0, changed: 0, unchanged: count, retired: 0 });
    expect(await importFiles(geraWith({ 'topics.csv': 'key,label_de\nwohnen,Wohnung\n' }))).toMatchObject({
      changes: {
        topics: { changed: 1 },
        programmes: unchanged(2),
        exchanges: unchanged(1),
        offers: unchanged(1),
        needs: unchanged(1),
        funding: unchanged(2),
        results: unchanged(3),
        lessons: unchanged(2),
        texts: unchanged(5),
        confirmations: unchanged(2),
      },
    });
    expect(await dump()).toEqual(before);
  });

  it.each([
    ['funding.csv', 'programme', 'plan'],
    ['results.csv', 'programme', 'plan'],
    ['lessons.csv', 'programme', 'plan'],
    ['texts.csv', 'need', 'rat'],
  ] as const)('without its %s changes the %s that had it, and no other', async (name, table, key) => {
    await importFiles(geraWith());
    await city.dataSource.query(
      `UPDATE programme SET updated_at = '2020-01-01'; UPDATE need SET updated_at = '2020-01-01'`,
    );
    await importFiles(geraWith({ [name]: gera[name][0] ?? '' }));
    const changed = await city.dataSource.query<Answer[]>(
      `SELECT key FROM ${table} WHERE updated_at > '2021-01-01' ORDER BY key`,
    );
    expect(changed).toEqual([{ key }]);
  });

  it('says that an offer changed whose programme is gone', async () => {
    await importFiles(geraWith());
    await city.dataSource.query(`UPDATE offer SET updated_at = '2020-01-01'`);
    const file = 'key,title,visibility\nnichts,Ohne alles,PUBLIC\n';
    await importSource(
      city.dataSource,
      'gera',
      openFile(join(await folderOf({ 'programmes.csv': file }), 'programmes.csv')),
      { replace: true, allowed: { removal: 100 } },
    );
    const [offer] = await rows('offer');
    expect(offer.programme_key).toBeNull();
    expect(offer.updated_at.getFullYear()).toBeGreaterThan(2020);
  });
});

it.each(['funding', 'results', 'lessons', 'texts', 'confirmations'] as const)(
  'takes JSON lines for %s.csv',
  async (kind) => {
    await importFiles(geraWith());
    const before = await dump();
    const [header = '', ...lines] = gera[`${kind}.csv`];
    const numeric = ['share', 'value', 'before'];
    const records = lines
      .join('\n')
      .replace('"Briefe, allein\nund ohne Anruf"', 'Briefe; allein')
      .split('\n')
      .map((line) => {
        const cells = header.split(',').map((column, index) => [column, line.split(',')[index] ?? ''] as const);
        return Object.fromEntries(
          cells.map(([column, cell]) => [column, numeric.includes(column) && cell !== '' ? Number(cell) : cell]),
        );
      });
    const text = records
      .map((record) => JSON.stringify(record))
      .join('\n')
      .replace('Briefe; allein', 'Briefe, allein\\nund ohne Anruf');
    const others = Object.entries(geraWith()).filter(([name]) => name !== `${kind}.csv`);
    await importFiles({ ...Object.fromEntries(others), [`${kind}.jsonl`]: text });
    expect(await dump()).toEqual(before);
  },
);

describe('names the problem, and stores nothing:', () => {
  it.each<[what: string, files: Files, problem: [file: string, line: number, column: string, RegExp]]>([
    [
      'a sum without a currency',
      withCells('programmes.csv', { costs_yearly: '5' }),
      ['programmes.csv', 2, 'currency', /must be filled, since costs_yearly is a sum of money/],
    ],
    [
      'two sums in a cell',
      withCells('programmes.csv', { costs_total: '1000 - 2000', currency: 'EUR' }),
      ['programmes.csv', 2, 'costs_total', /a sum of money .* but got "1000 - 2000"\. A cell has one number/],
    ],
    [
      'a sum with its currency',
      withCells('programmes.csv', { costs_total: '1000 €', currency: 'EUR' }),
      ['programmes.csv', 2, 'costs_total', /A currency has a column of its own/],
    ],
    [
      'a sum that a spreadsheet shortened',
      withCells('programmes.csv', { costs_total: '1,5E+06', currency: 'EUR' }),
      ['programmes.csv', 2, 'costs_total', /shortened/],
    ],
    [
      'a sum below nothing',
      withCells('programmes.csv', { costs_total: '-1', currency: 'EUR' }),
      ['programmes.csv', 2, 'costs_total', /must be a sum of money/],
    ],
    [
      'a sum that may be meant in two ways',
      withCells('programmes.csv', { costs_total: '1.250', currency: 'EUR' }),
      ['programmes.csv', 2, 'costs_total', /two ways: declare in city\.yaml/],
    ],
    [
      'a sum as another country writes it',
      withCells(
        'programmes.csv',
        { costs_total: '1,250,000.00', currency: 'EUR' },
        `${gera['city.yaml']}numbers: de\n`,
      ),
      ['programmes.csv', 2, 'costs_total', /city\.yaml declares "numbers: de", which is written 1\.234\.567,8/],
    ],
    [
      'a currency that is none',
      withCells('programmes.csv', { costs_total: '1', currency: 'Euro' }),
      ['programmes.csv', 2, 'currency', /ISO 4217/],
    ],
    [
      'an own share above the whole',
      withCells('programmes.csv', { costs_total: '100', own_share: '100.01', currency: 'EUR' }),
      ['programmes.csv', 2, 'own_share', /must not be more than costs_total, which is 100, but got 100\.01/],
    ],
    [
      'staff effort in words',
      withCells('programmes.csv', { staff_effort: 'zwei' }),
      ['programmes.csv', 2, 'staff_effort', /full-time equivalents/],
    ],
    [
      'a reach of nothing named',
      withCells('programmes.csv', { reach_value: '5' }),
      ['programmes.csv', 2, 'reach_unit', /must be filled, since reach_value is/],
    ],
    [
      'a legal basis that is an address alone',
      withCells('programmes.csv', { legal_basis: 'https://law.example/67' }),
      ['programmes.csv', 2, 'legal_basis', /a title that may end in a web address/],
    ],
    [
      "a programme adapted from the city's own",
      withCells('programmes.csv', { adapted_from: 'gera:programme:nichts' }),
      ['programmes.csv', 2, 'adapted_from', /another city's programme.* It is one of the city's own/],
    ],
    [
      'a programme adapted from an exchange',
      withCells('programmes.csv', { adapted_from: 'velbert:exchange:7' }),
      ['programmes.csv', 2, 'adapted_from', /another city's programme/],
    ],
    [
      'an e-mail address that is none',
      withCells('programmes.csv', { contact_email: 'frag uns' }),
      ['programmes.csv', 2, 'contact_email', /an e-mail address/],
    ],
    [
      'registering after the exchange began',
      withCells('exchanges.csv', { starts_on: '2027-05-06', register_by: '2027-05-07' }),
      ['exchanges.csv', 2, 'starts_on', /must not be before register_by, which is "2027-05-07"/],
    ],
    [
      'a capacity of nobody',
      withCells('offers.csv', { capacity: '0' }),
      ['offers.csv', 2, 'capacity', /a whole number from 1/],
    ],
    [
      'an offer of a programme that is not there',
      withCells('offers.csv', { programme: 'anderer' }),
      ['offers.csv', 2, 'programme', /a record in programmes\.csv, but got "anderer"/],
    ],
    [
      'a need in a state that is none',
      withCells('needs.csv', { status: 'CLOSED' }),
      ['needs.csv', 2, 'status', /one of OPEN, MET/],
    ],
    [
      'a share of more than all',
      withCells('funding.csv', { share: '100.5' }),
      ['funding.csv', 2, 'share', /from 0 to 100, in per cent, but got "100\.5"/],
    ],
    [
      'funds without a currency',
      withCells('funding.csv', { amount: '5' }),
      ['funding.csv', 2, 'currency', /since amount is a sum of money/],
    ],
    [
      'funding of an unknown sort',
      withCells('funding.csv', { kind: 'LAND' }),
      ['funding.csv', 2, 'kind', /one of OWN, STATE, NATIONAL, EU, OTHER/],
    ],
    [
      'a result of both a programme and an exchange',
      withCells('results.csv', { exchange: 'besuch' }),
      [
        'results.csv',
        2,
        'programme',
        /exactly one of programme and exchange must be filled, but programme and exchange are/,
      ],
    ],
    [
      'a result in words where a number has to be',
      withCells('results.csv', { value: 'viele' }),
      ['results.csv', 2, 'value', /a number such as 12\.5/],
    ],
    [
      'the title of an evidence that is not there',
      withCells('results.csv', { evidence_title: 'Bericht' }),
      ['results.csv', 2, 'evidence', /must be filled, since evidence_title is/],
    ],
    [
      'a lesson of a programme that is not there',
      withCells('lessons.csv', { programme: 'anderer' }),
      ['lessons.csv', 2, 'programme', /a record in programmes\.csv/],
    ],
    [
      'a lesson of an unknown sort',
      withCells('lessons.csv', { kind: 'FAILED' }),
      ['lessons.csv', 2, 'kind', /one of WORKED, DID_NOT_WORK, CONDITION/],
    ],
    [
      'a text of nothing',
      withCells('texts.csv', { programme: '' }),
      ['texts.csv', 2, 'programme', /exactly one of programme, exchange, offer and need must be filled, but none is/],
    ],
    [
      'a text in a language twice',
      geraWith({ 'texts.csv': 'programme,language,title\nplan,en,Plan\nplan,nl,Plan\nplan,EN,Plan\n' }),
      ['texts.csv', 4, 'language', /must stand once for a record, but line 2 has "en" too/],
    ],
    [
      "a text in the city's language",
      withCells('texts.csv', { language: 'de' }),
      ['texts.csv', 2, 'language', /must not be the language of the programme itself, but got "de"/],
    ],
    [
      "a text in the record's own language",
      geraWith({ 'texts.csv': 'need,language,title\nrat,en,Advice\n' }),
      ['texts.csv', 2, 'language', /must not be the language of the need itself, but got "en"/],
    ],
    [
      "a confirmation of the city's own exchange",
      withCells('confirmations.csv', { exchange: 'gera:exchange:besuch' }),
      ['confirmations.csv', 2, 'exchange', /another city's exchange.* It is one of the city's own/],
    ],
    [
      'a confirmation twice',
      geraWith({ 'confirmations.csv': 'exchange\nvelbert:exchange:1\nvelbert:exchange:1\n' }),
      ['confirmations.csv', 3, 'exchange', /must be unique, but line 2 has "velbert:exchange:1" too/],
    ],
    [
      'a way to write numbers that nobody knows',
      geraWith({ 'city.yaml': `${gera['city.yaml']}numbers: xx\n` }),
      ['city.yaml', 4, 'numbers', /whose way to write numbers is known, such as de, en or de-CH, but got "xx"/],
    ],
  ])('%s', async (_, files, [file, line, column, reason]) => {
    const problems = await problemsOf(files);
    expect(problems).toContainEqual({ file, line, column, reason: expect.stringMatching(reason) });
    expect((await rows('programme')).length + (await rows('confirmation')).length).toBe(0);
  });
});

describe('numbers', () => {
  const total = async () => (await rows('programme')).find(({ key }) => key === 'plan').costs_total;
  const declared = `${gera['city.yaml']}numbers: de\n`;

  it('are read as the city declares that it writes them', async () => {
    await importFiles(withCells('programmes.csv', { costs_total: '1.250.000,00', currency: 'EUR' }, declared));
    expect(await total()).toBe('1250000.00');
  });

  it('are read so in a single file, too, which comes later', async () => {
    await importFiles(geraWith({ 'city.yaml': declared }));
    await importOne('programmes.csv', 'key,title,costs_total,currency,visibility\nplan,Plan,"7,5",EUR,PUBLIC\n');
    expect(await total()).toBe('7.5');
  });

  it('of JSON are no texts, and have a point', async () => {
    const record = { key: 'plan', title: 'Plan', costs_total: 1.125, currency: 'EUR', visibility: 'PUBLIC' };
    await importFiles(geraWith({ 'city.yaml': declared }));
    await importOne('programmes.jsonl', JSON.stringify(record));
    expect(await total()).toBe('1.125');
  });

  it('of JSON that lost digits are refused', async () => {
    await importFiles(geraWith());
    await expect(
      importOne(
        'programmes.jsonl',
        '{"key":"plan","title":"Plan","costs_total":123456789012345.67,"currency":"EUR","visibility":"PUBLIC"}',
      ),
    ).rejects.toMatchObject({
      problems: [{ line: 1, column: 'costs_total', reason: expect.stringMatching(/JSON loses digits/) }],
    });
  });
});
