import { emptyTables } from './emptyTables';
import type { TestCity } from './openTestCity';
import { openTestCity } from './openTestCity';

let city: TestCity;

beforeAll(async () => {
  city = await openTestCity('gera');
});
afterAll(() => city.close());
beforeEach(() => emptyTables(city.dataSource));

const read = async () =>
  (
    await city.data(
      '{ summary { version asOf public { concept staff programmes exchanges offers needs } network { concept offers needs } } }',
    )
  ).summary;

describe('the summary', () => {
  it('is empty before the first import', async () => {
    expect(await read()).toMatchObject({ public: [], network: [] });
  });

  it('counts each record once for a concept, however many of its topics map to it, by whatever mapping', async () => {
    await city.insert('topic', { key: 'a' }, { key: 'b' }, { key: 'unmapped' });
    await city.insert(
      'topic_mapping',
      { topic_key: 'a', concept_id: 'concept:housing', match: 'EXACT_MATCH' },
      { topic_key: 'b', concept_id: 'concept:housing', match: 'NARROW_MATCH' },
      { topic_key: 'b', concept_id: 'concept:care', match: 'CLOSE_MATCH' },
    );
    await city.insert('staff', { key: '1' }, { key: '2' }, { key: 'idle' });
    await city.insert(
      'experience',
      { key: '1a', staff_key: '1', topic_key: 'a' },
      { key: '1b', staff_key: '1', topic_key: 'b' },
      { key: '1b2', staff_key: '1', topic_key: 'b' },
      { key: '2a', staff_key: '2', topic_key: 'a' },
      { key: '2u', staff_key: '2', topic_key: 'unmapped' },
    );
    await city.insert('programme', { key: 'p' });
    await city.insert(
      'programme_topic',
      { programme_key: 'p', topic_key: 'a' },
      { programme_key: 'p', topic_key: 'b' },
    );
    await city.insert('exchange', { key: 'e' });
    await city.insert('exchange_topic', { exchange_key: 'e', topic_key: 'b' });
    await city.insert('offer', { key: 'o' }, { key: 'n', visibility: 'NETWORK' }, { key: 'i', visibility: 'INTERNAL' });
    for (const offer_key of ['o', 'n', 'i']) {
      await city.insert('offer_topic', { offer_key, topic_key: 'a' }, { offer_key, topic_key: 'b' });
    }
    await city.insert('need', { key: 'w' }, { key: 'n', visibility: 'NETWORK' }, { key: 'i', visibility: 'INTERNAL' });
    for (const need_key of ['w', 'n', 'i']) {
      await city.insert('need_topic', { need_key, topic_key: 'a' }, { need_key, topic_key: 'b' });
    }

    const { public: forAll, network } = await read();
    expect(forAll).toEqual([
      { concept: 'concept:care', staff: 1, programmes: 1, exchanges: 1, offers: 1, needs: 1 },
      { concept: 'concept:housing', staff: 2, programmes: 1, exchanges: 1, offers: 1, needs: 1 },
    ]);
    expect(network).toEqual([
      { concept: 'concept:care', offers: 1, needs: 1 },
      { concept: 'concept:housing', offers: 1, needs: 1 },
    ]);
  });

  it('changes its version with the counts, and only with them', async () => {
    await city.insert('topic', { key: 'a' });
    await city.insert('topic_mapping', { topic_key: 'a', concept_id: 'concept:housing', match: 'EXACT_MATCH' });
    await city.insert('staff', { key: '1' });
    const before = await read();
    expect((await read()).version).toBe(before.version);
    await city.insert('experience', { key: '1a', staff_key: '1', topic_key: 'a' });
    const withStaff = await read();
    expect(withStaff.version).not.toBe(before.version);
    await city.insert('offer', { key: 'o' });
    expect((await read()).version).toBe(withStaff.version);
    await city.insert('offer_topic', { offer_key: 'o', topic_key: 'a' });
    expect((await read()).version).not.toBe(withStaff.version);
  });

  it('names the exchanges that the city confirms, and what its programmes were made after, each section apart', async () => {
    const readNamed = async () => (await city.data('{ summary { version confirms adapts adaptsForMembers } }')).summary;
    const before = await readNamed();
    expect(before).toMatchObject({ confirms: [], adapts: [], adaptsForMembers: [] });

    await city.insert('confirmation', { exchange_id: 'suhl:exchange:2' }, { exchange_id: 'suhl:exchange:1' });
    const confirming = await readNamed();
    expect(confirming).toMatchObject({ confirms: ['suhl:exchange:1', 'suhl:exchange:2'], adapts: [] });
    expect(confirming.version).not.toBe(before.version);

    await city.insert(
      'programme',
      { key: 'a', adapted_from: 'suhl:programme:2' },
      { key: 'b', adapted_from: 'suhl:programme:1' },
      { key: 'c', adapted_from: 'suhl:programme:1' },
      { key: 'm', adapted_from: 'suhl:programme:3', visibility: 'NETWORK' },
      { key: 'i', adapted_from: 'suhl:programme:4', visibility: 'INTERNAL' },
      { key: 'none' },
    );
    const adapting = await readNamed();
    expect(adapting).toMatchObject({
      adapts: ['suhl:programme:1', 'suhl:programme:2'],
      adaptsForMembers: ['suhl:programme:3'],
    });
    expect(adapting.version).not.toBe(confirming.version);
  });

  it('names no more than it may', async () => {
    const key = (number: number) => `${number}`.padStart(4, '0');
    const numbers = Array.from({ length: 1_001 }, (_, number) => key(number));
    await city.insert('confirmation', ...numbers.map((number) => ({ exchange_id: `suhl:exchange:${number}` })));
    await city.insert(
      'programme',
      ...numbers.map((number) => ({ key: number, adapted_from: `suhl:programme:${number}` })),
    );
    const { confirms, adapts } = (await city.data('{ summary { confirms adapts } }')).summary;
    expect([confirms.length, adapts.length]).toEqual([1_000, 1_000]);
    expect(adapts.at(-1)).toBe('suhl:programme:0999');
  });
});
