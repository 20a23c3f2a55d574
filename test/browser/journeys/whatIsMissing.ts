import { demoUsers } from '../../../gateway/demo/DemoUser';
import { searchTextsOf } from '../../../gateway/web/language/searchTexts';
import { questionTextsOf } from '../../../gateway/web/language/questionTexts';
import { siteTextsOf } from '../../../gateway/web/language/siteTexts';
import type { Journey } from './Journey';

const [MEMBER] = demoUsers;

/** An answer that is not all there is: what only members see, a city that is down. */
export const whatIsMissing: readonly Journey[] = [
  {
    name: 'what only members may see is named, and one sign-in away',
    walk: async (walk) => {
      const { page, texts } = walk;
      const site = siteTextsOf(walk.setting.language);
      await walk.open('/search?kind=programmes&text=Bezahlkarte');
      expect(await page.getByRole('article').count()).toBe(0);
      expect(await page.getByRole('region', { name: texts.coverage }).textContent()).toContain(texts.withheldAlone(1));
      await walk.look();
      await walk.follow(walk.link(site.signInToSee));
      await walk.follow(walk.link(MEMBER.organisation));
      await page.getByRole('article').filter({ hasText: 'Einführung der Bezahlkarte' }).waitFor();
      expect(walk.clicks).toBe(2);
      await page.getByText(site.signedInFor(MEMBER.organisation)).waitFor();
      await walk.look();
      // The file that the page leads to has what the page has.
      expect((await walk.fetch(walk.link(texts.asCsv))).body.toString()).toContain('Einführung der Bezahlkarte');
      await walk.follow(page.getByRole('button', { name: site.signOut }));
      await walk.heading(site.signInOutcomes.signedOut.title);
      await walk.look();
    },
  },
  {
    name: 'a city is killed between two questions: the page says so above the list and counts what there is at least, until the city is back',
    walk: async (walk) => {
      const { page, texts } = walk;
      const words = searchTextsOf(walk.setting.language);
      await walk.open('/search?kind=programmes&text=housing+action+plans');
      await walk.heading(texts.found('programmes', 2, 'ALL'));
      await walk.outage.begin();
      try {
        // Another question than any before: what was answered a moment ago is answered once more.
        const { language, width } = walk.setting;
        await walk.ask(`homelessness ${language} ${width} xyzzy`);
        await walk.heading(/./);
        await walk.ask('homelessness');
        const coverage = page.getByRole('region', { name: texts.coverage });
        await coverage.getByText(texts.cityStatuses.UNREACHABLE('Voorbeeldstad')).waitFor();
        const [ofCoverage, ofHeading] = await Promise.all(
          [coverage, page.locator('h1')].map((each) => each.boundingBox()),
        );
        expect(ofCoverage!.y).toBeLessThan(ofHeading!.y);
        expect(await page.locator('h1').textContent()).toMatch(
          new RegExp(texts.found('programmes', 7, 'AT_LEAST').replace('7', '\\d+')),
        );
        await walk.look();
        const row = coverage.getByRole('row').filter({ hasText: 'Voorbeeldstad' });
        expect(await row.textContent()).toContain(questionTextsOf(walk.setting.language).statuses.UNREACHABLE);

        await walk.open('/programme/voorbeeldstad/1');
        await page.getByRole('alert').waitFor();
        await walk.look();
        walk.troubles.splice(0);
        await walk.open('/search?kind=programmes&text=homelessness&city=voorbeeldstad');
        await walk.heading(texts.noneAnswered(1));
      } finally {
        await walk.outage.end();
      }
      while ((await walk.link(words.askAgain).count()) > 0) await walk.follow(walk.link(words.askAgain));
      await page.getByRole('article').filter({ hasText: 'Voorbeeldstad' }).first().waitFor();
    },
  },
];
