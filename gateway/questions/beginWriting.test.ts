import { Readable } from 'node:stream';
import { beginWriting } from './beginWriting';

describe('what is begun', () => {
  it('HUB-795 has all pieces, each once', async () => {
    const begun = await beginWriting(Readable.from(['a', 'b', 'c']));
    expect(await Readable.from(begun).toArray()).toEqual(['a', 'b', 'c']);
    expect(await Readable.from(await beginWriting(Readable.from([]))).toArray()).toEqual([]);
  });

  it('HUB-795 fails with the first piece, and later ones fail as they are read', async () => {
    async function* fail(after: number): AsyncGenerator<string> {
      for (let at = 0; at < after; at += 1) yield await Promise.resolve('x');
      throw new Error('no more');
    }
    await expect(beginWriting(fail(0))).rejects.toThrow('no more');
    await expect(Readable.from(await beginWriting(fail(1))).toArray()).rejects.toThrow('no more');
  });

  it('HUB-795 is left by whoever leaves before the first piece is read', async () => {
    let isLeft = false;
    async function* write(): AsyncGenerator<string> {
      try {
        yield await Promise.resolve('x');
        yield 'y';
      } finally {
        isLeft = true;
      }
    }
    const begun = await beginWriting(write());
    await begun[Symbol.asyncIterator]().return?.();
    expect(isLeft).toBe(true);
  });
});
