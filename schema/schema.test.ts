import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getNamedType, isObjectType, Kind, parse, visit } from 'graphql';
import type { ASTNode, StringValueNode } from 'graphql';

describe.each(['city', 'directory', 'search', 'api'])('schema/%s.graphql', (name) => {
  const sdl = readFileSync(join(__dirname, `${name}.graphql`), 'utf8');

  test('describes every type, field, argument and value for an analyst', () => {
    const undescribed: string[] = [];
    visit(parse(sdl), {
      enter(node, _key, _parent, _path, ancestors) {
        if (!isDescribable(node) || (node.description?.value.trim().length ?? 0) >= SHORTEST) return;
        const owners = ancestors.filter(
          (ancestor): ancestor is ASTNode & { name: { value: string } } => 'name' in ancestor,
        );
        if (owners.some((owner) => 'kind' in owner && owner.kind === Kind.DIRECTIVE_DEFINITION)) return;
        undescribed.push([...owners.map((owner) => owner.name.value), node.name.value].join('.'));
      },
    });
    // Of several, the directory's is that of the API.
    expect(undescribed.filter((path) => path !== 'Query' || name === 'api')).toEqual([]);
  });
});

/** In characters: at a shorter one Grafbase's composition (0.103) comes to an end of its own. */
const SHORTEST = 6;

test('how long answers keep is said to the hub, and not to clients', () => {
  for (const [name, says] of Object.entries({ directory: true, search: true, supergraph: false, api: false })) {
    expect(readFileSync(join(__dirname, `${name}.graphql`), 'utf8').includes('cacheControl')).toBe(says);
  }
});

test('the API schema shows clients nothing of how the hub asks cities', () => {
  const api = readFileSync(join(__dirname, 'api.graphql'), 'utf8');
  expect(api).not.toMatch(/Hits|Summary\b|hostId|guestIds|adaptedFromId|_entities|ConceptGroup/);
});

test('what has an id is a node, and so is what stands on a page, but for what is made for an answer', () => {
  const types = buildSchema(readFileSync(join(__dirname, 'api.graphql'), 'utf8')).getTypeMap();
  const objects = Object.values(types).filter(isObjectType);
  const nodes = objects.filter((type) => type.getInterfaces().some(({ name }) => name === 'Node'));
  const isNoNode = (type: { readonly name: string }) => nodes.every(({ name }) => name !== type.name);
  expect(objects.filter((type) => 'id' in type.getFields() && isNoNode(type)).map(({ name }) => name)).toEqual([]);
  const pages = objects.flatMap((type) => (type.name.endsWith('Edge') ? [type.getFields()['node']!.type] : []));
  expect(pages.length).toBeGreaterThan(10);
  const made = pages.map((type) => getNamedType(type)).filter(isNoNode);
  expect(made.map(({ name }) => name)).toEqual(['LandscapeCount', 'NeedMatch']);
});

type Describable = ASTNode & { readonly description?: StringValueNode; readonly name: { readonly value: string } };

const describableKinds: ReadonlySet<string> = new Set([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
  Kind.FIELD_DEFINITION,
  Kind.INPUT_VALUE_DEFINITION,
  Kind.ENUM_VALUE_DEFINITION,
]);

function isDescribable(node: ASTNode): node is Describable {
  return describableKinds.has(node.kind);
}
