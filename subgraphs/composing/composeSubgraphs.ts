import { composeServices } from '@apollo/composition';
import { parse, printSchema } from 'graphql';

export type Composition =
  | {
      readonly status: 'COMPOSED';
      readonly supergraphSdl: string;
      /** What clients see of it. */
      readonly printApi: () => string;
      /** Where the subgraphs disagree without harm, such as in a description. */
      readonly hints: readonly string[];
    }
  | { readonly status: 'FAILED'; readonly reasons: readonly string[] };

/**
 * Composes a supergraph of subgraphs, given by name and SDL. This is the only module of the hub that knows Apollo's
 * composition (Elastic License 2.0, see NOTICE). Throws a GraphQLError when an SDL cannot be parsed.
 */
export function composeSubgraphs(subgraphs: Readonly<Record<string, string>>): Composition {
  const composed = composeServices(
    Object.entries(subgraphs).map(([name, sdl]) => ({
      name,
      typeDefs: parse(sdl),
      url: `http://hub.invalid/subgraphs/${name}`,
    })),
  );
  if (composed.errors) return { status: 'FAILED', reasons: composed.errors.map(({ message }) => message) };
  const { supergraphSdl, schema, hints } = composed;
  return {
    status: 'COMPOSED',
    supergraphSdl,
    printApi: () => printSchema(schema.toAPISchema().toGraphQLJSSchema()),
    hints: hints.map(({ message }) => message),
  };
}
