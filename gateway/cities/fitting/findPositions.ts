import { Kind, visit } from 'graphql';
import type { DocumentNode } from 'graphql';
import { leastTier } from '../../../subgraphs/contract/tiers';

type ConceptGroups = Parameters<typeof leastTier>[0];

/** By the name of the variable that has a position in hits: the tier in which all hits stand where a city knows none. */
export type Positions = ReadonlyMap<string, (variables: Readonly<Record<string, unknown>>) => number>;

/** Where an operation asks for hits behind a position. All is in variables, as the hub writes what it asks. */
export function findPositions(document: DocumentNode): Positions {
  const positions = new Map<string, (variables: Readonly<Record<string, unknown>>) => number>();
  visit(document, {
    Field({ arguments: args = [] }) {
      const variableOf = (argument: string): string => {
        const value = args.find(({ name }) => name.value === argument)?.value;
        return value?.kind === Kind.VARIABLE ? value.name.value : '';
      };
      const [after, concepts, aspects] = ['after', 'concepts', 'aspects'].map(variableOf) as [string, string, string];
      if (after === '') return;
      positions.set(after, (variables) =>
        leastTier((variables[concepts] ?? []) as ConceptGroups, (variables[aspects] ?? []) as ConceptGroups),
      );
    },
  });
  return positions;
}
