import type { Page } from '../connection/Page';
import type { CityContext } from '../context';

/**
 * Has a page of persons tell the request's `disclosures` when it is asked how many there are in all.
 *
 * @param filter what made the list shorter, by its name
 */
export function noticeCount<Item>(
  page: Page<Item>,
  { disclosures }: Pick<CityContext, 'disclosures'>,
  filter: object,
): Page<Item> {
  if (disclosures === null) return page;
  return {
    ...page,
    count: async () => {
      const count = await page.count();
      disclosures.addCount({ concepts: [], filter, facets: false, ...count });
      return count;
    },
  };
}
