import 'reflect-metadata';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { findGrowthFaults } from '../subgraphs/composing/findGrowthFaults';
import { readFrozenContracts } from '../subgraphs/composing/frozenContracts';
import { findLacking } from '../subgraphs/composing/findLacking';
import { composeSubgraphs } from '../subgraphs/composing/composeSubgraphs';
import { CONTRACT_VERSION } from '../subgraphs/contract/version';
import { printCitySdl } from '../subgraphs/city/schema/printCitySdl';

/**
 * Prints the generated SDL of this folder: the contract from the city's classes, the supergraph composed of the three
 * subgraphs, and the API schema that clients see. With `--check` writes nothing, and fails when a committed file is stale.
 * The versions that are frozen, `city-1.0.graphql` and those after it, are never written again: the contract has to stay one that
 * their cities keep. What came since each is printed. With `--freeze` the contract as it is becomes one of them.
 */
async function generate({ check, freeze }: { readonly check: boolean; readonly freeze: boolean }): Promise<void> {
  const city = await printCitySdl();
  const composed = composeSubgraphs({ city, directory: read('directory.graphql'), search: read('search.graphql') });
  if (composed.status === 'FAILED') throw new Error(composed.reasons.join('\n'));
  if (composed.hints.length > 0) throw new Error(composed.hints.join('\n'));

  const contract = toSchema(city);
  for (const { version, sdl } of readFrozenContracts()) {
    const frozen = toSchema(sdl);
    const faults = findGrowthFaults(frozen, contract);
    if (faults.length > 0) throw new Error([`What cities of contract ${version} cannot keep:`, ...faults].join('\n'));
    const grown = [...findLacking(contract, frozen)];
    if (version === CONTRACT_VERSION && grown.length > 0) {
      const advice = `Contract ${version} is frozen. Name the next version in subgraphs/contract/version.ts, or take back:`;
      throw new Error([advice, ...grown].join('\n'));
    }
    process.stdout.write(`Since contract ${version} there are ${grown.length} more:\n${inLines(grown)}\n`);
  }

  const files: Record<string, string> = {
    'city.graphql': city,
    'supergraph.graphql': composed.supergraphSdl,
    'api.graphql': composed.printApi(),
  };
  const stale = Object.entries(files).filter(
    ([name, text]) => !existsSync(join(__dirname, name)) || read(name) !== endLine(text),
  );
  if (freeze) {
    const file = `city-${CONTRACT_VERSION}.graphql`;
    if (existsSync(join(__dirname, file))) throw new Error(`schema/${file} is there: a version is frozen once.`);
    writeFileSync(join(__dirname, file), endLine(city));
  }
  if (!check) {
    for (const [name, text] of stale) writeFileSync(join(__dirname, name), endLine(text));
    return;
  }
  if (stale.length > 0) {
    const names = stale.map(([name]) => `schema/${name}`).join(', ');
    throw new Error(`${names}: not what the code says. Run "npm run schema" and commit the result.`);
  }
}

/** A line for each type: `Programme: costs, funding`. What has no members stands alone. */
function inLines(coordinates: readonly string[]): string {
  const byType = new Map<string, string[]>();
  for (const coordinate of coordinates) {
    const [type = '', member] = coordinate.split(/\.(.*)/s);
    const members = byType.get(type) ?? [];
    byType.set(type, member === undefined ? members : [...members, member]);
  }
  return [...byType]
    .map(([type, members]) => `  ${members.length === 0 ? `${type} (new)` : `${type}: ${members.join(', ')}`}`)
    .join('\n');
}

function toSchema(sdl: string): GraphQLSchema {
  return buildSubgraphSchema(parse(sdl));
}

function endLine(text: string): string {
  return `${text.trimEnd()}\n`;
}

function read(name: string): string {
  return readFileSync(join(__dirname, name), 'utf8');
}

const flag = { type: 'boolean', default: false } as const;

generate(parseArgs({ options: { check: flag, freeze: flag } }).values).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
