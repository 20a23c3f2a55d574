import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyAccepts from '@fastify/accepts';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { buildSchema, introspectionFromSchema } from 'graphql';
import { pino } from 'pino';
import type { Page } from 'playwright-core';
import { registerWeb } from '../../gateway/web/registerWeb';
import { createFakeQuery } from '../../gateway/web/test/createFakeQuery';
import { describeWith } from '../optional/describeWith';
import { findFaults } from './findFaults';
import { CHROMIUM_ADVICE, chromiumPath, startBrowser } from './startBrowser';
import type { TestBrowser } from './startBrowser';

jest.setTimeout(120_000);

// The panes are GraphiQL's, and show the schema and a query: no city is needed for them.
describeWith(chromiumPath, CHROMIUM_ADVICE, 'the explorer, in chromium', (executablePath) => {
  let server: FastifyInstance;
  let started: TestBrowser;
  let url: string;

  beforeAll(async () => {
    const schema = buildSchema(readFileSync(join(__dirname, '../../schema/api.graphql'), 'utf8'));
    server = fastify();
    await server.register(fastifyAccepts);
    registerWeb(server, { query: createFakeQuery().query, logger: pino({ level: 'silent' }) });
    server.post('/graphql', () => ({ data: introspectionFromSchema(schema) }));
    url = await server.listen({ host: '127.0.0.1', port: 0 });
    started = await startBrowser(executablePath);
  });
  afterAll(async () => {
    await started.close();
    await server.close();
  });

  const side = (page: Page, name: string) => page.locator('.graphiql-sidebar').getByRole('button', { name });

  test.each(['light', 'dark'] as const)('axe finds nothing with any pane open, in %s colours', async (colorScheme) => {
    const context = await started.browser.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${url}/explorer?lang=en&from=${encodeURIComponent('/?text=housing')}`);
    await page.getByText('HousingActionPlans').first().waitFor();
    expect(await page.getByRole('link', { name: 'Back to the question' }).getAttribute('href')).toBe('/?text=housing');

    await side(page, 'Show Documentation Explorer').click();
    await page.locator('.graphiql-doc-explorer-type-name').first().waitFor();
    expect(await findFaults(page)).toEqual([]);
    await side(page, 'Show GraphiQL Explorer').click();
    await page.locator('[data-arg-name="text"] input').first().waitFor();
    expect(await findFaults(page)).toEqual([]);
    for (const tool of ['Variables', 'Headers']) {
      await page.locator('.graphiql-editor-tools').getByRole('button', { name: tool }).click();
      expect(await findFaults(page)).toEqual([]);
    }
    for (const dialog of ['Open short keys dialog', 'Open settings dialog']) {
      await side(page, dialog).click();
      await page.getByRole('dialog').waitFor();
      expect(await findFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
    await context.close();
  });
});
