import { buildClientSchema, getIntrospectionQuery } from 'graphql';
import type { GraphQLSchema, IntrospectionQuery } from 'graphql';

export interface Answer {
  /** As it is shown: JSON in lines, or what came in its place. */
  readonly text: string;
  readonly hasErrors: boolean;
}

export interface Question {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string | undefined;
}

/** Asks the hub. Throws where it is not reached, or the headers are none. */
export async function askHub(
  endpoint: string,
  question: Question,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
    },
    body: JSON.stringify(question),
    // No cookie: the API takes no notice of a session.
    credentials: 'omit',
  });
  const text = await response.text();
  try {
    const answer = JSON.parse(text) as { readonly errors?: unknown };
    return { text: JSON.stringify(answer, undefined, 2), hasErrors: answer.errors !== undefined };
  } catch {
    return { text: `${response.status} ${response.statusText}\n${text}`, hasErrors: true };
  }
}

/** The hub's schema; undefined where it does not tell it. */
export async function askForSchema(endpoint: string): Promise<GraphQLSchema | undefined> {
  try {
    const { text } = await askHub(endpoint, { query: getIntrospectionQuery() });
    const { data } = JSON.parse(text) as { readonly data?: IntrospectionQuery };
    return data && buildClientSchema(data);
  } catch {
    return undefined;
  }
}
