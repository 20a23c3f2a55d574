import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { examples } from '../../gateway/web/explorer/examples';
import { compareTextsOf, listNames } from '../../gateway/web/language/compareTexts';
import { LANGUAGES } from '../../gateway/web/language/Texts';
import { mapTextsOf } from '../../gateway/web/language/mapTexts';
import { searchTextsOf } from '../../gateway/web/language/searchTexts';
import { nameCountry, textsOf } from '../../gateway/web/language/textsOf';
import type { TestNetwork } from '../network/startNetwork';
import { describeWith } from '../optional/describeWith';
import { findProgram } from '../optional/findProgram';
import { findFaults } from './findFaults';
import { startDemoNetwork } from '../network/startDemoNetwork';
import { startTrap } from './startTrap';
import type { Trap } from './startTrap';

jest.setTimeout(120_000);

const browsers = ['chromium', 'chromium-browser', 'google-chrome'];
const executable = findProgram('CHROMIUM', ...browsers);
const advice = 'chromium: install it, or name one in CHROMIUM';

describeWith(executable, advice, 'in chromium', (executablePath) => {
  let network: TestNetwork;
  let trap: Trap;
  let browser: Browser;
  /** In the order in which things were started. */
  const closers: (() => Promise<void>)[] = [];
  const pages: Page[] = [];
  const troubles: string[] = [];

  beforeAll(async () => {
    trap = await startTrap();
    closers.push(() => trap.close());
    browser = await chromium.launch({
      executablePath,
      args: [
        ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
        ...['--disable-background-networking', '--disable-component-update'],
        `--proxy-server=${trap.url}`,
      ],
    });
    closers.push(() => browser.close());
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
    expect(trap.caught).toEqual([]);
  });

  /** A page of a browser that was never used before, and that complains of all that goes wrong. */
  async function open(path: string, options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext(options);
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

    test('a place that a question names is a condition, and a link removes it', async () => {
      const text = encodeURIComponent('Wohnungslosigkeit in Gera');
      const page = await open(`/search?text=${text}`, { locale: language, viewport: { width: 390, height: 800 } });
      expect(await page.locator('.where').allTextContents()).not.toContain('Velbert');
      expect(await findFaults(page)).toEqual([]);
      await page.getByRole('link', { name: texts.withoutCondition(texts.onlyPlace('Gera')) }).click();
      expect(await page.getByLabel(texts.question).inputValue()).toBe('Wohnungslosigkeit');
      expect(await page.locator('.conditions').count()).toBe(0);
    });

    test('what had no effect is told: a place that is not here, and conditions that leave no city', async () => {
      const text = encodeURIComponent('Wohnungslosigkeit in Bad Salzungen');
      const page = await open(`/search?text=${text}`, { locale: language });
      await page.getByText(`${texts.ignored.NOT_IN_NETWORK}: Bad Salzungen`).waitFor();
      await page.goto(`${network.hub.url}/search?text=${encodeURIComponent('Wohnungslosigkeit in Gera')}&city=velbert`);
      await page.getByText(texts.noCityMeets).waitFor();
      expect(await page.locator('.conditions a').allTextContents()).toEqual(
        ['Gera', 'velbert'].map((name) => texts.onlyPlace(name)),
      );
    });

    test('the page is asked, answers, and axe finds nothing', async () => {
      const page = await open('/', { locale: language });
      expect(await page.getAttribute('html', 'lang')).toBe(language);
      expect(await findFaults(page)).toEqual([]);

      await page.getByLabel(texts.question).fill('housing action plans');
      await page.getByRole('button', { name: texts.submit }).click();
      await page.getByRole('heading', { name: texts.found('experts', 3, 'ALL') }).waitFor();
      expect(await page.getByRole('article').allTextContents()).toContainEqual(
        expect.stringContaining('Sandra Wanzar'),
      );
      expect(await page.getByRole('region', { name: texts.coverage }).textContent()).toContain(texts.coverageComplete);
      expect(await findFaults(page)).toEqual([]);

      await page.getByRole('link', { name: `${texts.kinds.exchanges} (3)` }).click();
      await page.getByRole('heading', { name: texts.found('exchanges', 3, 'ALL') }).waitFor();
      expect(await page.getByRole('article').allTextContents()).toContainEqual(
        expect.stringContaining('Erfurt · Jena · Suhl · Weimar'),
      );
    });

    test('the search box completes what is typed, by keys alone, and axe finds nothing', async () => {
      const page = await open('/', { locale: language, viewport: { width: 390, height: 800 } });
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

    test('without scripts the box is one to type in, and the page answers', async () => {
      const page = await open('/', { locale: language, javaScriptEnabled: false });
      await page.getByRole('searchbox', { name: texts.question }).fill('housing action plans');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: texts.found('experts', 3, 'ALL') }).waitFor();
    });

    test('on a phone without scripts a question is narrowed down, widened again, asked for another kind and read as a table', async () => {
      const words = searchTextsOf(language);
      const page = await open('/search?kind=programmes&text=Wohnen', {
        ...{ locale: language, javaScriptEnabled: false, viewport: { width: 390, height: 800 } },
      });
      const filter = page.getByRole('navigation', { name: words.narrowDown });
      const conditions = page.getByRole('list', { name: words.conditions }).getByRole('link');
      await page.getByRole('heading', { level: 1, name: texts.found('programmes', 11, 'ALL') }).waitFor();
      expect(await filter.count()).toBe(0);
      await page.locator('.facets > summary').click();
      expect(
        await filter
          .getByRole('listitem')
          .filter({ hasText: nameCountry('NL', language) })
          .textContent(),
      ).toMatch(/ 5$/);
      await filter.getByRole('link', { name: nameCountry('NL', language) }).click();
      await page.getByRole('heading', { level: 1, name: texts.found('programmes', 5, 'ALL') }).waitFor();
      expect(await conditions.allTextContents()).toEqual([nameCountry('NL', language)]);

      await page.getByRole('link', { name: words.views.table, exact: true }).click();
      expect(await page.getByRole('region', { name: texts.kinds.programmes }).getByRole('row').count()).toBe(6);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      const tab = page.getByRole('link', { name: texts.kinds.experts });
      const [, dutch] = /\((\d+)\)/.exec((await tab.textContent())!)!;
      await tab.click();
      await page.getByRole('heading', { level: 1, name: texts.found('experts', Number(dutch), 'ALL') }).waitFor();
      expect(Number(dutch)).toBeLessThan(14);
      await conditions.click();
      await page.getByRole('heading', { level: 1, name: texts.found('experts', 14, 'ALL') }).waitFor();
      expect(await conditions.count()).toBe(0);
    });

    test('beside the list stands by what it can be narrowed down, and axe finds nothing with all of it open', async () => {
      const words = searchTextsOf(language);
      const colorScheme = language === 'de' ? 'dark' : 'light';
      const page = await open('/search?kind=programmes&text=Wohnen&country=DE&colour=red', {
        ...{ locale: language, colorScheme, viewport: { width: 1280, height: 900 } },
      });
      await page.getByRole('navigation', { name: words.narrowDown }).getByRole('link').first().waitFor();
      await page.evaluate('document.querySelectorAll("details").forEach((each) => (each.open = true))');
      await page.getByText(words.notUsed('colour')).waitFor();
      expect(await page.getByRole('region', { name: texts.coverage }).getByRole('row').count()).toBeGreaterThan(1);
      expect(await findFaults(page)).toEqual([]);
      await page.getByRole('link', { name: words.views.table, exact: true }).click();
      await page.getByRole('row').first().waitFor();
      expect(await findFaults(page)).toEqual([]);
    });

    test('a programme names whom to phone and how to visit, and unfolds by key what did not work', async () => {
      const page = await open('/search?kind=programmes&text=housing+action+plans', { locale: language });
      const plan = page.getByRole('article').first();
      expect(await plan.getByRole('link', { name: '+49 30 23125-117' }).first().getAttribute('href')).toBe(
        'tel:+493023125117',
      );
      expect(await plan.getByText(texts.offerKinds.VISIT, { exact: true }).isVisible()).toBe(true);
      const failure = plan.getByText(/Wohncontainer am Stadtrand/);
      expect(await failure.isVisible()).toBe(false);
      await plan.locator('summary').first().focus();
      await page.keyboard.press('Enter');
      await failure.waitFor({ state: 'visible' });
      expect(await findFaults(page)).toEqual([]);
    });

    test('a result leads to its record, that to its city and its subject, and those to what else there is', async () => {
      const page = await open('/search?kind=programmes&text=housing+action+plans', {
        ...{ locale: language, viewport: { width: 390, height: 800 } },
      });
      const first = page.getByRole('article').first().getByRole('heading').getByRole('link');
      const title = await first.textContent();
      await first.click();
      await page.getByRole('heading', { level: 1, name: title! }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/programme/musterstadt/aktionsplan-wohnen');
      expect(await page.getByText(/Wohncontainer am Stadtrand/).isVisible()).toBe(true);
      expect(await findFaults(page)).toEqual([]);

      await page.getByRole('link', { name: 'Musterstadt' }).first().click();
      await page.getByRole('heading', { level: 1, name: 'Musterstadt' }).waitFor();
      expect(await findFaults(page)).toEqual([]);
      await page.goBack();

      await page.getByRole('navigation', { name: texts.subjects }).getByRole('link').first().click();
      await page.getByRole('row').filter({ hasText: 'Musterstadt' }).waitFor();
      expect(await findFaults(page)).toEqual([]);
      await page.getByRole('link', { name: texts.allOfKind(texts.kinds.programmes) }).click();
      await page.getByRole('article').first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    });

    test('from a city on a phone two cities are compared by two clicks, of pages that have no script, and axe finds nothing', async () => {
      const words = compareTextsOf(language);
      const page = await open('/city/musterstadt', {
        ...{ locale: language, viewport: { width: 390, height: 800 } },
        colorScheme: language === 'de' ? 'dark' : 'light',
      });
      await page.getByRole('link', { name: words.anotherCity }).click();
      await page.getByRole('link', { name: words.compareWith('Voorbeeldstad') }).click();
      const names = listNames(['Musterstadt', 'Voorbeeldstad'], language);
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

    test('each example of the page finds something', async () => {
      const page = await open('/', { locale: language });
      for (const { kind, text } of texts.examples) {
        await page.goto(network.hub.url);
        await page.getByRole('link', { name: `${texts.kinds[kind]}: ${text}` }).click();
        await page.getByRole('article').first().waitFor();
      }
    });

    test('the explorer opens on the headline query, answers it, and axe finds nothing', async () => {
      const page = await open('/explorer', { locale: language });
      await page.getByText('HousingActionPlans').first().waitFor();
      expect(await runQuery(page)).toContain('Sandra Wanzar');
      await page.locator('.graphiql-response').getByText('Bernd Beispiel').waitFor();
      expect(await findFaults(page)).toEqual([]);
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

    test('an example of the explorer is opened by its link and answered', async () => {
      const page = await open('/explorer', { locale: language });
      await page.getByRole('link', { name: examples[1]!.asks[language] }).click();
      await page.locator('.graphiql-query-editor').getByText('ReceptionOfRefugees').waitFor();
      expect(await runQuery(page)).toContain('Haarlemmermeer');
    });
  });

  test('an answer leads to the map, a circle is reached by key and leads to what its city has, and axe finds nothing', async () => {
    const words = mapTextsOf('nl');
    const page = await open('/search?text=dakloosheid', {
      ...{ locale: 'nl', colorScheme: 'dark', viewport: { width: 390, height: 800 } },
    });
    await page.getByRole('link', { name: words.onMap }).click();
    const circle = page.getByRole('group', { name: words.title }).getByRole('link', { name: /^Gera: 1 gevonden/ });
    await circle.focus();
    expect(await page.getByRole('row').filter({ hasText: 'Gera' }).last().textContent()).toContain(words.answered);
    expect(await findFaults(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: textsOf('nl').found('experts', 1, 'ALL') }).waitFor();
    expect(await page.getByRole('article').textContent()).toContain('Gera');
  });

  test('what is wrong is told on the page, and axe finds nothing', async () => {
    const page = await open('/', {});
    const faults: string[][] = [];
    for (const path of ['/search?kind=mayors', '/search?text=x&city=atlantis', '/compare?city=gera&city=atlantis']) {
      await page.goto(`${network.hub.url}${path}`);
      await page.getByRole('alert').waitFor();
      faults.push(await findFaults(page));
    }
    expect(faults).toEqual([[], [], []]);
    expect(troubles.splice(0).every((text) => /40[04]/.test(text))).toBe(true);
  });

  test('the dark colours are as readable as the light ones', async () => {
    const page = await open('/search?text=Wohnen&lang=de', { colorScheme: 'dark' });
    expect(await findFaults(page)).toEqual([]);
    await page.goto(`${network.hub.url}/explorer`);
    await page.getByText('HousingActionPlans').first().waitFor();
    await runQuery(page);
    await page.locator('.graphiql-response').getByText('Bernd Beispiel').waitFor();
    expect(await findFaults(page)).toEqual([]);
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

  test('a result leads to the same query in the explorer, and to all of it as CSV', async () => {
    const page = await open('/search?text=Wohnen&lang=de', {});
    const count = await page.getByRole('article').count();
    expect(count).toBeGreaterThan(10);
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: textsOf('de').asCsv }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('hanse-experts-wohnen.csv');
    await page.getByRole('link', { name: textsOf('de').inExplorer }).click();
    await page.getByText('Experts').first().waitFor();
    await page.locator('.graphiql-editor-tool').getByText('Wohnen').first().waitFor();
    expect(JSON.parse(await runQuery(page)).data.experts.totalCount).toBe(count);
  });

  test('on a narrow screen nothing has to be scrolled sideways, and on paper stands the answer alone', async () => {
    const page = await open('/search?kind=programmes&text=Aktionsplan+Wohnen&lang=de', {
      viewport: { width: 320, height: 640 },
    });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText(/Wohncontainer am Stadtrand/).isVisible()).toBe(true);
    expect(await page.getByRole('article').first().isVisible()).toBe(true);
    expect(await page.getByRole('region', { name: textsOf('de').coverage }).isVisible()).toBe(true);
    for (const role of ['button', 'radio', 'navigation'] as const) expect(await page.getByRole(role).count()).toBe(0);
  });
});
