import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { textsOf } from '../../../gateway/web/language/textsOf';
import type { Texts } from '../../../gateway/web/language/Texts';
import type { TestNetwork } from '../../network/startNetwork';
import { findFaults } from '../findFaults';
import type { Outage } from './Outage';
import type { Setting } from './settings';

/** Further than any page has links. */
const MOST_TABS = 250;

/** In what somebody walks. */
interface Surroundings {
  readonly network: TestNetwork;
  readonly outage: Outage;
  /** Origins that pages lead to beside the hub's, such as where one signs in. */
  readonly friends: readonly string[];
}

/** One way through the pages, of a browser that was never used before. */
export class Walk {
  readonly texts: Texts;
  /** All that went wrong, and who was asked beside the hub. */
  readonly troubles: string[] = [];
  #clicks = 0;
  #mirror: BrowserContext | undefined;

  private constructor(
    readonly page: Page,
    readonly setting: Setting,
    private readonly around: Surroundings,
    private readonly browser: Browser,
    private readonly context: BrowserContext,
  ) {
    this.texts = textsOf(setting.language);
    page.on('console', (message) => message.type() === 'error' && this.troubles.push(message.text()));
    page.on('pageerror', (error) => this.troubles.push(String(error)));
  }

  static async begin(browser: Browser, setting: Setting, around: Surroundings): Promise<Walk> {
    const { network, friends } = around;
    const context = await browser.newContext({
      ...{ locale: setting.language, javaScriptEnabled: setting.scripts, baseURL: network.hub.url },
      viewport: { width: setting.width, height: 800 },
    });
    context.setDefaultTimeout(15_000);
    const walk = new Walk(await context.newPage(), setting, around, browser, context);
    walk.page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      const isKnown = protocol === 'data:' || protocol === 'blob:' || [network.hub.url, ...friends].includes(origin);
      if (!isKnown) walk.troubles.push(`left the hub: ${request.url()}`);
    });
    return walk;
  }

  /** One of the cities, to be taken away and given back. */
  get outage(): Outage {
    return this.around.outage;
  }

  /** How many links were followed, and questions sent, since a page was opened by its address. */
  get clicks(): number {
    return this.#clicks;
  }

  /** Opens a page by its address. */
  async open(path: string): Promise<void> {
    this.#clicks = 0;
    await this.page.goto(path);
  }

  link(name: string | RegExp): Locator {
    return this.page.getByRole('link', typeof name === 'string' ? { name, exact: true } : { name });
  }

  /** Follows a link, or presses a button. */
  async follow(target: Locator): Promise<void> {
    if (this.setting.by === 'keys') await this.reach(target);
    await this.#leave(() => (this.setting.by === 'keys' ? this.page.keyboard.press('Enter') : target.click()));
  }

  /** Goes to something by Tab, where keys are all that is at hand. What has the focus can be seen to have it. */
  async reach(target: Locator): Promise<void> {
    if (this.setting.by === 'pointer') {
      await target.focus();
      return;
    }
    await target.waitFor();
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      const outline = await target.evaluate((element) =>
        element === document.activeElement ? getComputedStyle(element).outlineStyle : undefined,
      );
      if (outline === 'none') throw new Error(`Nobody sees that this has the focus: ${String(target)}.`);
      if (outline !== undefined) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Not to be reached by Tab: ${String(target)}.`);
  }

  /** Types a question and sends it. */
  async ask(text: string): Promise<void> {
    const box = this.page.getByRole(this.setting.scripts ? 'combobox' : 'searchbox', { name: this.texts.question });
    await this.reach(box);
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(text);
    await this.#leave(() => this.page.keyboard.press('Enter'));
  }

  /** Does what opens another page, and waits for that. */
  async #leave(act: () => Promise<void>): Promise<void> {
    this.#clicks++;
    const opened = this.page.waitForEvent('framenavigated');
    await act();
    await opened;
    await this.page.waitForLoadState();
  }

  async heading(name: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  /** Looks at the page with all of it unfolded, in light, dark and forced colours: nothing for axe to find, nothing to scroll sideways. */
  async look(): Promise<void> {
    const page = await this.#unfoldedPage();
    const contrast = ['color-contrast'];
    const light = await findFaults(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await findFaults(page, contrast);
    await page.emulateMedia({ colorScheme: null, forcedColors: 'active' });
    const forced = await findFaults(page, contrast);
    await page.emulateMedia({ forcedColors: null });
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect({ at: page.url(), light, dark, forced }).toEqual({ at: page.url(), light: [], dark: [], forced: [] });
    expect(width).toBeLessThanOrEqual(this.setting.width);
    expect(await page.title()).not.toBe('');
  }

  /** The page itself, or, since axe is a script too, the same elements in one where scripts may run, without its own. */
  async #unfoldedPage(): Promise<Page> {
    const unfold = 'document.querySelectorAll("details").forEach((each) => (each.open = true))';
    await this.page.evaluate(unfold);
    if (this.setting.scripts) return this.page;
    const body = await this.page.content();
    const context = (this.#mirror ??= await this.browser.newContext({ viewport: this.page.viewportSize() }));
    const page = context.pages()[0] ?? (await context.newPage());
    await page.unroute('**');
    await page.route('**', (route) => {
      const type = route.request().resourceType();
      if (type === 'document') return route.fulfill({ body, contentType: 'text/html; charset=utf-8' });
      return type === 'script' ? route.abort() : route.continue();
    });
    await page.goto(this.page.url());
    return page;
  }

  /** What the hub answers to an address that a link of the page has, asked as this page would. */
  async fetch(link: Locator): Promise<{ readonly type: string; readonly body: Buffer }> {
    const href = await link.getAttribute('href');
    // Browsers say so of a link that they follow, and members' sessions count by it.
    const headers = { 'sec-fetch-site': 'same-origin' };
    const response = await this.context.request.get(href ?? '', { headers });
    expect(response.status()).toBe(200);
    return { type: response.headers()['content-type'] ?? '', body: await response.body() };
  }

  async end(): Promise<void> {
    await this.context.close();
    await this.#mirror?.close();
  }
}
