import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { createRegistryCommand } from '../../gateway/operator/createRegistryCommand';
import { createDataSource } from '../../subgraphs/city/database/createDataSource';
import { examples } from '../../gateway/web/explorer/examples';
import { startDemoIssuer } from '../../gateway/demo/startDemoIssuer';
import { questionTextsOf } from '../../gateway/web/language/questionTexts';
import { mapTextsOf } from '../../gateway/web/language/mapTexts';
import { searchTextsOf } from '../../gateway/web/language/searchTexts';
import { siteTextsOf } from '../../gateway/web/language/siteTexts';
import { compareTextsOf, listNames } from '../../gateway/web/language/compareTexts';
import { LANGUAGES } from '../../gateway/web/language/Texts';
import { nameCountry, textsOf } from '../../gateway/web/language/textsOf';
import type { TestNetwork } from '../network/startNetwork';
import { describeWith } from '../optional/describeWith';
import { SEARCH_KINDS } from '../../gateway/web/search/SearchKind';
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
    const issuer = await startDemoIssuer();
    closers.push(() => issuer.close());
    network = await startDemoNetwork({ timeoutMs: 20_000, breakerResetMs: 100, signIn: issuer.signIn });
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

  /** Words that begin on one line and end on another; those with a hyphen, or an address at its signs, may. */
  async function dividedIn(elements: Locator): Promise<string[]> {
    return await elements.evaluateAll((all) =>
      all.flatMap((element) => {
        const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        const divided: string[] = [];
        for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
          for (const { 0: word, index } of (text.textContent ?? '').matchAll(/[^\s\p{Pd}]+/gu)) {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + word.length);
            if (range.getClientRects().length > 1) divided.push(word);
          }
        }
        return divided;
      }),
    );
  }

  async function runQuery(page: Page): Promise<string> {
    const answer = page.waitForResponse(
      (response) => response.url().endsWith('/graphql') && !response.request().postData()!.includes('__schema'),
    );
    await page.click('#run');
    return await (await answer).text();
  }

  describe.each(LANGUAGES)('in "%s"', (language) => {
    const texts = textsOf(language);

    test('each example of the page finds something', async () => {
      const page = await open('/', { locale: language });
      for (const { kind, text } of texts.examples) {
        const link = page.getByRole('link', { name: `${texts.kinds[kind]}: ${text}` });
        const address = `${network.hub.url}${await link.getAttribute('href')}`;
        const answer = await page.request.get(address, { headers: { 'accept-language': language } });
        expect([text, await answer.text()]).toEqual([text, expect.stringContaining('<article')]);
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

  test('HUB-832 what had no effect is told: a place that is not here, and conditions that leave no city', async () => {
    const texts = textsOf('de');
    const text = encodeURIComponent('Wohnungslosigkeit in Bad Salzungen');
    const page = await open(`/search?text=${text}`, { locale: 'de' });
    await page.getByText(`${texts.ignored.NOT_IN_NETWORK}: Bad Salzungen`).waitFor();
    await page.goto(`${network.hub.url}/search?text=${encodeURIComponent('Wohnungslosigkeit in Gera')}&city=velbert`);
    await page
      .getByRole('heading', { level: 1, name: texts.leaveNoCity(['Gera', 'Velbert'].map(texts.onlyPlace)) })
      .waitFor();
    expect(await page.getByText(texts.coverageIncomplete).count()).toBe(0);
    const tab = page
      .getByRole('navigation', { name: searchTextsOf('de').kindsOfHit })
      .getByRole('link')
      .first();
    expect(await tab.textContent()).toBe(`${texts.kinds.experts} (0)`);
    expect(await page.locator('.conditions a').allTextContents()).toEqual([
      ...['Gera', 'Velbert'].map((name) => texts.onlyPlace(name)),
      searchTextsOf('de').withoutAll,
    ]);
    await page.getByRole('link', { name: searchTextsOf('de').withoutAll }).click();
    await page.waitForURL((url) => url.searchParams.get('text') === 'Wohnungslosigkeit');
    expect(await page.locator('.conditions a').count()).toBe(0);
  });

  test('HUB-637 a city that is left out is a condition, removed by keys, on a phone', async () => {
    const texts = textsOf('de');
    const path = `/search?text=${encodeURIComponent('Wohnungslosigkeit außer in Gera')}&notCity=velbert`;
    const page = await open(path, { locale: 'de', viewport: { width: 390, height: 844 } });
    const conditions = page.locator('.conditions a');
    expect(await conditions.allTextContents()).toEqual([
      ...[texts.notPlace('Gera'), texts.notPlace('Velbert'), searchTextsOf('de').withoutAll],
    ]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await conditions.first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('text') === 'Wohnungslosigkeit');
    expect(await conditions.allTextContents()).toEqual([texts.notPlace('Velbert')]);
  });

  test('HUB-748 a country in a question is a condition, and the map leaves its other cities out', async () => {
    const text = encodeURIComponent('Wohnungslosigkeit in den Niederlanden');
    const page = await open(`/search?kind=programmes&text=${text}`, { locale: 'de' });
    expect(await page.locator('.conditions a').allTextContents()).toEqual([textsOf('de').onlyPlace('Niederlande')]);
    expect(new Set(await page.locator('.where a').allTextContents())).toEqual(new Set(['Voorbeeldstad']));
    await page.locator('.conditions a').first().click();
    await page.waitForURL((url) => url.searchParams.get('text') === 'Wohnungslosigkeit');
    await page.goto(`${network.hub.url}/map?kind=programmes&text=${text}`);
    const row = page.getByRole('row', { name: /^Musterstadt/ }).last();
    expect(await row.textContent()).toContain(mapTextsOf('de').notAsked);
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
    await page.locator('#answer').getByText('Bernd Beispiel').waitFor();
    expect(await findFaults(page)).toEqual([]);
  });

  test('an example of the explorer is opened by its link and answered', async () => {
    const page = await open('/explorer', { locale: 'de' });
    await page.getByRole('link', { name: examples[1]!.asks.de }).click();
    await page.locator('#query').getByText('ReceptionOfRefugees').waitFor();
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

  test('on a very narrow screen nothing has to be scrolled sideways', async () => {
    const page = await open('/search?kind=programmes&text=Aktionsplan+Wohnen&lang=de', {
      viewport: { width: 320, height: 640 },
    });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    // Nor does a city's name break where no word ends.
    await page.getByText(searchTextsOf('de').eachCity).click();
    const row = page.getByRole('region', { name: textsOf('de').coverage }).getByRole('row', { name: 'Voorbeeldstad' });
    expect((await row.getByRole('rowheader').boundingBox())!.height).toBeLessThan(40);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    expect(await findFaults(page)).toEqual([]);
  });

  test('HUB-656 on a phone each kind of record is seen beside the others, and no name of a city is broken in a table', async () => {
    const page = await open('/search?kind=needs&text=Wohnen&lang=de', { viewport: { width: 390, height: 844 } });
    const tabs = await page.locator('.tabs a').all();
    expect(tabs).toHaveLength(5);
    for (const width of [768, 390]) {
      await page.setViewportSize({ width, height: 844 });
      for (const tab of tabs) {
        const box = (await tab.boundingBox())!;
        expect(box.x + box.width).toBeLessThanOrEqual(width);
      }
    }
    await page.goto(`${network.hub.url}/topic/housing?lang=de`);
    const city = page.getByRole('region', { name: /^Städte/ }).getByRole('link', { name: 'Voorbeeldstad' });
    expect((await city.boundingBox())!.height).toBeLessThan(30);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  });

  test('HUB-656 beside the map, no word is divided of how a city answered', async () => {
    const page = await open('/map?text=Wohnungslosigkeit&lang=de', { viewport: { width: 1280, height: 900 } });
    const row = page.getByRole('row', { name: /^Musterstadt/ }).last();
    const heights = await row.getByRole('cell').evaluateAll((cells) => cells.map((cell) => cell.clientHeight));
    // Two lines: "hat", and the word behind it.
    expect(Math.max(...heights)).toBeLessThan(70);
    expect(await page.locator('#cities').evaluate((table) => table.scrollWidth - table.clientWidth)).toBe(0);
  });

  test.each([['de'], ['en'], ['nl']])('HUB-743 no name of a fact is divided within a word, in "%s"', async (lang) => {
    const page = await open(`/programme/musterstadt/aktionsplan-wohnen?lang=${lang}`, {});
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await dividedIn(page.locator('dt'))).toEqual([]);
    }
  });

  test('HUB-744 a table of what was found is wholly seen at 1280 pixels', async () => {
    const page = await open('/', { viewport: { width: 1280, height: 900 } });
    for (const kind of SEARCH_KINDS) {
      await page.goto(`${network.hub.url}/search?kind=${kind}&text=Wohnen&view=table&lang=de`);
      expect(await page.locator('.wide').evaluate((table) => table.scrollWidth - table.clientWidth)).toBe(0);
      expect(await dividedIn(page.locator('.results td'))).toEqual([]);
    }
  });

  test('HUB-776 a printed table has its last column, in which whom to ask stands', async () => {
    // A4 upright, less its margins.
    const page = await open('/search?kind=programmes&text=Wohnen&view=table&lang=de', {
      viewport: { width: 718, height: 1000 },
    });
    await page.emulateMedia({ media: 'print' });
    const { x, width } = (await page.locator('.results').boundingBox())!;
    expect(x + width).toBeLessThanOrEqual(718);
    expect(await dividedIn(page.locator('.results td'))).toEqual([]);
  });

  test('HUB-772 no word is divided of what an answer can be narrowed down to', async () => {
    const page = await open(
      '/search?kind=programmes&text=Wohnungslosigkeit&concepts=concept:youth-homelessness&lang=de',
      {
        viewport: { width: 1280, height: 900 },
      },
    );
    const facets = page.getByRole('navigation', { name: searchTextsOf('de').narrowDown }).getByRole('link');
    expect(await facets.allTextContents()).toContain('Jugendwohnungslosigkeit');
    expect(await dividedIn(facets)).toEqual([]);
  });

  test('HUB-773 in forced colours the one kind that is shown is underlined, and no other', async () => {
    const page = await open('/search?kind=programmes&text=Wohnen&lang=de', {});
    await page.emulateMedia({ forcedColors: 'active' });
    const lines = await page
      .locator('.tabs a')
      .evaluateAll((tabs) =>
        tabs.map((tab) => getComputedStyle(tab).borderBottomColor === getComputedStyle(document.body).backgroundColor),
      );
    expect(lines).toEqual([true, false, true, true, true]);
  });

  test('HUB-774 where no script runs, nothing leads to what needs one', async () => {
    const page = await open('/search?kind=programmes&text=Wohnen&lang=de', { javaScriptEnabled: false });
    const explorer = page.locator('a[href^="/explorer"]');
    expect([await explorer.count(), await explorer.isVisible()]).toEqual([1, false]);
    await page.goto(`${network.hub.url}/explorer?lang=de`);
    expect(await page.locator('noscript p').isVisible()).toBe(true);
    expect(await page.getByRole('navigation', { name: textsOf('de').explorerExamples }).isVisible()).toBe(false);
  });

  test('HUB-581 what is printed for a meeting is what was found, without all that leads elsewhere on a screen', async () => {
    const page = await open('/search?kind=programmes&text=Wohnen&lang=de', {});
    const { isBroad } = textsOf('de');
    const narrower = page.locator('.understood details');
    expect([await narrower.count(), await page.getByText(isBroad).isVisible()]).toEqual([2, true]);
    await page.emulateMedia({ media: 'print' });
    for (const hidden of [
      narrower.first(),
      page.getByText(isBroad),
      page.getByRole('link', { name: /^Anmelden/ }).first(),
    ]) {
      expect(await hidden.isVisible()).toBe(false);
    }
    expect(await page.getByRole('link', { name: 'Aktionsplan Wohnen 2019–2028' }).first().isVisible()).toBe(true);
  });

  test('HUB-831 a printed comparison is its tables, whole and on few pages, and nothing that leads elsewhere', async () => {
    const page = await open('/compare?city=musterstadt&city=voorbeeldstad&city=rosenheim&lang=de', {});
    const words = compareTextsOf('de');
    const alike = page.getByRole('heading', { name: words.similarTo('Musterstadt') });
    expect(await alike.isVisible()).toBe(true);
    await page.emulateMedia({ media: 'print' });
    expect(await alike.isVisible()).toBe(false);
    expect(await page.getByRole('list', { name: words.cities }).isVisible()).toBe(false);
    expect(await page.getByRole('row').last().isVisible()).toBe(true);
    // What stands below it would be an empty page, where the last row ends one.
    const below = await page
      .getByRole('row')
      .last()
      .evaluate((row) => document.body.scrollHeight - row.getBoundingClientRect().bottom);
    expect(below).toBeLessThan(10);
    const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    // Three with the fonts of Debian.
    expect(printed.match(/\/Type \/Page\b/g)?.length).toBeLessThanOrEqual(4);
    expect(printed).toMatch(/\/MediaBox \[0 0 59[45][\d.]* 84[12]/);
  });

  /** What an analyst tried once and was told wrongly, each with what is right. */
  describe('what an analyst tried', () => {
    const texts = textsOf('de');
    const words = searchTextsOf('de');
    const { statuses } = questionTextsOf('de');
    const coverageOf = (page: Page) => page.getByRole('region', { name: texts.coverage });
    const headingOf = (page: Page) => page.getByRole('heading', { level: 1 });
    const conditionsOf = (page: Page) => page.getByRole('list', { name: words.conditions }).getByRole('link');
    /** How each city answered, by its name: its state, its hits and its time. */
    async function citiesOf(page: Page): Promise<Map<string, readonly string[]>> {
      await coverageOf(page).locator('summary').click();
      const rows = await coverageOf(page).getByRole('row').all();
      const cells = await Promise.all(rows.slice(1).map((row) => row.locator('th, td').allTextContents()));
      return new Map(cells.map(([city = '', ...answer]) => [city.trim(), answer]));
    }

    test('a subject that only members may see is told as such, before all else, with where to sign in', async () => {
      const page = await open('/search?kind=programmes&text=Bezahlkarte', { locale: 'de' });
      const [told] = await coverageOf(page).getByRole('paragraph').allTextContents();
      expect(told).toBe(`${texts.noneCountsForAll} ${texts.withheldAlone(1)}`);
      const signIn = coverageOf(page).getByRole('link', { name: siteTextsOf('de').signInToSee });
      const address = new URL((await signIn.getAttribute('href')) ?? '', network.hub.url);
      expect([address.pathname, address.searchParams.get('return_to')]).toEqual([
        '/sign-in',
        '/search?kind=programmes&text=Bezahlkarte',
      ]);
      expect((await coverageOf(page).boundingBox())!.y).toBeLessThan((await headingOf(page).boundingBox())!.y);
    });

    test('a city that is down is named above the list, what is counted without it is the least there is, and it can be asked again', async () => {
      const page = await open('/search?text=Obdachlosigkeit', { locale: 'de' });
      const all = [...(await citiesOf(page))];
      const count = (answers: readonly (readonly [string, readonly string[]])[]) =>
        answers.reduce((sum, [, [, hits]]) => sum + Number(hits), 0);
      await headingOf(page)
        .getByText(texts.found('experts', count(all), 'ALL'), { exact: true })
        .waitFor();
      const { wire } = network.city('voorbeeldstad');
      wire.treat = () => 'RESET';
      try {
        await page.goto(`${network.hub.url}/search?text=Wohnungslosigkeit`);
        const others = all.filter(([city]) => city !== 'Voorbeeldstad');
        expect(others).toHaveLength(all.length - 1);
        await headingOf(page)
          .getByText(texts.found('experts', count(others), 'AT_LEAST'), { exact: true })
          .waitFor();
        const [told] = await coverageOf(page).getByRole('paragraph').allTextContents();
        expect(told).toBe(
          [
            texts.coverageOf(others.length, all.length),
            texts.cityStatuses.UNREACHABLE('Voorbeeldstad'),
            texts.coverageIncomplete,
            texts.withheld('Musterstadt'),
          ].join(' '),
        );
        expect((await coverageOf(page).boundingBox())!.y).toBeLessThan((await headingOf(page).boundingBox())!.y);
        await page.goto(`${network.hub.url}/search?text=Wohnungslosigkeit&city=voorbeeldstad`);
        expect(await headingOf(page).textContent()).toBe(texts.noneAnswered(1));
        expect(await page.getByText(texts.noneFoundHint).count()).toBe(0);
      } finally {
        wire.treat = () => 'FORWARD';
      }
      const again = page.getByRole('link', { name: words.askAgain });
      while ((await again.count()) > 0) await again.click();
      expect(await page.getByRole('article').count()).toBeGreaterThan(0);
    });

    test('a city that the operator took out is named, and nobody takes the answer for complete', async () => {
      const registry = createRegistryCommand(() => undefined, network.networkFile);
      await registry.parseAsync(['suspend', 'musterstadt', '--reason', 'A test'], { from: 'user' });
      try {
        await network.hub.reload();
        const page = await open('/search?kind=programmes&text=Aktionsplan+Wohnen', { locale: 'de' });
        const coverage = page.getByRole('region', { name: texts.coverage });
        const [told] = await coverage.getByRole('paragraph').allTextContents();
        expect(told).toContain(`${texts.cityStatuses.SUSPENDED('Musterstadt')} ${texts.coverageIncomplete}`);
        expect((await citiesOf(page)).get('Musterstadt')).toEqual([statuses.SUSPENDED, '–', '–']);
        const { data } = await network.query(
          '{ programmes(text: "Aktionsplan Wohnen") { coverage { complete cities { status city { id } } } } }',
        );
        expect(data.programmes.coverage.complete).toBe(false);
        expect(data.programmes.coverage.cities).toContainEqual({ status: 'SUSPENDED', city: { id: 'musterstadt' } });
        await page.goto(`${network.hub.url}/city/musterstadt`);
        await page.getByText(texts.connections.SUSPENDED).waitFor();
      } finally {
        await registry.parseAsync(['resume', 'musterstadt'], { from: 'user' });
        await network.hub.reload();
        await network.hub.refresh();
      }
    });

    test('coverage says of each city its state, its hits and its time, on the page and in the table that one takes along', async () => {
      const page = await open('/search?kind=programmes&text=Wohnen', { locale: 'de' });
      const [found] = (await headingOf(page).textContent())!.split(' ');
      const cities = await citiesOf(page);
      expect([...cities.keys()].sort()).toEqual(['Musterstadt', 'Voorbeeldstad']);
      for (const [state, hits, time] of cities.values()) {
        expect([state, hits, time]).toEqual([
          statuses.ANSWERED,
          expect.stringMatching(/^[1-9]\d*$/),
          expect.stringMatching(/^\d+ ms$/),
        ]);
      }
      expect([...cities.values()].reduce((sum, [, hits]) => sum + Number(hits), 0)).toBe(Number(found));
      const address = await page.getByRole('link', { name: texts.asCsv }).getAttribute('href');
      const csv = await (await page.request.get(`${network.hub.url}${address}`)).text();
      const comments = csv.split('\r\n').filter((line) => line.startsWith('# '));
      expect(comments.slice(0, -1)).toEqual(
        [...cities].map(([city, [state, hits]]) =>
          expect.stringMatching(
            new RegExp(
              `^# ${city} \\((DE|NL)\\): ${state}, ${questionTextsOf('de').foundSoMany(Number(hits))}, nach \\d+ ms$`,
            ),
          ),
        ),
      );
      expect(comments.at(-1)).toContain(texts.coverageComplete);
    });

    test('what a hit has to do with the question is told by what its subject is part of, and never by itself', async () => {
      const page = await open('/search?text=youth', { locale: 'en' });
      const english = textsOf('en');
      await page.getByText(`${english.understoodAs}: children, youth and families`, { exact: true }).waitFor();
      const choices = page.getByRole('navigation', { name: english.isBroad }).getByRole('link');
      expect((await choices.allTextContents()).slice(0, 3)).toEqual(['youth welfare', 'youth work', 'childcare']);
      expect(await choices.nth(1).isVisible()).toBe(true);
      const why = await page.locator('.why summary').allTextContents();
      expect(why.length).toBe(20);
      for (const each of why) {
        const [own, concept] = [...each.matchAll(/“([^”]*)”/g)].map(([, label]) => label!.toLowerCase());
        expect(own).not.toBe(concept);
      }
      expect(why).toContain('Very good match: the city’s topic “Youth work” is part of “children, youth and families”');
      expect(why).toContain(
        'Very good match: the city’s topic “Youth care” belongs to “youth welfare”, part of “children, youth and families”',
      );
    });

    test('a filter is seen, outlasts a new question and can be removed, and what of an address says nothing is named', async () => {
      const page = await open('/search?text=Wohnen&city=musterstadt&country=DE&colour=red', { locale: 'de' });
      const told = [texts.onlyPlace('Musterstadt'), nameCountry('DE', 'de')];
      expect(await conditionsOf(page).allTextContents()).toEqual([...told, words.notUsed('colour'), words.withoutAll]);
      await page.getByRole('combobox', { name: texts.question }).fill('Jugendarbeit');
      await page.getByRole('button', { name: texts.submit }).click();
      await page.waitForURL(/text=Jugendarbeit/);
      expect(await conditionsOf(page).allTextContents()).toEqual([...told, words.withoutAll]);
      await page.getByRole('link', { name: texts.withoutCondition(told[0]!) }).click();
      await page.waitForURL((url) => !url.searchParams.has('city'));
      expect(await conditionsOf(page).allTextContents()).toEqual([told[1]]);
      expect([...(await citiesOf(page)).keys()]).not.toEqual(['Musterstadt']);
    });

    test('what is not found leads to the nearest subjects that are, each to as many cities as it says, beside the other kinds with counts', async () => {
      const page = await open('/search?kind=exchanges&text=climate', { locale: 'de' });
      const tabs = page.getByRole('navigation', { name: words.kindsOfHit }).getByRole('link');
      expect(await tabs.allTextContents()).toEqual([
        ...[`${texts.kinds.experts} (4)`, `${texts.kinds.programmes} (2)`, `${texts.kinds.exchanges} (0)`],
        ...[`${texts.kinds.offers} (0)`, `${texts.kinds.needs} (2)`],
      ]);
      const near = page.getByRole('navigation', { name: texts.nearQuestion });
      const told = await near.getByRole('listitem').allTextContents();
      expect(told).toEqual([
        `${texts.kinds.experts}: ${texts.asAsked} (${texts.inCities(2)})`,
        `${texts.kinds.programmes}: ${texts.asAsked} (${texts.inCities(2)})`,
        `${texts.kinds.needs}: ${texts.asAsked} (${texts.inCities(2)})`,
        expect.stringMatching(new RegExp(`^${texts.kinds.exchanges}: .+ \\(${texts.inCities(2)}\\)$`)),
      ]);
      const addresses = await near
        .getByRole('link')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      for (const address of addresses) {
        await page.goto(`${network.hub.url}${address}`);
        expect(await page.getByRole('article').count()).toBeGreaterThan(0);
        expect((await citiesOf(page)).size).toBe(2);
      }
    });

    test('what is no question gets a page in the reader’s language, with what was typed and a way on', async () => {
      const page = await open('/', { locale: 'de' });
      const long = 'Wohnen '.repeat(160).trim();
      const wrong = [
        ['/nope', 404, texts.notHere, ''],
        [`/search?text=${encodeURIComponent(long)}`, 400, texts.badQuestion, long],
        ['/search?text=Parks&kind=mayors', 400, texts.badQuestion, 'Parks'],
        ['/search?text=Parks&city=atlantis', 400, texts.badQuestion, 'Parks'],
        ['/search?text=Parks&after=nonsense', 400, texts.badQuestion, 'Parks'],
      ] as const;
      for (const [path, status, title, typed] of wrong) {
        const answer = await page.goto(`${network.hub.url}${path}`);
        expect([answer?.status(), await headingOf(page).textContent()]).toEqual([status, title]);
        expect(await page.locator('html').getAttribute('lang')).toBe('de');
        expect(await page.locator('main [lang="en"]').count()).toBe(0);
        const box = page.getByLabel(texts.question);
        expect(await box.inputValue()).toBe(typed);
        if (path.includes('atlantis')) {
          await page.getByText(texts.noSuchCity('atlantis'), { exact: true }).waitFor();
          await page.getByRole('link', { name: texts.withoutCondition('atlantis') }).click();
          await page.waitForURL((url) => !url.searchParams.has('city'));
        }
        await box.fill('Wohnen');
        await box.press('Enter');
        await page.getByRole('article').first().waitFor();
      }
      expect(troubles.splice(0).every((text) => /40[04]/.test(text))).toBe(true);
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
  });
});
