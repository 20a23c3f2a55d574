import { closeInOrder } from './closeInOrder';

test('steps run one after the other, and those after a failed one as well', async () => {
  const seen: string[] = [];
  const step = (name: string) => async () => {
    await new Promise(setImmediate);
    seen.push(name);
    if (name === 'b') {
      throw new Error('b failed');
    }
  };
  await expect(closeInOrder(['a', 'b', 'c'].map(step))).rejects.toThrow('b failed');
  expect(seen).toEqual(['a', 'b', 'c']);
});
