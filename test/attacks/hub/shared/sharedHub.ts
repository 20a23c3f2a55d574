import { join } from 'node:path';
import { startAttackedHub } from '../startAttackedHub';
import type { AttackedHub } from '../startAttackedHub';

/** A hub as it runs in production. The tests here leave it as they found it, and share it. */
export let hub: AttackedHub;

beforeAll(async () => {
  hub = await startAttackedHub({ questionsFolder: join(__dirname, '../questions') });
}, 60_000);

afterAll(() => hub.close());
