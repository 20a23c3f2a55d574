import fc from 'fast-check';
import type { GraphQLFormattedError } from 'graphql';
import type { CityReply } from '../../subgraphs/contract/AskCity';
import type { AnswerReader, EntityReading, Violation } from './compileAnswerReader';
import { cityError, mergeParts, ReadingBudget, readPart } from './partAnswers';
import type { PartAnswer, PartQuestion } from './partAnswers';
import { splitByOwner } from './splitByOwner';
import type { Part, Representation } from './splitByOwner';

describe('one part', () => {
  const part: Part = {
    city: 'gera',
    representations: [
      { __typename: 'Staff', id: 'gera:staff:1' },
      { __typename: 'Staff', id: 'gera:staff:2' },
    ],
    positions: [[4], [1]],
  };
  const reading = (entity: unknown, violations: readonly Violation[] = []): EntityReading => ({
    entity: entity as Record<string, unknown> | null,
    violations,
    cuts: [],
    values: 1,
  });
  const question = (read: AnswerReader): PartQuestion => ({
    read,
    mayBeWrong: (key, argument) => key === 'staff' && argument === 'after',
    variables: {},
    budget: new ReadingBudget(),
  });
  const asIs = question((answer) => reading(answer));
  const reply = (data: Record<string, unknown>, errors: GraphQLFormattedError[] = []): CityReply => ({
    status: 'ANSWERED',
    data,
    errors,
    tookMs: 1,
  });

  test.each([[[]], [[{ name: 'A' }]], [[null, null, null]], ['none'], [undefined]])(
    'an owner that answers a wrong number of entities (%j for two) is invalid',
    async (entities) => {
      expect(await readPart(part, reply({ _entities: entities }), asIs)).toMatchObject({ status: 'INVALID', part });
    },
  );

  test('a failure stays what it is', async () => {
    expect(await readPart(part, { status: 'TIMED_OUT', message: 'Late.', tookMs: 9 }, asIs)).toEqual({
      status: 'TIMED_OUT',
      part,
      message: 'Late.',
    });
  });

  test("a city's own errors keep their message and path and get a code of the hub's", async () => {
    const told = { message: 'no', extensions: { code: 'BAD_USER_INPUT', argument: 'after' } };
    const errors = [
      { message: 'database on fire', path: ['_entities', 1, 'role'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
      { ...told, path: ['_entities', 0, 'staff'] },
      { ...told, path: ['_entities', 0, 'role'] },
      { ...told, path: ['_entities', 0] },
      { ...told, path: ['_entities', 0, 'staff'], extensions: { code: 'BAD_USER_INPUT', argument: 'first' } },
      { ...told, path: ['_entities', 0, 'staff'], extensions: { code: 'BAD_USER_INPUT' } },
    ];
    const fault = { extensions: { code: 'CITY_ERROR', city: 'gera', phase: 'FETCH' } };
    expect(await readPart(part, reply({ _entities: [null, null] }, errors), asIs)).toMatchObject({
      errors: [
        { message: 'database on fire', path: ['_entities', 1, 'role'], ...fault },
        // An argument that the client gave is for the client to mend, and no other is.
        { message: 'no', extensions: { code: 'BAD_USER_INPUT', argument: 'after', city: 'gera' } },
        fault,
        fault,
        fault,
        fault,
      ],
    });
  });

  test('what the reader dropped is reported with its place in the part, up to a hundred times', async () => {
    const read: AnswerReader = (_, { id }) =>
      reading(
        null,
        id.endsWith('2') ? [{ kind: 'FOREIGN_ID', path: ['city', 'id'] }] : [{ kind: 'MALFORMED', path: [] }],
      );
    expect(await readPart(part, reply({ _entities: [{}, {}] }), question(read))).toMatchObject({
      errors: [
        { path: ['_entities', 0], extensions: { code: 'CITY_INVALID', city: 'gera' } },
        { path: ['_entities', 1, 'city', 'id'], extensions: { code: 'FOREIGN_ID', city: 'gera' } },
      ],
    });
    const many = question(() => reading(null, new Array<Violation>(80).fill({ kind: 'TOO_MANY', path: [] })));
    const answer = await readPart(part, reply({ _entities: [{}, {}] }), many);
    expect(answer.status === 'ANSWERED' && answer.errors).toHaveLength(100);
  });

  test('while cursors are closed, others go on', async () => {
    let others = 0;
    const seen: number[] = [];
    function* closing(): Generator<void> {
      for (let step = 0; step < 3; step += 1) {
        // Longer than all work together may hold a turn.
        for (const endsAt = performance.now() + 10; performance.now() < endsAt;);
        seen.push(others);
        setImmediate(() => (others += 1));
        yield;
      }
    }
    const read = question((answer, { id }) => ({
      ...reading(answer),
      ...(id.endsWith('1') && { closing: closing() }),
    }));
    await readPart(part, reply({ _entities: [{}, {}] }), read);
    expect(seen).toEqual([0, 1, 2]);
  });

  test('no more is read for one request than its budget, and the rest is null with an error', async () => {
    const asked = question((answer) => ({ ...reading(answer), values: 600_000 }));
    expect(await readPart(part, reply({ _entities: [{}, {}] }), asked)).toMatchObject({
      entities: [{}, {}],
      errors: [],
    });
    expect(await readPart(part, reply({ _entities: [{}, {}] }), asked)).toMatchObject({
      entities: [null, null],
      errors: [{ path: ['_entities', 0], extensions: { code: 'TOO_COSTLY', city: 'gera' } }],
    });
  });
});

describe('all parts', () => {
  const staff = (id: string): Representation => ({ __typename: 'Staff', id });
  const named = ({ id }: Representation): { name: string } => ({ name: `name of ${id}` });

  function answered(part: Part, errors: Extract<PartAnswer, { errors: unknown }>['errors'] = []): PartAnswer {
    return { status: 'ANSWERED', part, entities: part.representations.map(named), errors, cuts: new Map() };
  }

  const batch = ['gera:staff:1', 'velbert:staff:1', 'gera:staff:2', 'jena:staff:1', 'velbert:staff:2'].map(staff);
  const [gera, velbert, jena] = splitByOwner(batch).parts as [Part, Part, Part];

  test('answers come back in the order of the batch, in whatever order the owners answered', () => {
    expect(mergeParts(5, [answered(jena), answered(velbert), answered(gera)]).entities).toEqual(batch.map(named));
  });

  test('splitting and merging gives every batch back in its order', () => {
    const ids = fc.tuple(fc.constantFrom('gera', 'velbert', 'jena'), fc.integer({ min: 1, max: 4 }));
    fc.assert(
      fc.property(fc.array(ids, { maxLength: 40 }), (owned) => {
        const any = owned.map(([city, key]) => staff(`${city}:staff:${key}`));
        const { parts } = splitByOwner(any);
        expect(
          mergeParts(
            any.length,
            parts.map((part) => answered(part)),
          ).entities,
        ).toEqual(any.map(named));
      }),
    );
  });

  test("one owner's failure is kept apart: null in its own places, one error at the first of them", () => {
    const failed: PartAnswer = { status: 'UNREACHABLE', part: velbert, message: 'It could not be reached.' };
    const { entities, errors } = mergeParts(5, [answered(gera), failed, answered(jena)]);
    expect(entities).toEqual(batch.map((one) => (one.id.startsWith('velbert') ? null : named(one))));
    expect(errors).toEqual([
      {
        message: 'The records could not be had from velbert. It could not be reached.',
        path: ['_entities', 1],
        extensions: { code: 'CITY_UNREACHABLE', city: 'velbert', phase: 'FETCH' },
      },
    ]);
  });

  test('when every owner failed, each has its own error', () => {
    const failures = [gera, velbert, jena].map((part): PartAnswer => ({ status: 'TIMED_OUT', part, message: 'Late.' }));
    const { entities, errors } = mergeParts(5, failures);
    expect(entities).toEqual([null, null, null, null, null]);
    expect(errors.map(({ path }) => path)).toEqual([
      ['_entities', 0],
      ['_entities', 1],
      ['_entities', 3],
    ]);
  });

  test("error paths of an owner's part are mapped back to positions of the whole batch", () => {
    const errors = [
      cityError('CITY_ERROR', 'velbert', 'one', ['_entities', 1, 'contact', 'email']),
      cityError('CITY_ERROR', 'velbert', 'two', ['_entities', 0]),
    ];
    expect(mergeParts(5, [answered(gera), answered(velbert, errors)]).errors.map(({ path }) => path)).toEqual([
      ['_entities', 4, 'contact', 'email'],
      ['_entities', 1],
    ]);
  });

  test.each([[[]], [['_entities']], [['_entities', 7]], [['_entities', '1']], [['summary']]])(
    'an error path that leads nowhere (%j) becomes the first place of its owner',
    (path) => {
      const errors = [cityError('CITY_ERROR', 'velbert', 'lost', path)];
      expect(mergeParts(5, [answered(velbert, errors)]).errors[0]?.path).toEqual(['_entities', 1]);
    },
  );

  describe('an entity that stands in several places', () => {
    const twice = [staff('gera:staff:1'), staff('velbert:staff:1'), staff('gera:staff:1')];
    const [part] = splitByOwner(twice).parts as [Part];

    test('is one object in all of them, for copies would multiply whatever its owner sent', () => {
      const { entities } = mergeParts(3, [answered(part)]);
      expect(entities[0]).toEqual({ name: 'name of gera:staff:1' });
      expect(entities[0]).toBe(entities[2]);
    });

    test('has its errors in each of them', () => {
      const errors = [cityError('CITY_ERROR', 'gera', 'no', ['_entities', 0, 'role'])];
      expect(mergeParts(3, [answered(part, errors)]).errors.map(({ path }) => path)).toEqual([
        ['_entities', 0, 'role'],
        ['_entities', 2, 'role'],
      ]);
    });

    test('has its errors in so many of them that there are a hundred, and each error in one at least', () => {
      const [many] = splitByOwner(new Array<Representation>(600).fill(staff('gera:staff:1'))).parts as [Part];
      const errors = ['role', 'name', 'source'].map((field) =>
        cityError('CITY_ERROR', 'gera', 'no', ['_entities', 0, field]),
      );
      const paths = mergeParts(600, [answered(many, errors)]).errors.map(({ path }) => path);
      expect(paths).toHaveLength(102);
      expect(paths.slice(99)).toEqual([
        ['_entities', 99, 'role'],
        ['_entities', 0, 'name'],
        ['_entities', 0, 'source'],
      ]);
    });
  });
});
