import { Kind, visit } from 'graphql';
import type {
  ASTNode,
  ConstDirectiveNode,
  DocumentNode,
  EnumValueDefinitionNode,
  FieldDefinitionNode,
  InputValueDefinitionNode,
  TypeDefinitionNode,
  TypeNode,
} from 'graphql';

type Definition = TypeDefinitionNode | FieldDefinitionNode | InputValueDefinitionNode | EnumValueDefinitionNode;

const INACCESSIBLE: ConstDirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'inaccessible' } };

/**
 * Marks `@inaccessible` on all that clients cannot come to, in the SDL of a subgraph: the fields and values of types that are
 * marked, the arguments of fields that are, and enums to which nothing else leads, for type-graphql puts no directive on an
 * enum. Apollo's composition knows that by itself, and others demand to be told.
 */
export function markInaccessible(document: DocumentNode): DocumentNode {
  const open = openTypes(document);
  /** How many definitions that are hidden stand around the one that is looked at. */
  let hidden = 0;
  const hides = (node: Definition): boolean =>
    isMarked(node) || (node.kind === Kind.ENUM_TYPE_DEFINITION && !open.has(node.name.value));
  return visit(document, {
    enter: (node) => {
      if (isDefinition(node) && hides(node)) hidden += 1;
    },
    leave: (node) => {
      if (!isDefinition(node)) return undefined;
      const isHidden = hidden > 0;
      if (hides(node)) hidden -= 1;
      return isHidden && !isMarked(node)
        ? { ...node, directives: [...(node.directives ?? []), INACCESSIBLE] }
        : undefined;
    },
  });
}

/** Names of the types of fields and arguments that are not marked, nor stand in what is. */
function openTypes(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, {
    enter: (node) => {
      if (!isDefinition(node)) return undefined;
      if (isMarked(node)) return false;
      if ('type' in node) names.add(nameOf(node.type));
      return undefined;
    },
  });
  return names;
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

function isDefinition(node: ASTNode): node is Definition {
  return (
    /^(Field|InputValue|EnumValue|\w+Type)Definition$/.test(node.kind) && node.kind !== Kind.OPERATION_TYPE_DEFINITION
  );
}

function isMarked({ directives = [] }: Definition): boolean {
  return directives.some(({ name }) => name.value === INACCESSIBLE.name.value);
}
