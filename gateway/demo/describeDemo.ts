import path from 'node:path';
import { formatRows } from '../../subgraphs/serving/formatTable';
import { demoUsers } from './DemoUser';
import type { DemoCity } from './startDemoCity';

export interface DemoPlaces {
  /** The hub's origin. */
  readonly hubUrl: string;
  /** Where tokens of the demo's own issuer are. Undefined when another issuer was configured. */
  readonly tokenFolder: string | undefined;
  readonly cities: readonly DemoCity[];
  readonly networkFile: string;
  readonly dataFolder: string;
}

/** What a person needs to know once the demo runs: where things are, and what to try first. */
export function describeDemo({ hubUrl, tokenFolder, cities, networkFile, dataFolder }: DemoPlaces): string[] {
  const ask = `npm run ask -- ${hubUrl === DEFAULT_HUB ? '' : `--hub ${hubUrl} `}`;
  const servers = cities.map(({ server, report }) => ['', server.cityId, server.url, sayImport(report)]);
  return [
    '',
    ...formatRows(servers).split('\n'),
    '',
    `Data: ${dataFolder}   Network: ${networkFile}`,
    '',
    `Search:             ${hubUrl}/`,
    `Write GraphQL:      ${hubUrl}/explorer`,
    `Ask in a terminal:  ${ask}"housing action plans"`,
    `Send GraphQL to:    ${hubUrl}/graphql`,
    '',
    `  curl -s ${hubUrl}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query: HEADLINE })}'`,
    '',
    ...(tokenFolder === undefined ? [] : describeSignIn(ask, tokenFolder)),
    'Ctrl-C ends everything.',
  ];
}

function describeSignIn(ask: string, tokenFolder: string): string[] {
  const [user] = demoUsers;
  return [
    `See what members see: sign in on the page, or ask as ${demoUsers.map(({ id }) => id).join(' or ')} (a sign-in for this demo alone):`,
    '',
    `  HANSE_TOKEN=$(cat "${path.join(tokenFolder, user.id)}") ${ask}Bezahlkarte`,
    '',
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
