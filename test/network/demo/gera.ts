import { network } from './demoNetwork';

test('housing action plans lead to the head of department in Gera, and only cities that can match are asked', async () => {
  const { data, errors } = await network.query(`{
    experts(text: "housing action plans") {
      edges {
        why { match role topic { label } }
        node { name role city { name } experiences { role since until summary topic { label } programme { title } } }
      }
      understood { label lang concept { label(lang: "de") } }
      coverage { asked answered complete }
    }
    cities(filter: { connected: true }) { totalCount }
  }`);
  expect(errors).toBeUndefined();
  const { why, node } = data.experts.edges.find(
    (edge: { node: { name: string } }) => edge.node.name === 'Sandra Wanzar',
  );
  expect(node).toMatchObject({
    name: 'Sandra Wanzar',
    role: 'Beigeordnete für Jugend und Soziales',
    city: { name: 'Gera' },
  });
  expect(why).toEqual([{ match: 'EXACT', role: 'HOSTED', topic: { label: 'Aktionsplan für Wohnungslosigkeit' } }]);
  // She hosted an exchange on it; that Gera has such a plan is not reported.
  expect(node.experiences).toContainEqual(
    expect.objectContaining({
      role: 'HOSTED',
      since: null,
      until: null,
      programme: null,
      topic: { label: 'Aktionsplan für Wohnungslosigkeit' },
    }),
  );
  expect(data.experts.understood).toEqual([
    { label: 'housing action plans', lang: 'en', concept: { label: 'Aktionsplan gegen Wohnungslosigkeit' } },
  ]);
  const { asked, answered, complete } = data.experts.coverage;
  expect(complete).toBe(true);
  expect(asked).toBe(answered);
  expect(asked).toBeLessThan(data.cities.totalCount);
});

test.each(['Wohnungslosigkeit', 'dakloosheid', 'Aktionsplan Wohnungslosikeit', 'housing action plan'])(
  '%s finds her too',
  async (text) => {
    const { data } = await network.query(
      `query ($text: String!) { experts(text: $text, first: 100) { nodes { name city { id } } } }`,
      { text },
    );
    expect(data.experts.nodes).toContainEqual({ name: 'Sandra Wanzar', city: { id: 'gera' } });
  },
);

test.each(['Personalschlüssel in Kitas', 'kita staffing', 'Bezahlkarte für Geflüchtete', 'payment card'])(
  '%s finds the meeting with its four guest cities',
  async (text) => {
    const { data } = await network.query(
      `query ($text: String!) {
        exchanges(text: $text) { nodes { kind startsOn host { id } guests { id connected } partners { name kind } } }
      }`,
      { text },
    );
    expect(data.exchanges.nodes).toContainEqual({
      kind: 'NETWORK_MEETING',
      startsOn: null,
      host: { id: 'gera' },
      guests: ['erfurt', 'jena', 'suhl', 'weimar'].map((id) => ({ id, connected: false })),
      partners: [{ name: 'Gemeinde- und Städtebund Thüringen', kind: 'ASSOCIATION' }],
    });
  },
);

test('Gera runs no programme, for none is reported', async () => {
  const { data } = await network.query(`{ city(id: "gera") { programmes { totalCount } staff { nodes { name } } } }`);
  expect(data.city).toEqual({ programmes: { totalCount: 0 }, staff: { nodes: [{ name: 'Sandra Wanzar' }] } });
});

test('of a subject that several words name, what is about a part of it is no narrower one', async () => {
  const ask = (text: string) =>
    network.query('query ($text: String) { experts(text: $text) { understood { concept { id } } expansion { id } } }', {
      text,
    });
  for (const text of ['loneliness among older people', 'Gesundheit von Wohnungslosen']) {
    const { understood, expansion } = (await ask(text)).data.experts;
    const [{ concept }] = understood;
    const { data } = await network.query('query ($id: ID!) { concept(id: $id) { narrower { id } } }', concept);
    expect(expansion).toEqual([concept, ...data.concept.narrower]);
  }
});
