import readXlsxFile from 'read-excel-file/node';
import { compareTextsOf, listNames } from '../../../gateway/web/language/compareTexts';
import { mapTextsOf } from '../../../gateway/web/language/mapTexts';
import { LOCALES } from '../../../gateway/web/language/describePeriod';
import type { Journey } from './Journey';

/** From a question to a person, a programme, a visit, a city. */
export const findingOut: readonly Journey[] = [
  {
    name: 'from the first page to whom to phone about a housing action plan, what it costs and how to visit, in three clicks, and the same as a workbook',
    walk: async (walk) => {
      const { page, texts } = walk;
      await walk.open('/');
      expect(await page.getAttribute('html', 'lang')).toBe(walk.setting.language);
      await walk.look();
      await walk.ask('housing action plans');
      await walk.heading(texts.found('experts', 3, 'ALL'));
      expect(await page.getByRole('article').allTextContents()).toContainEqual(
        expect.stringContaining('Sandra Wanzar'),
      );
      await walk.follow(walk.link(`${texts.kinds.programmes} (2)`));
      const plan = page.getByRole('article').first();
      await plan.waitFor();
      const phone = plan.getByRole('link', { name: '+49 30 23125-117' }).first();
      expect(await phone.getAttribute('href')).toBe('tel:+493023125117');
      expect(await plan.getByText((18_400_000).toLocaleString(LOCALES[walk.setting.language])).isVisible()).toBe(true);
      expect(await plan.getByText(texts.offerKinds.VISIT, { exact: true }).isVisible()).toBe(true);
      const failure = plan.getByText(/Wohncontainer am Stadtrand/);
      expect(await failure.isVisible()).toBe(false);
      const { body } = await walk.fetch(walk.link(texts.asWorkbook));
      const [{ data } = { data: [] }] = await readXlsxFile(body);
      const written = data.flat().map(String).join('\n');
      for (const told of ['+49 30 23125-117', '18400000', `${texts.offerKinds.VISIT}: Den Aktionsplan Wohnen ansehen`])
        expect(written).toContain(told);

      await walk.follow(plan.getByRole('heading').getByRole('link'));
      await walk.page.waitForURL(/\/programme\/musterstadt\/aktionsplan-wohnen/);
      expect(walk.clicks).toBe(3);
      expect(await page.getByText(/Wohncontainer am Stadtrand/).isVisible()).toBe(true);
      const mail = page.getByRole('link', { name: 'aktionsplan@musterstadt.example', exact: true }).first();
      expect(decodeURIComponent((await mail.getAttribute('href')) ?? '')).toMatch(/subject=Hanse: .*&body=/s);
      await walk.look();
    },
  },
  {
    name: 'one page tells which cities shelter refugees, and who visited whom about it',
    walk: async (walk) => {
      const { page, texts } = walk;
      await walk.open('/search?text=reception+of+refugees');
      await walk.follow(page.locator('.understood').getByRole('link').first());
      await page.waitForURL(/\/topic\/refugee-reception/);
      for (const city of ['Berlin-Mitte', 'Musterstadt', 'Haarlemmermeer']) {
        expect(await page.getByRole('row').filter({ hasText: city }).count()).toBeGreaterThan(0);
      }
      const visit = page
        .getByRole('listitem')
        .filter({ hasText: 'Erfahrungsaustausch mit der Gemeinde Haarlemmermeer' });
      expect(await visit.textContent()).toMatch(/Berlin-Mitte.*Haarlemmermeer/s);
      await walk.look();
      await walk.follow(visit.getByRole('link').first());
      await page.waitForURL(/\/exchange\/berlin-mitte\//);
      expect(await page.getByText(texts.host, { exact: true }).isVisible()).toBe(true);
      await walk.look();
    },
  },
  {
    name: 'two cities are compared by two clicks, and their subjects lead to what they have',
    walk: async (walk) => {
      const { page, texts } = walk;
      const words = compareTextsOf(walk.setting.language);
      await walk.open('/city/musterstadt');
      await walk.follow(walk.link(words.anotherCity));
      await walk.follow(walk.link(words.compareWith('Voorbeeldstad')));
      await walk.heading(words.compared(listNames(['Musterstadt', 'Voorbeeldstad'], walk.setting.language)));
      expect(walk.clicks).toBe(2);
      const subjects = page.getByRole('table', { name: texts.subjects, exact: true }).first();
      expect(await subjects.getByRole('row').nth(1).getByRole('cell').count()).toBe(2);
      expect(await page.locator('.compared .length').first().isVisible()).toBe(true);
      await walk.look();
      await walk.follow(subjects.getByRole('link', { name: `${texts.kinds.programmes}: ` }).first());
      await page.getByRole('article').first().waitFor();
    },
  },
  {
    name: 'a result leads to its record, that to its city and its subject, and those to what else there is',
    walk: async (walk) => {
      const { page, texts } = walk;
      await walk.open('/search?kind=programmes&text=housing+action+plans');
      const first = page.getByRole('article').first().getByRole('heading').getByRole('link');
      const title = (await first.textContent()) ?? '';
      await walk.follow(first);
      await walk.heading(title);
      await walk.follow(walk.link('Musterstadt').first());
      await walk.heading('Musterstadt');
      await walk.look();
      await page.goBack();
      await walk.heading(title);
      await walk.follow(page.getByRole('navigation', { name: texts.subjects }).getByRole('link').first());
      await page.getByRole('row').filter({ hasText: 'Musterstadt' }).waitFor();
      await walk.follow(walk.link(texts.allOfKind(texts.kinds.programmes)));
      await page.getByRole('article').first().waitFor();
    },
  },
  {
    name: 'an answer leads to the map, a circle to what its city has, and a table says the same',
    walk: async (walk) => {
      const { page, texts } = walk;
      const words = mapTextsOf(walk.setting.language);
      await walk.open('/search?text=dakloosheid');
      await walk.follow(walk.link(words.onMap));
      const circle = page.getByRole('group', { name: words.title }).getByRole('link', { name: /^Gera: / });
      await circle.waitFor();
      expect(await page.getByRole('row').filter({ hasText: 'Gera' }).last().textContent()).toContain(words.answered);
      await walk.look();
      await walk.follow(circle);
      await walk.heading(texts.found('experts', 1, 'ALL'));
      expect(await page.getByRole('article').textContent()).toContain('Gera');
    },
  },
];
