import { Kind, visit } from 'graphql';
import type { DocumentNode, ValueNode } from 'graphql';
import { MAX_PAGE } from '../../subgraphs/contract/bounds';
import type { Variables } from './listRule';

/** Whether a field of an operation, by its key in the answer, was given an argument that can be wrong. */
export type MayBeWrong = (key: string, argument: string, variables: Variables) => boolean;

/**
 * Finds the arguments in an operation, which all come from the client. A page's size that the contract allows is not wrong,
 * whatever a city says; of any other argument only the city can know.
 */
export function givenArguments(document: DocumentNode): MayBeWrong {
  const given = new Map<string, ValueNode[]>();
  visit(document, {
    Field: ({ alias, name, arguments: args = [] }) => {
      for (const { name: argument, value } of args) {
        const place = `${(alias ?? name).value}.${argument.value}`;
        given.set(place, [...(given.get(place) ?? []), value]);
      }
    },
  });
  return (key, argument, variables) =>
    (given.get(`${key}.${argument}`) ?? []).some((node) => {
      const value = valueOf(node, variables);
      if (value === null || value === undefined) return false;
      return argument !== 'first' || typeof value !== 'number' || value < 1 || value > MAX_PAGE;
    });
}

/** What is said in parts stands for itself. */
function valueOf(node: ValueNode, variables: Variables): unknown {
  if (node.kind === Kind.VARIABLE) return variables[node.name.value];
  if (node.kind === Kind.NULL) return null;
  return node.kind === Kind.INT ? Number(node.value) : node;
}
