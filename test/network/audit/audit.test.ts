import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemoIssuer } from '../../../gateway/demo/startDemoIssuer';
import { startDemoNetwork } from '../startDemoNetwork';

test('the trail tells who asked for which concepts, which cities answered and how many records, and no more', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hanse-audit-'));
  const issuer = await startDemoIssuer();
  const network = await startDemoNetwork({ signIn: issuer.signIn, audit: { folder, keptDays: 30 } });
  try {
    const ask = 'query ($text: String!) { experts(text: $text) { nodes { name } } }';
    await network.query(ask, { text: 'housing action plans' }, await issuer.createToken('voorbeeldstad'));
    await network.query(ask, { text: 'Wanzar' });
  } finally {
    await network.close();
    await issuer.close();
  }
  const [name = ''] = readdirSync(folder);
  const text = readFileSync(join(folder, name), 'utf8');
  rmSync(folder, { recursive: true });
  const [byConcept, byText] = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(byConcept).toMatchObject({
    search: 'experts',
    viewer: {
      organisation: 'Gemeente Voorbeeldstad',
      city: 'voorbeeldstad',
      roles: ['analyst'],
      subject: expect.not.stringContaining('voorbeeldstad'),
    },
    concepts: ['concept:homelessness-action-plan'],
    byText: false,
    answered: expect.arrayContaining(['gera']),
    failed: [],
  });
  expect(byText).toMatchObject({ viewer: null, concepts: [], byText: true, found: 1, shown: 1 });
  expect(text).not.toMatch(/Wanzar|plans|gera:staff/);
}, 60_000);
