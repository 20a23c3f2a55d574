import { describeWith } from '../../optional/describeWith';
import { CHROMIUM_ADVICE, chromiumPath } from '../startBrowser';
import { journeys } from './journeys';
import { nameSetting, settings } from './settings';
import { startPages } from './startPages';
import type { Pages } from './startPages';

jest.setTimeout(120_000);

/** Each in one setting: `test/deploy/journeys` has the others. */
describeWith(chromiumPath, CHROMIUM_ADVICE, 'journeys, in chromium', (executablePath) => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await startPages(executablePath);
  });
  afterAll(() => pages.close());

  test.each(
    journeys.map((journey, at) => {
      const setting = settings[at % settings.length]!;
      return [journey.name, nameSetting(setting), journey, setting] as const;
    }),
  )('%s (%s)', async (_name, _setting, journey, setting) => {
    await pages.walk(journey, setting);
  });
});
