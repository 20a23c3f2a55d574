import { journeys } from '../../browser/journeys/journeys';
import { nameSetting, settings } from '../../browser/journeys/settings';
import { startPages } from '../../browser/journeys/startPages';
import type { Pages } from '../../browser/journeys/startPages';
import { CHROMIUM_ADVICE, chromiumPath } from '../../browser/startBrowser';
import { describeWith } from '../../optional/describeWith';
import { killProcess } from './killProcess';

/** Each journey in each setting but the one in which `npm test` walks it; a city that is killed is a process here. */
describeWith(chromiumPath, CHROMIUM_ADVICE, 'journeys, in chromium', (executablePath) => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await startPages(executablePath, killProcess);
  });
  afterAll(() => pages.close());

  describe.each(settings.map((setting, at) => [nameSetting(setting), setting, at] as const))(
    '%s',
    (_name, setting, at) => {
      test.each(
        journeys
          .filter((_journey, which) => which % settings.length !== at)
          .map((journey) => [journey.name, journey] as const),
      )('%s', async (_journey, journey) => {
        await pages.walk(journey, setting);
      });
    },
  );
});
