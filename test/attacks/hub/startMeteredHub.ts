import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { Closers } from '../../../gateway/Closers';
import { parseVocabulary } from '../../../subgraphs/directory/vocabulary/parseVocabulary';
import { runChild } from '../../bench/runChild';
import type { Measured, MeterQuestion } from './serveMeteredHubInChild';
import { startLavishCities } from './startLavishCities';

export interface MeteredAnswer extends Measured {
  readonly status: number;
  readonly bytes: number;
  readonly json: {
    readonly data?: unknown;
    readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  };
}

/** A hub in a process of its own, before cities that give as much as they may, with the project's vocabulary. */
export interface MeteredHub {
  /** Of the vocabulary, those with the most that is narrower first. */
  readonly concepts: readonly string[];
  readonly url: string;
  /** Sends a body to `/graphql`, and measures what the hub does meanwhile. */
  ask(body: object | string): Promise<MeteredAnswer>;
  /** Bytes that the hub's process occupies. */
  occupied(): Promise<number>;
  close(): Promise<void>;
}

const VOCABULARY = join(__dirname, '../../../schema/topics.ttl');

/** @param cities how many there are, of which the first is `gera` */
export async function startMeteredHub(cities: number): Promise<MeteredHub> {
  const ends = new Closers();
  const close = async (): Promise<void> => {
    await ends.close();
  };
  try {
    const folder = mkdtempSync(join(tmpdir(), 'hanse-metered-'));
    ends.add(() => rm(folder, { recursive: true }));
    const vocabulary = parseVocabulary(readFileSync(VOCABULARY, 'utf8'), VOCABULARY);
    const concepts = vocabulary
      .concepts()
      .map(({ id }) => id)
      .sort((one, other) => vocabulary.narrower(other).length - vocabulary.narrower(one).length);
    const lavish = await startLavishCities(concepts);
    ends.add(() => lavish.close());
    const listed = Array.from({ length: cities }, (_, at) => {
      const id = at === 0 ? 'gera' : `city-${at}`;
      return { id, name: `City ${at}`, country: 'DE', languages: ['de'], url: lavish.urlOf(id) };
    });
    const alliances = [{ id: 'all', name: 'All', cities: listed.map(({ id }) => id) }];
    const networkFile = join(folder, 'network.yaml');
    writeFileSync(networkFile, stringify({ name: 'Lavish', cities: listed, alliances }));

    const child = await runChild<string>(
      join(__dirname, 'serveMeteredHubInChild.ts'),
      [networkFile, VOCABULARY],
      new AbortController().signal,
    );
    ends.add(() => child.end());
    const meter = (question: MeterQuestion): Promise<Measured> => child.ask<Measured>(question);
    return {
      concepts,
      url: new URL(child.message).origin,
      occupied: async () => (await meter('end')).rss,
      async ask(body) {
        await meter('begin');
        const response = await fetch(child.message, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        });
        const text = await response.text();
        const measured = await meter('end');
        const json = JSON.parse(text) as MeteredAnswer['json'];
        return { status: response.status, bytes: Buffer.byteLength(text), json, ...measured };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
