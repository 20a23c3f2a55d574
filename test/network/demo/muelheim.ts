import { network } from './demoNetwork';

test.each([
  'demografischer Wandel in der Personalentwicklung',
  'demographic change in HR',
  'intercultural opening',
  'interkulturelle Öffnung',
])('%s finds Mülheim: its head of social affairs and the exchange of experts', async (text) => {
  const { data, errors } = await network.query(
    `query ($text: String!) {
        experts(text: $text, first: 100) { nodes { name role city { name } } }
        exchanges(text: $text) { nodes { kind startsOn host { id } guests { id } programmes { title } partners { name kind } } }
      }`,
    { text },
  );
  expect(errors).toBeUndefined();
  expect(data.experts.nodes).toContainEqual({
    name: 'Ulrich Ernst',
    role: 'Sozialdezernent',
    city: { name: 'Mülheim an der Ruhr' },
  });
  expect(data.exchanges.nodes).toContainEqual(
    expect.objectContaining({
      kind: 'EXPERT_EXCHANGE',
      startsOn: '2008-11-07',
      host: { id: 'muelheim-an-der-ruhr' },
      guests: [{ id: 'duesseldorf' }, { id: 'wuppertal' }],
      partners: [{ name: 'Landesprogramm „KOMM-IN NRW“', kind: 'FUNDER' }],
    }),
  );
});

test('the Städteregion Ruhr 2030 lists its eight cities, and which of them are connected', async () => {
  const { data } = await network.query(`{ alliances { name cities { name connected } } }`);
  const region = data.alliances.find((alliance: { name: string }) => alliance.name === 'Städteregion Ruhr 2030');
  const listed = [
    'Bochum',
    'Dortmund',
    'Duisburg',
    'Essen',
    'Gelsenkirchen',
    'Herne',
    'Mülheim an der Ruhr',
    'Oberhausen',
  ];
  expect(region.cities.map((city: { name: string }) => city.name).sort()).toEqual(listed);
  expect(region.cities.filter((city: { connected: boolean }) => city.connected)).toEqual([
    { name: 'Mülheim an der Ruhr', connected: true },
  ]);
});
