import { network } from './demoNetwork';

const whoKnows = `query ($text: String!) {
  experts(text: $text, first: 100) { nodes { id name role source city { id } } coverage { complete } }
}`;

test('a Dutch question for the reception of refugees finds the Sozialamt of Berlin-Mitte and its councillor', async () => {
  const { data, errors } = await network.query(whoKnows, { text: 'Wie helpt met de opvang van vluchtelingen?' });
  expect(errors).toBeUndefined();
  expect(data.experts.coverage.complete).toBe(true);
  const source = 'Erfahrungsaustausch mit der Regionalverwaltung der Gemeinde Haarlemmermeer';
  const city = { id: 'berlin-mitte' };
  expect(data.experts.nodes).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'Sozialamt', city, source }),
      expect.objectContaining({
        name: 'Carsten Spallek',
        role: 'Bezirksstadtrat für Soziales und Bürgerdienste',
        city,
        source,
      }),
    ]),
  );
});

test.each(['jongerenwerk', 'jeugdhulp'])('a Dutch question for youth (%s) finds its Jugendamt', async (text) => {
  const { data } = await network.query(whoKnows, { text });
  const found = data.experts.nodes.filter((node: { city: { id: string } }) => node.city.id === 'berlin-mitte');
  expect(found.map((node: { name: string }) => node.name)).toEqual(expect.arrayContaining(['Jugendamt']));
});

test('the visit has its host, its guest, the month that is known, and about 60 people', async () => {
  const { data } = await network.query(`{
    exchanges(text: "opvang van vluchtelingen") {
      nodes {
        kind startsOn endsOn participants participantsApproximate durationDays
        host { id name } guests { id name country } topics { label(lang: "nl") }
      }
    }
  }`);
  expect(data.exchanges.nodes).toContainEqual({
    kind: 'STUDY_VISIT',
    startsOn: '2023-10',
    endsOn: null,
    participants: 60,
    participantsApproximate: true,
    durationDays: null,
    host: { id: 'berlin-mitte', name: 'Berlin-Mitte' },
    guests: [{ id: 'haarlemmermeer', name: 'Haarlemmermeer', country: 'NL' }],
    topics: expect.arrayContaining([{ label: 'Opvang van vluchtelingen' }]),
  });
});
