import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { startDemoIssuer } from '../../gateway/demo/startDemoIssuer';
import type { DemoIssuer } from '../../gateway/demo/startDemoIssuer';
import { siteTextsOf } from '../../gateway/web/language/siteTexts';
import { LANGUAGES } from '../../gateway/web/language/Texts';
import { textsOf } from '../../gateway/web/language/textsOf';
import { startNetwork } from '../network/startNetwork';
import type { TestNetwork } from '../network/startNetwork';
import { describeWith } from '../optional/describeWith';
import { findFaults } from './findFaults';
import { CHROMIUM_ADVICE, chromiumPath, startBrowser } from './startBrowser';
import type { TestBrowser } from './startBrowser';

jest.setTimeout(120_000);

const QUESTION = '/?kind=programmes&text=Bezahlkarte';

describeWith(chromiumPath, CHROMIUM_ADVICE, 'signing in, in chromium', (executablePath) => {
  let network: TestNetwork;
  let issuer: DemoIssuer;
  let started: TestBrowser;
  /** In the order in which things were started. */
  const closers: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    started = await startBrowser(executablePath);
    closers.push(() => started.close());
    issuer = await startDemoIssuer();
    closers.push(() => issuer.close());
    network = await startNetwork({
      network: { cities: [{ id: 'musterstadt', name: 'Musterstadt', country: 'DE' }] },
      content: { musterstadt: join(__dirname, '../../gateway/demo/cities/musterstadt') },
      config: { timeoutMs: 20_000, signIn: issuer.signIn },
    });
    closers.push(() => network.close());
  });
  afterAll(async () => {
    for (const close of closers.reverse()) await close();
  });

  /** A page of a browser that was never used before. What leaves the machine is caught. */
  async function walk(options: BrowserContextOptions, steps: (page: Page, troubles: string[]) => Promise<void>) {
    const context = await started.browser.newContext(options);
    const troubles: string[] = [];
    try {
      const page = await context.newPage();
      page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
      await steps(page, troubles);
      expect([troubles, started.trap.caught]).toEqual([[], []]);
    } finally {
      await context.close();
    }
  }

  test.each(LANGUAGES.map((language, at) => [language, at === 1 ? 1280 : 390] as const))(
    'a member’s view is one sign-in away in "%s" at %i pixels, and ends with signing out',
    async (language, width) => {
      const texts = siteTextsOf(language);
      await walk({ locale: language, viewport: { width, height: 800 } }, async (page) => {
        await page.goto(`${network.hub.url}${QUESTION}`);
        expect(await page.getByRole('article').count()).toBe(0);
        expect(await findFaults(page)).toEqual([]);

        await page.getByRole('link', { name: texts.signInToSee }).click();
        await page.getByRole('link', { name: 'Stadt Musterstadt' }).click();
        await page.getByRole('article').filter({ hasText: 'Einführung der Bezahlkarte' }).waitFor();
        expect(page.url()).toBe(`${network.hub.url}${QUESTION}`);
        await page.getByText(texts.signedInFor('Stadt Musterstadt')).waitFor();
        expect(await findFaults(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        expect(await page.evaluate(() => document.cookie)).toBe('');

        // The file that the page leads to has what the page has.
        const table = await page.evaluate(async () => {
          const link = document.querySelector<HTMLAnchorElement>('a[href^="/questions/programmes.csv"]');
          return await (await fetch(link?.href ?? '')).text();
        });
        expect(table).toContain('Einführung der Bezahlkarte');

        await page.getByRole('button', { name: texts.signOut }).click();
        await page.getByRole('heading', { name: texts.signInOutcomes.signedOut.title }).waitFor();
        expect(await findFaults(page)).toEqual([]);
        await page.getByRole('link', { name: texts.signOutAtProvider }).click();
        await page.goto(`${network.hub.url}${QUESTION}`);
        await page.getByRole('link', { name: texts.signInToSee }).waitFor();
        expect(await page.context().cookies()).toEqual([]);
      });
    },
  );

  test('without scripts, by keys alone, and under the name localhost it is the same', async () => {
    const origin = network.hub.url.replace('127.0.0.1', 'localhost');
    await walk({ javaScriptEnabled: false, locale: 'en' }, async (page) => {
      await page.goto(`${origin}${QUESTION}`);
      await page.getByRole('link', { name: siteTextsOf('en').signIn, exact: true }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: 'Gemeente Voorbeeldstad' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText(siteTextsOf('en').signedInFor('Gemeente Voorbeeldstad')).waitFor();
      expect(page.url()).toBe(`${origin}${QUESTION}`);
    });
  });

  test('who changes their mind at the provider is told, and goes back to the question', async () => {
    const texts = siteTextsOf('de');
    await walk({ locale: 'de' }, async (page) => {
      await page.goto(`${network.hub.url}${QUESTION}`);
      await page.getByRole('link', { name: texts.signIn, exact: true }).click();
      await page.getByRole('link', { name: 'Nicht anmelden' }).click();
      await page.getByRole('heading', { name: texts.signInOutcomes.cancelled.title }).waitFor();
      expect(await findFaults(page)).toEqual([]);
      await page.getByRole('link', { name: texts.goOnWithout }).click();
      expect(page.url()).toBe(`${network.hub.url}${QUESTION}`);
    });
  });

  test('a token that is none is told in the reader’s language, and the question is kept', async () => {
    await walk({ locale: 'de' }, async (page, troubles) => {
      // As a proxy or an extension would send it with the page.
      await page.route('**/search?*', (route) =>
        route.continue({ headers: { ...route.request().headers(), authorization: 'Bearer nonsense' } }),
      );
      const refused = await page.goto(`${network.hub.url}/search?text=Bezahlkarte`);
      expect(refused?.status()).toBe(401);
      await page.getByRole('alert').waitFor();
      expect(await page.getByLabel(textsOf('de').question).inputValue()).toBe('Bezahlkarte');
      expect(await page.locator('html').getAttribute('lang')).toBe('de');
      expect(await findFaults(page)).toEqual([]);
      // That the page has this status.
      expect(troubles.splice(0)).toEqual([expect.stringContaining('401')]);
    });
  });

  test('HUB-415 a page of another site has the browser sign a member out, and the member stays', async () => {
    await walk({ locale: 'en' }, async (page, troubles) => {
      await page.goto(`${network.hub.url}/sign-in?return_to=/`);
      await page.getByRole('link', { name: 'Stadt Musterstadt' }).click();
      await page.getByRole('button', { name: 'Sign out' }).waitFor();
      // The issuer's is another site than the hub's where that is called localhost.
      await page.goto(`${issuer.signIn.issuer.replace('127.0.0.1', 'localhost')}/jwks.json`);
      await page.setContent(`<form method="post" action="${network.hub.url}/sign-out"><button>Win</button></form>`);
      await page.getByRole('button', { name: 'Win' }).click();
      await page.getByRole('heading', { name: 'This did not begin here' }).waitFor();
      await page.goto(network.hub.url);
      await page.getByRole('button', { name: 'Sign out' }).waitFor();
      // The refusal, and a picture that the issuer does not have.
      troubles.splice(0);
    });
  });
});
