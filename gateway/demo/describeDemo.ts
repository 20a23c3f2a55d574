import type { DemoCity } from './startDemoCity';

export interface DemoPlaces {
  /** The hub's GraphQL endpoint. */
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
    `The hub answers at ${hubUrl}`,
    `Data: ${dataFolder}   Network: ${networkFile}`,
    '',
    'Who knows about housing action plans? Try:',
    '',
    `  curl -s ${hubUrl} -H 'content-type: application/json' -d '${JSON.stringify({ query: headlineQuery })}'`,
    '',
    'Ctrl-C ends everything.',
  ];
}

const headlineQuery =
  '{ experts(text: "housing action plans") { nodes { name role city { name } experiences { role summary topic { label } } } ' +
  'coverage { asked answered } } }';

function sayImport(report: DemoCity['report']): string {
  if (report.outcome === 'unchanged') {
    return 'unchanged';
  }
  const total = Object.values(report.counts).reduce((sum, count) => sum + count, 0);
  return `${total} rows imported`;
}
