import type { DemoCity } from './startDemoCity';

export interface DemoPlaces {
  /** The hub's origin. */
  readonly hubUrl: string;
  readonly cities: readonly DemoCity[];
  readonly networkFile: string;
  readonly dataFolder: string;
}

/** What a person needs to know once the demo runs: where things are, and what to try first. */
export function describeDemo({ hubUrl, cities, networkFile, dataFolder }: DemoPlaces): string[] {
  const width = Math.max(...cities.map(({ server }) => server.cityId.length));
  return [
    '',
    ...cities.map(({ server, report }) => `  ${server.cityId.padEnd(width)}  ${server.url}  ${sayImport(report)}`),
    '',
    `Data: ${dataFolder}   Network: ${networkFile}`,
    '',
    `Search:             ${hubUrl}/`,
    `Write GraphQL:      ${hubUrl}/explorer`,
    `Ask in a terminal:  npm run ask -- ${hubUrl === DEFAULT_HUB ? '' : `--hub ${hubUrl} `}"housing action plans"`,
    `Send GraphQL to:    ${hubUrl}/graphql`,
    '',
    `  curl -s ${hubUrl}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query: HEADLINE })}'`,
    '',
    'Ctrl-C ends everything.',
  ];
}

/** Where `npm run ask` looks without being told. */
const DEFAULT_HUB = 'http://127.0.0.1:4000';

const HEADLINE =
  '{ experts(text: "housing action plans") { nodes { name role city { name } experiences { role summary } } ' +
  'coverage { asked answered } } }';

function sayImport(report: DemoCity['report']): string {
  if (report.outcome === 'unchanged') {
    return 'unchanged';
  }
  const total = Object.values(report.counts).reduce((sum, count) => sum + count, 0);
  return `${total} rows imported`;
}
