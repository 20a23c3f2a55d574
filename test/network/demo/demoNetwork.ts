import { join } from 'node:path';
import { startDemoIssuer } from '../../../gateway/demo/startDemoIssuer';
import type { DemoIssuer } from '../../../gateway/demo/startDemoIssuer';
import { startDemoNetwork } from '../startDemoNetwork';
import type { TestNetwork } from '../startNetwork';

/** The demo network, of which members sign in at `issuer`. The tests here change nothing in it, and share it. */
export let network: TestNetwork;
export let issuer: DemoIssuer;

beforeAll(async () => {
  issuer = await startDemoIssuer();
  network = await startDemoNetwork({
    signIn: issuer.signIn,
    questionsFolder: join(__dirname, '../../../gateway/demo/questions'),
  });
}, 120_000);

afterAll(async () => {
  await network.close();
  await issuer.close();
});
