import { splitByOwner } from './splitByOwner';

const staff = (id: string): { __typename: string; id: string } => ({ __typename: 'Staff', id });

test('each owner gets its own part, in the order of the batch', () => {
  const batch = [staff('gera:staff:2'), staff('velbert:staff:1'), staff('gera:staff:1')];
  expect(splitByOwner(batch)).toEqual({
    parts: [
      { city: 'gera', representations: [staff('gera:staff:2'), staff('gera:staff:1')], positions: [[0], [2]] },
      { city: 'velbert', representations: [staff('velbert:staff:1')], positions: [[1]] },
    ],
    unowned: [],
  });
});

test('a city is owned by itself, and goes with its records in one part', () => {
  const batch = [{ __typename: 'City', id: 'gera' }, staff('gera:staff:1')];
  expect(splitByOwner(batch).parts).toEqual([{ city: 'gera', representations: batch, positions: [[0], [1]] }]);
});

test('what occurs twice is asked for once', () => {
  const batch = [staff('gera:staff:1'), staff('velbert:staff:1'), staff('gera:staff:1')];
  expect(splitByOwner(batch).parts[0]).toEqual({
    city: 'gera',
    representations: [staff('gera:staff:1')],
    positions: [[0, 2]],
  });
});

test('nobody is asked for more than a thousand at once', () => {
  const batch = Array.from({ length: 2_500 }, (_, at) => staff(`gera:staff:${at}`));
  const { parts } = splitByOwner([...batch, staff('gera:staff:2001')]);
  expect(parts.map(({ city, representations }) => [city, representations.length])).toEqual([
    ['gera', 1000],
    ['gera', 1000],
    ['gera', 500],
  ]);
  expect(parts[2]!.representations[1]).toEqual(staff('gera:staff:2001'));
  expect(parts[2]!.positions[1]).toEqual([2001, 2500]);
});

test('the same id with other required fields is not the same', () => {
  const batch = [
    { ...staff('gera:staff:1'), rank: 1 },
    { ...staff('gera:staff:1'), rank: 2 },
  ];
  expect(splitByOwner(batch).parts[0]?.positions).toEqual([[0], [1]]);
});

test('malformed ids, ids of another type and what the hub owns go to nobody', () => {
  const batch = [
    staff('gera'),
    staff('gera:topic:1'),
    staff('nonsense:'),
    { __typename: 'City', id: 'gera:staff:1' },
    { __typename: 'Concept', id: 'concept:housing' },
    staff('gera:staff:1'),
  ];
  const split = splitByOwner(batch);
  expect(split.unowned).toEqual([0, 1, 2, 3, 4]);
  expect(split.parts).toEqual([{ city: 'gera', representations: [staff('gera:staff:1')], positions: [[5]] }]);
});

test('an empty batch has no parts', () => {
  expect(splitByOwner([])).toEqual({ parts: [], unowned: [] });
});
