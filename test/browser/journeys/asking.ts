import { nameCountry } from '../../../gateway/web/language/textsOf';
import { searchTextsOf } from '../../../gateway/web/language/searchTexts';
import type { Journey } from './Journey';

/** What a question was taken to mean, and what it is narrowed by. */
export const asking: readonly Journey[] = [
  {
    name: 'a question is narrowed down, widened again by its chip, asked for another kind, and read as a table',
    walk: async (walk) => {
      const { page, texts, setting } = walk;
      const words = searchTextsOf(setting.language);
      await walk.open('/search?kind=programmes&text=Wohnen&colour=red');
      await walk.heading(texts.found('programmes', 11, 'ALL'));
      await walk.look();
      const filter = page.getByRole('navigation', { name: words.narrowDown });
      const conditions = page.getByRole('list', { name: words.conditions }).getByRole('link');
      expect(await conditions.allTextContents()).toEqual([words.notUsed('colour')]);
      const dutch = filter.getByRole('listitem').filter({ hasText: nameCountry('NL', setting.language) });
      expect(await dutch.textContent()).toMatch(/ 5$/);
      await walk.follow(dutch.getByRole('link'));
      await walk.heading(texts.found('programmes', 5, 'ALL'));
      expect(await conditions.allTextContents()).toEqual([nameCountry('NL', setting.language)]);

      await walk.follow(walk.link(words.views.table));
      expect(await page.getByRole('region', { name: texts.kinds.programmes }).getByRole('row').count()).toBe(6);
      await walk.look();
      // A new question keeps the condition, and shows it.
      await walk.ask('homelessness');
      await walk.heading(/./);
      expect(await conditions.allTextContents()).toEqual([nameCountry('NL', setting.language)]);
      await walk.follow(conditions.first());
      await walk.heading(/./);
      expect(await conditions.count()).toBe(0);
      expect(new URL(page.url()).searchParams.get('text')).toBe('homelessness');
    },
  },
  {
    name: 'a place in a question is a condition, a word that says nothing is named, and a broad subject leads to narrower ones',
    walk: async (walk) => {
      const { page, texts } = walk;
      await walk.open('/');
      await walk.ask('Wohnungslosigkeit in Gera');
      await walk.follow(page.getByRole('link', { name: texts.withoutCondition(texts.onlyPlace('Gera')) }));
      await page.waitForURL(/text=Wohnungslosigkeit(&|$)/);
      expect(await page.locator('.conditions').count()).toBe(0);

      await walk.ask('Wohnungslosigkeit in Bad Salzungen');
      await page.getByText(`${texts.ignored.NOT_IN_NETWORK}: Bad Salzungen`).waitFor();
      await walk.ask('youth');
      const choices = page.getByRole('navigation', { name: texts.isBroad }).getByRole('link');
      await choices.first().waitFor();
      expect(await page.locator('.understood').textContent()).not.toContain('„youth“');
      await walk.look();
      const choice = (await choices.first().textContent()) ?? '';
      await walk.follow(choices.first());
      await page.getByText(`${texts.understoodAs}: ${choice}`).waitFor();
    },
  },
  {
    name: 'a question that finds nothing leads to the nearest that does, and what is no question is kept and told',
    walk: async (walk) => {
      const { page, texts } = walk;
      await walk.open('/search?kind=exchanges&text=climate');
      const near = page.getByRole('navigation', { name: texts.nearQuestion }).getByRole('link');
      expect(await near.count()).toBeGreaterThan(0);
      await walk.look();
      await walk.follow(near.first());
      await page.getByRole('article').first().waitFor();

      for (const path of ['/nope', '/search?kind=mayors&text=parks', '/search?text=parks&city=atlantis']) {
        await walk.open(path);
        await page.getByRole('alert').waitFor();
        expect(await page.getAttribute('html', 'lang')).toBe(walk.setting.language);
        await walk.look();
        const box = page.getByLabel(texts.question);
        expect(await box.inputValue()).toBe(path === '/nope' ? '' : 'parks');
      }
      const long = 'Wohnen '.repeat(160).trim();
      await walk.open(`/search?text=${encodeURIComponent(long)}`);
      await page.getByText(texts.tooLong('text')).waitFor();
      expect(await page.getByLabel(texts.question).inputValue()).toBe(long);
      // Each was answered by its status, of which a browser complains.
      expect(walk.troubles.splice(0).every((text) => /40[04]/.test(text))).toBe(true);
      await walk.ask('Wohnen');
      await page.getByRole('article').first().waitFor();
    },
  },
];
