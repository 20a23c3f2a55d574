/** What a hub answers over HTTP: to an anonymous client, or to one with the token of who signed in. */
export async function queryHub(
  hubUrl: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  token?: string,
): Promise<unknown> {
  const response = await fetch(`${hubUrl}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  return await response.json();
}
