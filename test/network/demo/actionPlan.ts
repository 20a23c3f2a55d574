import { parse } from 'csv-parse/sync';
import { network } from './demoNetwork';

const PLAN = 'musterstadt:programme:aktionsplan-wohnen';

test('housing action plans lead to one with costs, funding, results, two failures, someone to phone and a visit', async () => {
  const { data, errors } = await network.query(`{
    programmes(text: "housing action plans") {
      nodes {
        id
        text(lang: "en") { lang title }
        costs { amount currency period scope }
        funding { kind amount share }
        results { indicator value before evidence { url } }
        lessons { kind }
        documents { url }
        staff { name contact { phone } }
        contact { post phone email }
        offers { kind availability capacity languages contact { phone email } }
        adaptedFrom { id }
        adaptedBy { nodes { id city { name } } coverage { complete } }
      }
      coverage { complete }
    }
  }`);
  expect(errors).toBeUndefined();
  const [plan, adapted] = data.programmes.nodes;
  expect(plan).toMatchObject({ id: PLAN, text: { lang: 'en', title: 'Housing Action Plan 2019–2028' } });
  const kindsOf = (list: { kind: string }[]): string[] => list.map(({ kind }) => kind);
  expect(kindsOf(plan.lessons).filter((kind) => kind === 'DID_NOT_WORK')).toHaveLength(2);
  // In cents, which are whole numbers.
  const cents = (amount: string): bigint => BigInt(amount.replace('.', '')) * (amount.includes('.') ? 1n : 100n);
  const total = plan.costs.find(({ scope }: { scope: string }) => scope === 'TOTAL');
  const funded = plan.funding.reduce((sum: bigint, { amount }: { amount: string }) => sum + cents(amount), 0n);
  expect(funded).toBe(cents(total.amount));
  expect(plan.results.length * plan.documents.length * plan.staff.length).toBeGreaterThan(0);
  expect(plan.contact.phone).toMatch(/^\+49 30 23125/);
  expect(plan.offers).toContainEqual(expect.objectContaining({ kind: 'VISIT', capacity: 12 }));
  expect(plan.adaptedBy).toEqual({
    nodes: [{ id: adapted.id, city: { name: 'Voorbeeldstad' } }],
    coverage: { complete: true },
  });
  expect(adapted.adaptedFrom).toEqual({ id: PLAN });
});

test('a coming exchange says where it is and until when to register, and a host confirms what a guest recorded', async () => {
  const { data } = await network.query(`{
    exchanges(text: "housing action plans") { nodes { id place registerBy host { id } hostConfirmed } }
  }`);
  expect(data.exchanges.nodes).toContainEqual({
    id: 'musterstadt:exchange:werkstatt-2027',
    place: 'Rathaus Musterstadt, Großer Saal',
    registerBy: '2027-03-31',
    host: { id: 'musterstadt' },
    hostConfirmed: true,
  });
  expect(data.exchanges.nodes).toContainEqual(
    expect.objectContaining({
      id: 'voorbeeldstad:exchange:x-07',
      host: { id: 'musterstadt' },
      hostConfirmed: true,
    }),
  );
});

test('the export has its costs and whom to ask', async () => {
  const response = await fetch(`${network.hub.url}/export.csv?kind=programmes&text=housing+action+plans`);
  const rows: Record<string, string>[] = parse(await response.text(), { bom: true, columns: true, comment: '#' });
  expect(rows.find(({ id }) => id === PLAN)).toMatchObject({
    costsTotal: '18400000',
    ownShare: '7900000',
    currency: 'EUR',
    email: 'aktionsplan@musterstadt.example',
    reviewedOn: '2026-09',
    offers: expect.stringContaining('VISIT: '),
  });
});
