import { network } from './demoNetwork';

const welcomeNetwork = { name: 'Willkommensnetzwerk „Pankow hilft!“', kind: 'CIVIL_SOCIETY' };

test.each([
  'Kooperation von Verwaltung und Zivilgesellschaft',
  'administration and civil society',
  'samenwerking met het maatschappelijk middenveld',
])('%s finds the programme and the dialogue event of Pankow with their partner', async (text) => {
  const { data, errors } = await network.query(
    `query ($text: String!) {
      programmes(text: $text) { nodes { title city { id } partners { name kind } } }
      exchanges(text: $text) { nodes { kind startsOn host { id } guests { id } partners { name kind } } }
    }`,
    { text },
  );
  expect(errors).toBeUndefined();
  const programme = data.programmes.nodes.find((node: { city: { id: string } }) => node.city.id === 'berlin-pankow');
  expect(programme.partners).toContainEqual(welcomeNetwork);
  const event = data.exchanges.nodes.find((node: { host: { id: string } }) => node.host.id === 'berlin-pankow');
  expect(event).toMatchObject({ kind: 'DIALOGUE_EVENT', startsOn: '2017-11-07', guests: [] });
  expect(event.partners).toContainEqual(welcomeNetwork);
});

test('officials of the Land are partners of the event and no staff of Pankow', async () => {
  const { data } = await network.query(`{ city(id: "berlin-pankow") { staff(first: 100) { nodes { name role } } } }`);
  expect(data.city.staff.nodes).toEqual([
    { name: 'Bezirksamt Pankow', role: null },
    { name: 'Katarina Niewiedzial', role: 'Integrationsbeauftragte von Pankow' },
    { name: 'Sören Benn', role: 'Bezirksbürgermeister' },
  ]);
});

test('what is needed and which projects are models is asked there, not answered', async () => {
  const { data } = await network.query(`{
    city(id: "berlin-pankow") { needs { totalCount } programmes { nodes { goodPractice } } }
  }`);
  expect(data.city).toEqual({ needs: { totalCount: 0 }, programmes: { nodes: [{ goodPractice: false }] } });
});
