import type { BrowserContextOptions, Page } from 'playwright-core';
import { createRegistryCommand } from '../../gateway/operator/createRegistryCommand';
import { createDataSource } from '../../subgraphs/city/database/createDataSource';
import { examples } from '../../gateway/web/explorer/examples';
import { compareTextsOf, listNames } from '../../gateway/web/language/compareTexts';
import { LANGUAGES } from '../../gateway/web/language/Texts';
import { textsOf } from '../../gateway/web/language/textsOf';
import type { TestNetwork } from '../network/startNetwork';
import { describeWith } from '../optional/describeWith';
import { findFaults } from './findFaults';
import { startDemoNetwork } from '../network/startDemoNetwork';
import { CHROMIUM_ADVICE, chromiumPath, startBrowser } from './startBrowser';
import type { TestBrowser } from './startBrowser';

jest.setTimeout(120_000);

describeWith(chromiumPath, CHROMIUM_ADVICE, 'in chromium', (executablePath) => {
  let network: TestNetwork;
  let started: TestBrowser;
  /** In the order in which things were started. */
  const closers: (() => Promise<void>)[] = [];
  const pages: Page[] = [];
  const troubles: string[] = [];

  beforeAll(async () => {
    started = await startBrowser(executablePath);
    closers.push(() => started.close());
    // A browser and a network share the machine: what takes long here would not be late elsewhere.
    network = await startDemoNetwork({ timeoutMs: 20_000 });
    closers.push(() => network.close());
  });

  afterAll(async () => {
    for (const close of closers.reverse()) await close();
  });

  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    expect(troubles.splice(0)).toEqual([]);
    // What a page asks of Chromium's maker would be among the troubles.
    expect(started.trap.caught).toEqual([]);
  });

  /** A page of a browser that was never used before, and that complains of all that goes wrong. */
  async function open(path: string, options: BrowserContextOptions): Promise<Page> {
    const context = await started.browser.newContext(options);
    const page = await context.newPage();
    pages.push(page);
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(message.text());
    });
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== 'data:' && origin !== network.hub.url) troubles.push(`left the hub: ${request.url()}`);
    });
    await page.goto(`${network.hub.url}${path}`);
    return page;
  }

  async function runQuery(page: Page): Promise<string> {
    const answer = page.waitForResponse(
      (response) => response.url().endsWith('/graphql') && !response.request().postData()!.includes('__schema'),
    );
    await page.click('.graphiql-execute-button');
    return await (await answer).text();
  }

  describe.each(LANGUAGES)('in "%s"', (language) => {
    const texts = textsOf(language);

    test('each example of the page finds something', async () => {
      const page = await open('/', { locale: language });
      for (const { kind, text } of texts.examples) {
        await page.goto(network.hub.url);
        await page.getByRole('link', { name: `${texts.kinds[kind]}: ${text}` }).click();
        await page.getByRole('article').first().waitFor();
      }
    });

    test('each example of the explorer finds something, without errors', async () => {
      for (const { query } of examples) {
        const { data, errors } = await network.query(query(language));
        expect(errors).toBeUndefined();
        for (const found of Object.values<{ nodes?: unknown[]; edges?: unknown[] }>(data)) {
          expect(found.nodes ?? found.edges ?? [found]).not.toEqual([]);
        }
      }
    });
  });

  test('what had no effect is told: a place that is not here, and conditions that leave no city', async () => {
    const texts = textsOf('de');
    const text = encodeURIComponent('Wohnungslosigkeit in Bad Salzungen');
    const page = await open(`/search?text=${text}`, { locale: 'de' });
    await page.getByText(`${texts.ignored.NOT_IN_NETWORK}: Bad Salzungen`).waitFor();
    await page.goto(`${network.hub.url}/search?text=${encodeURIComponent('Wohnungslosigkeit in Gera')}&city=velbert`);
    await page.getByText(texts.noCityMeets).waitFor();
    expect(await page.locator('.conditions a').allTextContents()).toEqual(
      ['Gera', 'velbert'].map((name) => texts.onlyPlace(name)),
    );
  });

  test('the search box completes what is typed, by keys alone, and axe finds nothing', async () => {
    const texts = textsOf('nl');
    const page = await open('/', { locale: 'nl', viewport: { width: 390, height: 800 } });
    const box = page.getByRole('combobox', { name: texts.question });
    const options = page.getByRole('listbox', { name: texts.suggestions }).getByRole('option');
    await box.pressSequentially('Wohnungslosigkeit in Velb');
    await page.getByRole('option', { name: 'Velbert (DE)' }).waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await box.getAttribute('aria-activedescendant')).toBe(await options.first().getAttribute('id'));
    expect(await options.first().getAttribute('aria-selected')).toBe('true');
    expect(await findFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    expect(await box.inputValue()).toBe('Wohnungslosigkeit in Velbert');
    expect(await box.getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: texts.withoutCondition(texts.onlyPlace('Velbert')) }).waitFor();
  });

  test('from a city on a phone two cities are compared by two clicks, of pages that have no script, and axe finds nothing', async () => {
    const texts = textsOf('nl');
    const words = compareTextsOf('nl');
    const page = await open('/city/musterstadt', {
      ...{ locale: 'nl', viewport: { width: 390, height: 800 } },
    });
    await page.getByRole('link', { name: words.anotherCity }).click();
    await page.getByRole('link', { name: words.compareWith('Voorbeeldstad') }).click();
    const names = listNames(['Musterstadt', 'Voorbeeldstad'], 'nl');
    await page.getByRole('heading', { level: 1, name: words.compared(names) }).waitFor();
    const subjects = page.getByRole('table', { name: texts.subjects, exact: true }).first();
    expect(await subjects.getByRole('row').nth(1).getByRole('cell').count()).toBe(2);
    expect(await page.locator('.compared .length').first().isVisible()).toBe(true);
    expect(await page.locator('script').count()).toBe(0);

    const further = page.getByLabel(words.furtherCity);
    await further.selectOption('Gera');
    await further.focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Gera/ }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    expect(await findFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(await findFaults(page)).toEqual([]);
    await subjects
      .getByRole('link', { name: `${texts.kinds.programmes}: ` })
      .first()
      .click();
    await page.getByRole('article').first().waitFor();
  });

  test('the explorer opens on the headline query, answers it, and axe finds nothing', async () => {
    const page = await open('/explorer', { locale: 'en' });
    await page.getByText('HousingActionPlans').first().waitFor();
    expect(await runQuery(page)).toContain('Sandra Wanzar');
    await page.locator('.graphiql-response').getByText('Bernd Beispiel').waitFor();
    expect(await findFaults(page)).toEqual([]);
  });

  test('an example of the explorer is opened by its link and answered', async () => {
    const page = await open('/explorer', { locale: 'de' });
    await page.getByRole('link', { name: examples[1]!.asks.de }).click();
    await page.locator('.graphiql-query-editor').getByText('ReceptionOfRefugees').waitFor();
    expect(await runQuery(page)).toContain('Haarlemmermeer');
  });

  test('all of a result is had as a file that is named after the question', async () => {
    const page = await open('/search?text=Wohnen&lang=de', {});
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: textsOf('de').asCsv }).click();
    expect((await downloading).suggestedFilename()).toBe('hanse-experts-wohnen.csv');
  });

  test('what is wrong with the address of a comparison is told on the page, and axe finds nothing', async () => {
    const page = await open('/compare?city=gera&city=atlantis', {});
    await page.getByRole('alert').waitFor();
    expect(await findFaults(page)).toEqual([]);
    expect(troubles.splice(0).every((text) => /40[04]/.test(text))).toBe(true);
  });

  test('the list below the box closes by Escape and by going elsewhere, and a click takes what it offers', async () => {
    const page = await open('/?lang=en', {});
    const box = page.getByRole('combobox', { name: 'What do you want to know about?' });
    const options = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
    const option = page.getByRole('option', { name: 'Velbert (DE)' });
    await box.pressSequentially('Velb');
    await option.waitFor();
    await page.keyboard.press('Escape');
    expect([await options.count(), await box.inputValue()]).toEqual([0, 'Velb']);
    await box.press('e');
    await option.waitFor();
    await page.keyboard.press('Tab');
    expect(await options.count()).toBe(0);
    await box.press('End');
    await box.press('r');
    await option.click();
    expect([await box.inputValue(), await page.evaluate('document.activeElement.id')]).toEqual(['Velbert', 'text']);
  });

  test('the language is switched and stays, with the question', async () => {
    const page = await open('/search?text=Wohnen', { locale: 'en' });
    await page.getByRole('link', { name: 'Nederlands' }).click();
    await page.getByRole('heading', { name: /gevonden/ }).waitFor();
    expect(await page.getByRole('combobox', { name: 'Waarover wilt u iets weten?' }).inputValue()).toBe('Wohnen');
    await page.getByRole('button', { name: 'Zoeken' }).click();
    await page.getByRole('heading', { name: /gevonden/ }).waitFor();
  });

  test('a city that the operator took out is named, and nobody takes the answer for complete', async () => {
    const registry = createRegistryCommand(() => undefined, network.networkFile);
    await registry.parseAsync(['suspend', 'musterstadt', '--reason', 'A test'], { from: 'user' });
    try {
      await network.hub.reload();
      const texts = textsOf('de');
      const page = await open('/search?kind=programmes&text=Aktionsplan+Wohnen', { locale: 'de' });
      const coverage = page.getByRole('region', { name: texts.coverage });
      await coverage.getByText(texts.cityStatuses.SUSPENDED('Musterstadt')).waitFor();
      expect(await coverage.textContent()).not.toContain(texts.coverageComplete);
      await page.goto(`${network.hub.url}/city/musterstadt`);
      await page.getByText(texts.connections.SUSPENDED).waitFor();
    } finally {
      await registry.parseAsync(['resume', 'musterstadt'], { from: 'user' });
      await network.hub.reload();
      await network.hub.refresh();
    }
  });

  test('what a city writes is cleaned, stays in its direction and its language, and is folded where it is long', async () => {
    const database = await createDataSource(network.city('musterstadt').databaseUrl).initialize();
    const long = 'Wohnungen für alle. '.repeat(100).trim();
    await database
      .query(`UPDATE programme SET title = $1, summary = $2`, ['שלום \u202Eabc', long])
      .finally(() => database.destroy());
    const page = await open('/search?kind=programmes&text=Wohnen&city=musterstadt&lang=de', {});
    const article = page.getByRole('article').first();
    const title = article.getByRole('link', { name: 'שלום abc' });
    expect([await title.getAttribute('dir'), await title.getAttribute('lang')]).toEqual(['auto', 'de']);
    const beginning = article.locator('.prose > p');
    expect((await beginning.textContent())!.length).toBeLessThan(710);
    expect(await beginning.getAttribute('lang')).toBe('de');
    const rest = article.locator('.prose details p');
    expect(await rest.isVisible()).toBe(false);
    await article.locator('.prose summary').press('Enter');
    expect(await rest.isVisible()).toBe(true);
    const all = `${await beginning.textContent()} ${await rest.textContent()}`;
    expect(all.replace(' …', '')).toBe(long);
    expect(await findFaults(page)).toEqual([]);
  });

  test('on a very narrow screen nothing has to be scrolled sideways', async () => {
    const page = await open('/search?kind=programmes&text=Aktionsplan+Wohnen&lang=de', {
      viewport: { width: 320, height: 640 },
    });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  });
});
