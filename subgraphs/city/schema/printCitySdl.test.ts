import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print, visit } from 'graphql';
import type { DefinitionNode } from 'graphql';
import { markInaccessible } from './markInaccessible';
import { printCitySdl } from './printCitySdl';

/** The committed contract: what all cities of the network must serve. */
const contract = readFileSync(join(__dirname, '../../../schema/city.graphql'), 'utf8');

/** Every definition by name, printed with its members in the order of their names, so that only meaning is compared. */
function definitionsByName(sdl: string): Record<string, string> {
  const byName = <Named extends { readonly name: { readonly value: string } }>(nodes: readonly Named[] | undefined) =>
    nodes && [...nodes].sort((one, other) => (one.name.value < other.name.value ? -1 : 1));
  const sorted = visit(parse(sdl), {
    ObjectTypeDefinition: { leave: (node) => ({ ...node, fields: byName(node.fields) }) },
    InterfaceTypeDefinition: { leave: (node) => ({ ...node, fields: byName(node.fields) }) },
    InputObjectTypeDefinition: { leave: (node) => ({ ...node, fields: byName(node.fields) }) },
    EnumTypeDefinition: { leave: (node) => ({ ...node, values: byName(node.values) }) },
    FieldDefinition: { leave: (node) => ({ ...node, arguments: byName(node.arguments) }) },
    StringValue: { leave: (node) => ({ ...node, block: false }) },
  });
  return Object.fromEntries(sorted.definitions.map((node) => [nameOf(node), print(node)]));
}

function nameOf(node: DefinitionNode): string {
  return 'name' in node && node.name !== undefined ? node.name.value : node.kind;
}

describe('printCitySdl', () => {
  it('prints what the committed contract says: types, fields, arguments, defaults, descriptions and directives', async () => {
    expect(definitionsByName(await printCitySdl())).toEqual(definitionsByName(contract));
  });

  it('describes every type, field, argument and value', async () => {
    const silent: string[] = [];
    visit(parse(await printCitySdl()), {
      enter(node) {
        if ('description' in node && 'name' in node && node.description === undefined && node.name?.value !== 'Query') {
          silent.push(node.name?.value ?? node.kind);
        }
      },
    });
    expect(silent).toEqual([]);
  });

  it('marks the members of what clients cannot see, as some engines demand', () => {
    expect(print(markInaccessible(parse(contract)))).toBe(print(parse(contract)));
    expect(contract).toMatch(/type StaffHits @inaccessible \{[^}]*hits: \[StaffHit!\]! @inaccessible/);
  });

  it('prints the same text every time', async () => {
    expect(await printCitySdl()).toBe(await printCitySdl());
  });
});
