import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { Kind, parse, print } from 'graphql';
import type { DefinitionNode } from 'graphql';
import { buildContractSchema } from './buildContractSchema';
import { markInaccessible } from './markInaccessible';

const LINK = `extend schema
  @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@shareable", "@inaccessible"]
  )`;

/** The contract of a city as Federation 2 SDL, printed from the classes: Query first, then types by name. */
export async function printCitySdl(): Promise<string> {
  const { definitions } = markInaccessible(parse(printSchemaWithDirectives(await buildContractSchema())));
  const types = definitions
    .filter(({ kind }) => kind !== Kind.SCHEMA_DEFINITION)
    .sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
  return `${[LINK, ...types.map((type) => print(type))].join('\n\n')}\n`;
}

function rank(definition: DefinitionNode): string {
  const name = 'name' in definition ? (definition.name?.value ?? '') : '';
  return name === 'Query' ? '' : name;
}
