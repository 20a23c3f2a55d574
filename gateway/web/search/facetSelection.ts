import type { SearchKind } from './Search';

const COMMON = `withheld notDivided
      cities { city { id name country } count }
      alliances { alliance { id name } count }
      concepts { concept { id label(lang: $lang) } count fewerThan }
      countries { country count }
      populations { population { min below } count }`;

const OWN: Record<SearchKind, string> = {
  experts: `roles { role count fewerThan }
      languages { language count fewerThan }`,
  programmes: `statuses { status count }
      goodPractice { value count }
      openToVisitors { value count }
      funders { funder count }
      years { year count }`,
  exchanges: 'years { year count }',
  offers: 'languages { language count fewerThan }',
  needs: 'needStatuses { status count }',
};

function select(kind: SearchKind): string {
  return `facets {
      ${COMMON}
      ${OWN[kind]}
    }`;
}

/** What a page asks of how the matches divide. */
export const FACETS: Record<SearchKind, string> = {
  experts: select('experts'),
  programmes: select('programmes'),
  exchanges: select('exchanges'),
  offers: select('offers'),
  needs: select('needs'),
};
