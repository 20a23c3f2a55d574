import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyAccepts from '@fastify/accepts';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { buildSchema, introspectionFromSchema, parse } from 'graphql';
import { pino } from 'pino';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { explorerTextsOf } from '../../gateway/web/language/explorerTexts';
import { registerWeb } from '../../gateway/web/registerWeb';
import { createFakeQuery } from '../../gateway/web/test/createFakeQuery';
import { describeWith } from '../optional/describeWith';
import { findFaults } from './findFaults';
import { CHROMIUM_ADVICE, chromiumPath, startBrowser } from './startBrowser';
import type { TestBrowser } from './startBrowser';

jest.setTimeout(120_000);

// The panes show the schema and a query: no city is needed for them.
describeWith(chromiumPath, CHROMIUM_ADVICE, 'the explorer, in chromium', (executablePath) => {
  let server: FastifyInstance;
  let started: TestBrowser;
  let url: string;
  /** What the API was asked. */
  const asked: Record<string, unknown>[] = [];

  beforeAll(async () => {
    const schema = buildSchema(readFileSync(join(__dirname, '../../schema/api.graphql'), 'utf8'));
    server = fastify();
    await server.register(fastifyAccepts);
    registerWeb(server, { query: createFakeQuery().query, logger: pino({ level: 'silent' }) });
    const introspected = introspectionFromSchema(schema);
    server.post('/graphql', ({ body, headers: { authorization } }) => {
      asked.push({ ...(body as Record<string, unknown>), authorization });
      return { data: String(asked.at(-1)?.['query']).includes('__schema') ? introspected : { alliances: [] } };
    });
    url = await server.listen({ host: '127.0.0.1', port: 0 });
    started = await startBrowser(executablePath);
  });
  afterAll(async () => {
    await started.close();
    await server.close();
  });

  /** Opened in a browser that was never here, which tells how many bytes came over the wire. */
  async function open(path: string, options: BrowserContextOptions = {}) {
    const context = await started.browser.newContext({
      locale: 'en',
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    const page = await context.newPage();
    const troubles: string[] = [];
    const loaded: Promise<number>[] = [];
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('requestfinished', (request) => {
      // The hub packs what its API answers, this server does not.
      if (request.url().endsWith('/graphql')) return;
      loaded.push(request.sizes().then((sizes) => sizes.responseBodySize + sizes.responseHeadersSize));
    });
    await page.goto(`${url}${path}`);
    await page.locator('#query .cm-line').first().waitFor();
    await page.locator('[aria-busy=false]').waitFor();
    return {
      page,
      bytes: async () => (await Promise.all(loaded)).reduce((sum, size) => sum + size, 0),
      close: async () => {
        await context.close();
        expect(troubles).toEqual([]);
      },
    };
  }

  const answerOf = (page: Page): Promise<string> => page.locator('#answer .cm-content').innerText();

  test.each(['light', 'dark'] as const)('axe finds nothing with any pane open, in %s colours', async (colorScheme) => {
    const { page, close } = await open(`/explorer?from=${encodeURIComponent('/?text=housing')}`, { colorScheme });
    await page.getByText('HousingActionPlans').first().waitFor();
    expect(await page.getByRole('link', { name: 'Back to the question' }).getAttribute('href')).toBe('/?text=housing');
    await page.getByText('Variables').click();
    await page.getByText('Headers', { exact: true }).click();
    await page.click('#run');
    await page.getByText(/^Answered in/).waitFor();
    await page.getByRole('button', { name: 'History' }).click();
    await page.getByRole('complementary', { name: 'History' }).getByText('HousingActionPlans').waitFor();
    expect(await findFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Documentation' }).click();
    const docs = page.getByRole('complementary', { name: 'Documentation' });
    await docs.getByText('Arguments').first().click();
    expect(await findFaults(page)).toEqual([]);
    await docs.getByRole('button', { name: 'Concept', exact: true }).first().click();
    await docs.getByText('altLabels').first().waitFor();
    expect(await findFaults(page)).toEqual([]);
    await docs.getByRole('searchbox').fill('altLab');
    await docs.getByText('.altLabels').waitFor();
    expect(await findFaults(page)).toEqual([]);
    await close();
  });

  test('HUB-515: a query is written with suggestions, tidied, run and kept, by keys alone, with a quarter of a megabyte', async () => {
    const { page, bytes, close } = await open('/explorer');
    await page.locator('#query .cm-content').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('{ alli');
    await page.locator('.cm-tooltip-autocomplete').getByText('alliances').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type(' { name');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+Control+P');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/^Answered in/).waitFor();
    expect(asked.at(-1)).toMatchObject({ query: '{\n  alliances {\n    name\n  }\n}\n' });
    expect(await answerOf(page)).toContain('"data"');
    // Tab leads out of the editor.
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.closest("#query")')).toBeNull();
    expect(await bytes()).toBeLessThan(250_000);
    expect(new URL(page.url()).searchParams.get('query')).toContain('alliances');
    await page.reload();
    await page.locator('#query').getByText('alliances').waitFor();
    await page.getByRole('button', { name: 'History' }).click();
    await page
      .getByRole('complementary')
      .getByRole('button', { name: /alliances/ })
      .waitFor();
    await close();
  });

  test('HUB-516: variables and headers are sent, the headers are kept nowhere, and what is no JSON is told', async () => {
    const query = 'query Find($text: String) { experts(text: $text) { totalCount } }';
    const { page, close } = await open(
      `/explorer?${new URLSearchParams({ query, variables: '{"text":"parks"}' }).toString()}`,
    );
    await page.locator('#variables').getByText('parks').waitFor();
    await page.getByText('Headers', { exact: true }).click();
    await page.locator('#headers .cm-content').fill('{"authorization": "Bearer secret-of-mine"}');
    await page.click('#run');
    await page.getByText(/^Answered in/).waitFor();
    expect(asked.at(-1)).toMatchObject({ query, variables: { text: 'parks' }, authorization: 'Bearer secret-of-mine' });
    expect(await page.evaluate('location.href + JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toContain(
      'secret',
    );
    await page.locator('#variables .cm-content').fill('{');
    await page.click('#run');
    await page.getByText('Variables: this is not JSON.').waitFor();
    await close();
  });

  test('HUB-517: on a phone, in another language, a field is added from the documentation and nothing is wider than the screen', async () => {
    const texts = explorerTextsOf('de');
    const { page, close } = await open('/explorer?lang=de', { viewport: { width: 390, height: 844 } });
    await page.getByRole('button', { name: texts.documentation }).click();
    await page.getByRole('button', { name: texts.addField.replace('{field}', 'alliances') }).click();
    await page.locator('#query .cm-content').press('Control+End');
    await page.locator('#query').getByText('alliances').waitFor();
    await page.click('#run');
    await page.getByText(/^Beantwortet in/).waitFor();
    expect(() => parse(String(asked.at(-1)?.['query']))).not.toThrow();
    expect(asked.at(-1)?.['query']).toContain('alliances { id name');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    expect(await findFaults(page)).toEqual([]);
    await close();
  });
});
