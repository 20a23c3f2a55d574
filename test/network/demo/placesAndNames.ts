import { network } from './demoNetwork';

/** What a question finds, and what it was taken for. */
async function ask(text: string, kind = 'experts') {
  const { data, errors } = await network.query(
    `query ($text: String!) { ${kind}(text: $text, first: 100) {
      totalCount
      nodes { ${kind === 'experts' ? 'name' : 'title'} city { id } }
      understood { kind text label city { name } alliance { name } concept { id } }
      ignored { text reason }
      coverage { asked complete }
    } }`,
    { text },
  );
  expect(errors).toBeUndefined();
  const { totalCount, nodes, understood, ignored, coverage } = data[kind];
  return {
    ...{ totalCount, nodes, understood, ignored, coverage },
    names: nodes.map(({ name, title }: { name?: string; title?: string }) => name ?? title),
    cities: [...new Set(nodes.map(({ city }: { city: { id: string } }) => city.id))].sort(),
    kinds: understood.map((part: { kind: string; label: string }) => `${part.kind} ${part.label}`),
  };
}

test.each(['homelessness in Gera', 'Wohnungslosigkeit in der Stadt Gera', 'Geras Wohnungslosigkeit'])(
  '%s is answered by Gera, and says so',
  async (text) => {
    const found = await ask(text);
    expect(found.cities).toEqual(['gera']);
    expect(found.understood).toEqual([
      expect.objectContaining({ kind: 'CONCEPT', concept: { id: 'concept:homelessness' } }),
      expect.objectContaining({ kind: 'CITY', label: 'Gera', city: { name: 'Gera' }, concept: null, alliance: null }),
    ]);
    expect(found.coverage).toEqual({ asked: 1, complete: true });
  },
);

test.each(['experts', 'programmes', 'exchanges'])('Rosenheim is asked for the best of its %s', async (kind) => {
  const found = await ask('Rosenheim', kind);
  expect(found.totalCount).toBeGreaterThan(0);
  expect(found.cities).toEqual(['rosenheim']);
  expect(found.kinds).toEqual(['CITY Rosenheim']);
});

test('Berlin is its two districts', async () => {
  const found = await ask('Berlin');
  expect(found.cities).toEqual(['berlin-mitte', 'berlin-pankow']);
  expect(found.kinds).toEqual(['CITY Berlin-Mitte', 'CITY Berlin-Pankow']);
});

test('an alliance is named by its region', async () => {
  const found = await ask('Bezahlkarte in Thüringen', 'exchanges');
  expect(found.kinds).toContain('ALLIANCE Kreisfreie Städte in Thüringen');
  expect(found.cities).toEqual(['gera']);
});

test.each([
  'Wer ist Sandra Wanzar?',
  'Frau Wanzar',
  'Kontakt zu Sandra Wanzar',
  'who is Sandra Wanzar',
  'mevrouw Wanzar',
])('%s finds the person', async (text) => {
  const found = await ask(text);
  expect(found.names).toEqual(['Sandra Wanzar']);
  expect(found.understood).toEqual([expect.objectContaining({ kind: 'NAME', concept: null })]);
  expect(found.ignored).toEqual([]);
});

test('a town that is not in the network is told, and the rest is answered for all cities', async () => {
  const everywhere = await ask('Wohnungslosigkeit');
  const found = await ask('Wohnungslosigkeit in Bad Salzungen');
  expect(found.ignored).toEqual([{ text: 'Bad Salzungen', reason: 'NOT_IN_NETWORK' }]);
  expect(found.names).toEqual(everywhere.names);
});
