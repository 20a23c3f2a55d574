import { network } from './demoNetwork';

/** What a question finds, and what it was taken for. */
async function ask(text: string, kind = 'experts') {
  const { data, errors } = await network.query(
    `query ($text: String!) { ${kind}(text: $text, first: 100) {
      totalCount
      nodes { ${kind === 'experts' ? 'name' : 'title'} city { id } }
      understood { kind text label excluded city { name } alliance { name } concept { id } }
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
    cities: [...new Set<string>(nodes.map(({ city }: { city: { id: string } }) => city.id))].sort(),
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
  ['Wohnungslosigkeit außer in Gera', 'Wohnungslosigkeit', 'gera'],
  ['homelessness NOT Gera', 'homelessness', 'gera'],
  ['dakloosheid, Gera uitgezonderd', 'dakloosheid', 'gera'],
  ['Integration ohne Berlin', 'Integration', 'berlin-mitte berlin-pankow'],
])('HUB-636 %s is answered by all cities but these, and lacks nothing', async (text, all, left) => {
  const [found, everywhere] = [await ask(text), await ask(all)];
  const excluded = found.understood.filter((part: { excluded: boolean }) => part.excluded);
  expect(excluded.map(({ city }: { city: { name: string } }) => city.name)).toHaveLength(left.split(' ').length);
  expect(found.cities).toEqual(everywhere.cities.filter((id) => !left.split(' ').includes(id)));
  expect(found.cities.length).toBeLessThan(everywhere.cities.length);
  expect(found.ignored).toEqual([]);
  expect(found.coverage.complete).toBe(true);
  expect(found.coverage.asked).toBeLessThan(everywhere.coverage.asked);
});

test('HUB-636 a city may be left out of those that are named, and an alliance of all', async () => {
  expect((await ask('Integration in Berlin, nicht in Berlin-Mitte')).cities).toEqual(['berlin-pankow']);
  const { kinds, cities } = await ask('Bezahlkarte außer in Thüringen', 'exchanges');
  expect(kinds).toContain('ALLIANCE Kreisfreie Städte in Thüringen');
  expect(cities).not.toContain('gera');
});

test('HUB-636 nothing but a city that is left out asks the others for their best', async () => {
  const { cities, kinds, coverage } = await ask('alle Städte außer Gera');
  expect(kinds).toEqual(['CITY Gera']);
  expect(cities).toContain('velbert');
  expect(cities).not.toContain('gera');
  expect(coverage.complete).toBe(true);
});

test.each([
  'notCity=gera',
  'notAlliance=alliance:kreisfreie-staedte-thueringen',
  'text=Wohnungslosigkeit%20nicht%20in%20Gera',
])('HUB-636 a question with an address leaves cities out, too: %s', async (condition) => {
  const response = await fetch(`${network.hub.url}/questions/experts.json?concepts=concept:homelessness&${condition}`);
  const { rows } = (await response.json()) as { rows: { city: string }[] };
  const cities = rows.map(({ city }) => city);
  expect(cities).not.toContain('Gera');
  expect(cities.length).toBeGreaterThan(0);
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

test('a family name that is also a word is part of the name', async () => {
  const found = await ask('Wer ist Gerd Rose?');
  expect(found.names[0]).toBe('Gerd Rose');
  expect(found.understood).toEqual([expect.objectContaining({ kind: 'NAME', text: 'Gerd Rose' })]);
});

test('a town that is not in the network is told, and the rest is answered for all cities', async () => {
  const everywhere = await ask('Wohnungslosigkeit');
  const found = await ask('Wohnungslosigkeit in Bad Salzungen');
  expect(found.ignored).toEqual([{ text: 'Bad Salzungen', reason: 'NOT_IN_NETWORK' }]);
  expect(found.names).toEqual(everywhere.names);
});
