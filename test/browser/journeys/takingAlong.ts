import { parseAtomFeed } from 'feedsmith';
import { searchTextsOf } from '../../../gateway/web/language/searchTexts';
import type { Journey } from './Journey';

/** An answer on paper, as a file, as a feed, as GraphQL. */
export const takingAlong: readonly Journey[] = [
  {
    name: 'a question is followed as a feed, and its answer taken along as a file and on paper',
    walk: async (walk) => {
      const { page, texts, setting } = walk;
      const words = searchTextsOf(setting.language);
      await walk.open('/search?kind=programmes&text=Aktionsplan+Wohnen');
      const count = await page.getByRole('article').count();
      const feed = await walk.fetch(walk.link(words.follow));
      expect(feed.type).toContain('application/atom+xml');
      expect(parseAtomFeed(feed.body.toString()).entries).toHaveLength(count);
      const json = JSON.parse((await walk.fetch(walk.link(words.asJson))).body.toString()) as { rows?: unknown[] };
      expect(JSON.stringify(json)).toContain('Aktionsplan Wohnen');
      expect((await walk.fetch(walk.link(texts.asCsv))).body.toString()).toContain('+49 30 23125-117');
      await walk.look();

      await page.emulateMedia({ media: 'print' });
      expect(await page.getByText(/Wohncontainer am Stadtrand/).isVisible()).toBe(true);
      expect(await page.getByRole('article').first().isVisible()).toBe(true);
      expect(await page.getByRole('region', { name: texts.coverage }).isVisible()).toBe(true);
      for (const role of ['button', 'radio', 'navigation'] as const) {
        expect(await page.getByRole(role).count()).toBe(0);
      }
    },
  },
  {
    name: 'a question is opened in the explorer, run there, and gone back to',
    walk: async (walk) => {
      const { page, texts, setting } = walk;
      await walk.open('/search?text=Wohnen');
      const count = await page.getByRole('article').count();
      if (!setting.scripts) {
        // There it could not be run.
        expect(await walk.link(texts.inExplorer).count()).toBe(0);
        return;
      }
      await walk.follow(walk.link(texts.inExplorer));
      await page.locator('#variables').getByText('Wohnen').first().waitFor();
      const answer = page.waitForResponse(
        (response) => response.url().endsWith('/graphql') && !response.request().postData()!.includes('__schema'),
      );
      await page.click('#run');
      const { data } = (await (await answer).json()) as { data: { experts: { totalCount: number } } };
      expect(data.experts.totalCount).toBe(count);
      await walk.follow(page.locator('a.back'));
      await walk.heading(texts.found('experts', count, 'ALL'));
    },
  },
];
