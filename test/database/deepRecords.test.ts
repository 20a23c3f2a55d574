import { emptyTables } from './emptyTables';
import { openTestCity } from './openTestCity';
import type { Answer, TestCity } from './openTestCity';

let city: TestCity;

beforeAll(async () => {
  city = await openTestCity('gera');
});
afterAll(() => city.close());
beforeEach(async () => {
  await emptyTables(city.dataSource);
  await city.insert('city', { id: 'gera', language: 'de' });
});

async function find(type: string, key: string, selection: string): Promise<Answer> {
  const { _entities } = await city.data(
    `query ($references: [_Any!]!) { _entities(representations: $references) { ... on ${type} { ${selection} } } }`,
    { references: [{ __typename: type, id: `gera:${type.toLowerCase()}:${key}` }] },
  );
  return _entities[0];
}

it('tells all that a council paper asks of a programme', async () => {
  await city.insert('programme', {
    key: 'a',
    problem: 'Families in shelters',
    approach: 'Housing first',
    staff_effort: 2.5,
    target_groups: ['Familien', 'Junge Erwachsene'],
    legal_basis: [{ title: 'SGB XII, § 67', url: 'https://law.example/67' }],
    reach_value: 120,
    reach_unit: 'households a year',
    licence: 'CC BY 4.0',
    reviewed_on: '2026-10',
    contact_post: 'Wohnraumbüro',
    contact_phone: '+49 365 000',
    published_at: '2026-11-01T10:00:00Z',
  });
  await city.insert('programme_funding', {
    programme_key: 'a',
    ordinal: 1,
    kind: 'EU',
    fund: 'ESF+',
    funder: 'European Commission',
    amount: '400000.50',
    currency: 'EUR',
    share: 40,
    url: 'https://fund.example/',
  });
  await city.insert(
    'programme_lesson',
    { programme_key: 'a', ordinal: 2, kind: 'DID_NOT_WORK', text: 'Letters alone' },
    { programme_key: 'a', ordinal: 1, kind: 'WORKED', text: 'Visits' },
  );
  await city.insert('programme_result', {
    programme_key: 'a',
    ordinal: 1,
    indicator: 'Households housed',
    value: 412,
    unit: 'households',
    before: 35,
    reached_on: '2025',
    evidence_url: 'https://gera.example/report',
  });
  await city.insert('offer', { key: 'visit', kind: 'VISIT', title: 'Come', programme_key: 'a', capacity: 8 });
  await city.insert('exchange', { key: 'x', title: 'Study visit', place: 'Gera', register_by: '2026-12-01' });
  await city.insert('exchange_programme', { exchange_key: 'x', programme_key: 'a' });

  expect(
    await find(
      'Programme',
      'a',
      `problem approach staffEffort targetGroups legalBasis { title url } reach { value unit } licence reviewedOn
       publishedAt contact { post email phone url }
       funding { kind programme funder amount currency share url } lessons { kind text }
       results { indicator value unit before date evidence { title url } }
       offers { title capacity programme { problem } } exchanges { title place registerBy }`,
    ),
  ).toEqual({
    problem: 'Families in shelters',
    approach: 'Housing first',
    staffEffort: 2.5,
    targetGroups: ['Familien', 'Junge Erwachsene'],
    legalBasis: [{ title: 'SGB XII, § 67', url: 'https://law.example/67' }],
    reach: { value: 120, unit: 'households a year' },
    licence: 'CC BY 4.0',
    reviewedOn: '2026-10',
    publishedAt: '2026-11-01T10:00:00.000Z',
    contact: { post: 'Wohnraumbüro', email: null, phone: '+49 365 000', url: null },
    funding: [
      {
        kind: 'EU',
        programme: 'ESF+',
        funder: 'European Commission',
        amount: '400000.50',
        currency: 'EUR',
        share: '40',
        url: 'https://fund.example/',
      },
    ],
    lessons: [
      { kind: 'WORKED', text: 'Visits' },
      { kind: 'DID_NOT_WORK', text: 'Letters alone' },
    ],
    results: [
      {
        indicator: 'Households housed',
        value: '412',
        unit: 'households',
        before: '35',
        date: '2025',
        evidence: { title: 'https://gera.example/report', url: 'https://gera.example/report' },
      },
    ],
    offers: [{ title: 'Come', capacity: 8, programme: { problem: 'Families in shelters' } }],
    exchanges: [{ title: 'Study visit', place: 'Gera', registerBy: '2026-12-01' }],
  });
});

it('says nothing of a programme of which nothing is known', async () => {
  await city.insert('programme', { key: 'a' });
  expect(
    await find('Programme', 'a', 'costs { amount } reach { value } contact { post } funding { kind } lang publishedAt'),
  ).toEqual({ costs: [], reach: null, contact: null, funding: [], lang: 'de', publishedAt: null });
});

describe('costs', () => {
  const costs = async (row: object): Promise<Answer> => {
    await city.insert('programme', { key: 'a', ...row });
    return (await find('Programme', 'a', 'costs { amount currency period scope note }')).costs;
  };

  it('keep the digits that the city gave', async () => {
    expect(await costs({ currency: 'EUR', costs_total: '999999999999999.10', costs_note: 'without rents' })).toEqual([
      { amount: '999999999999999.10', currency: 'EUR', period: 'ONCE', scope: 'TOTAL', note: 'without rents' },
    ]);
  });

  it('take the own share for one of the total where there is one', async () => {
    expect(
      (await costs({ currency: 'EUR', costs_total: 10, costs_yearly: 2, own_share: 1, costs_per_case_yearly: 3 })).map(
        ({ amount, period, scope }: Answer) => `${amount} ${period} ${scope}`,
      ),
    ).toEqual(['10 ONCE TOTAL', '2 YEARLY TOTAL', '1 ONCE OWN_SHARE', '3 YEARLY PER_CASE']);
  });

  it('take the own share for one of a year where nothing else is known', async () => {
    expect(
      (await costs({ currency: 'EUR', costs_yearly: 2, own_share: 1 })).map(({ period }: Answer) => period),
    ).toEqual(['YEARLY', 'YEARLY']);
  });

  it('are of some currency', async () => {
    await expect(city.insert('programme', { key: 'a', costs_total: 10 })).rejects.toThrow();
  });
});

describe('the text of a record', () => {
  beforeEach(async () => {
    await city.insert('programme', { key: 'a', title: 'Wohnen', summary: 'Ein Plan' });
    await city.insert(
      'programme_translation',
      { programme_key: 'a', ordinal: 1, language: 'nl', title: 'Wonen', summary: 'Een plan' },
      { programme_key: 'a', ordinal: 2, language: 'en-GB', title: 'Housing' },
    );
  });
  const text = async (argument: string): Promise<Answer> =>
    (await find('Programme', 'a', `text${argument} { lang title summary }`)).text;

  it.each([
    ['in the language asked for', '(lang: "nl")', { lang: 'nl', title: 'Wonen', summary: 'Een plan' }],
    ['in a less specific form of it', '(lang: "nl-BE")', { lang: 'nl', title: 'Wonen', summary: 'Een plan' }],
    ['without a summary that is in another', '(lang: "en-GB")', { lang: 'en-GB', title: 'Housing', summary: null }],
    ['in its own where that language is missing', '(lang: "fr")', { lang: 'de', title: 'Wohnen', summary: 'Ein Plan' }],
    ['in its own where none is asked for', '', { lang: 'de', title: 'Wohnen', summary: 'Ein Plan' }],
    ['in its own for what is no language', '(lang: "%%")', { lang: 'de', title: 'Wohnen', summary: 'Ein Plan' }],
  ])('is %s', async (_, argument, expected) => {
    expect(await text(argument)).toEqual(expected);
  });

  it('knows the language of a record that is not in the language of its city', async () => {
    await city.insert('need', { key: 'n', title: 'Exchange wanted', language: 'en' });
    expect(await find('Need', 'n', 'lang text(lang: "de") { lang title }')).toEqual({
      lang: 'en',
      text: { lang: 'en', title: 'Exchange wanted' },
    });
  });
});

it('leads from no offer to a programme that the viewer may not see', async () => {
  await city.insert('programme', { key: 'a', visibility: 'INTERNAL', title: 'Secret' });
  await city.insert('offer', { key: 'o', programme_key: 'a' });
  expect(await find('Offer', 'o', 'title programme { title }')).toEqual({ title: 'An offer', programme: null });
});

it('shows no offer of a programme that the viewer may not see', async () => {
  await city.insert('programme', { key: 'a' });
  await city.insert('offer', { key: 'o', programme_key: 'a', visibility: 'NETWORK' });
  expect(await find('Programme', 'a', 'offers { title }')).toEqual({ offers: [] });
});
