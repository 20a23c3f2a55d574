import { network } from './demoNetwork';

test('sozialraumorientierte Jugendhilfe finds the team of Rosenheim', async () => {
  const { data } = await network.query(`{
    experts(text: "sozialraumorientierte Jugendhilfe") {
      edges { why { match concept { label(lang: "en") } role } node { name kind city { name } } }
      coverage { asked answered }
    }
  }`);
  expect(data.experts.edges).toContainEqual({
    why: [expect.objectContaining({ match: 'EXACT', role: 'HOSTED' })],
    node: { name: 'Sozialraumteam', kind: 'UNIT', city: { name: 'Rosenheim' } },
  });
  expect(data.experts.coverage).toEqual({ asked: 2, answered: 2 });
});

test('the visit of 15 from Velbert lasted three days, its date is not known, and the return invitation is told', async () => {
  const { data } = await network.query(`{
    exchanges(text: "sozialraumorientierte Jugendhilfe") {
      nodes {
        kind startsOn endsOn durationDays participants participantsApproximate summary source
        host { id } guests { id population } partners { name kind } programmes { title goodPractice }
      }
    }
  }`);
  const [visit, ...others] = data.exchanges.nodes;
  expect(others).toEqual([]);
  expect(visit).toMatchObject({
    kind: 'STUDY_VISIT',
    startsOn: null,
    endsOn: null,
    durationDays: 3,
    participants: 15,
    participantsApproximate: false,
    source: 'Vorbild Rosenheim, 07.02.2017',
    host: { id: 'rosenheim' },
    guests: [{ id: 'velbert', population: 84_000 }],
  });
  expect(visit.summary).toMatch(/Gegenbesuch/);
  expect(visit.partners).toContainEqual({
    name: 'Freie Träger der Jugendhilfe in Rosenheim',
    kind: 'WELFARE_PROVIDER',
  });
});

test('Velbert has the concept for years too, and offers the return visit', async () => {
  const { data } = await network.query(`{
    programmes(text: "sozialraumorientierte Jugendhilfe") { nodes { city { id } startsOn status } }
    city(id: "velbert") { offers { nodes { kind title topics { label } } } }
  }`);
  expect(data.programmes.nodes).toContainEqual({ city: { id: 'velbert' }, startsOn: null, status: null });
  expect(data.city.offers.nodes).toEqual([
    {
      kind: 'VISIT',
      title: 'Gegenbesuch in Velbert',
      topics: [{ label: 'Sozialraumorientierung der Jugendhilfe' }],
    },
  ]);
});
