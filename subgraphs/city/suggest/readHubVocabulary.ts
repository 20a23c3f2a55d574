import { z } from 'zod';
import { parseJson } from '../../contract/parseJson';
import { messageOf } from '../../serving/messageOf';
import type { Fetch } from '../../serving/tls/createTlsFetch';
import { VocabularyError } from './readVocabularyFile';
import type { VocabularyConcept } from './readVocabularyFile';

/** What the hub gives at once of `concepts` and `nodes`. */
const PAGE = 100;
/** More than any vocabulary of a network; whoever has more has it as a file. */
const MOST_CONCEPTS = 10_000;
const TIMEOUT_MS = 30_000;

const reference = z.object({ id: z.string() });
const concept = z
  .object({ id: z.string(), broader: z.array(reference), narrower: z.array(reference), related: z.array(reference) })
  .catchall(z.union([z.string(), z.array(z.string())]));
const answer = z.object({
  data: z.object({ concepts: z.array(concept.nullable()) }).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/**
 * Reads the network's vocabulary from the hub's public API: its first hundred concepts, and from there on those that
 * are broader, narrower or related, until there is nothing new. A concept that is connected to no other may be missed in
 * a vocabulary of more than a hundred.
 *
 * @param hub the hub's address, with or without `/graphql`
 * @param languages in which to ask for labels, BCP 47 tags; where one is missing, the hub gives the English label
 * @param ids concepts that are looked for in any case: those which the hub does not know are not in the answer
 * @param send what the hub is asked with
 * @throws VocabularyError when the hub cannot be asked or does not answer rightly
 */
export async function readHubVocabulary(
  hub: string,
  languages: readonly string[],
  ids: readonly string[],
  send: Fetch = fetch,
): Promise<readonly VocabularyConcept[]> {
  const endpoint = { url: endpointOf(hub), send };
  const found = new Map<string, VocabularyConcept>();
  const asked = new Set<string>();

  let page = await ask(endpoint, languages, null);
  const waiting = new Set(ids);
  for (;;) {
    for (const each of page) {
      asked.add(each.id);
      found.set(each.id, toConcept(each, languages));
      for (const { id } of [...each.broader, ...each.narrower, ...each.related]) waiting.add(id);
    }
    if (found.size > MOST_CONCEPTS) {
      throw new VocabularyError(`The hub has more than ${MOST_CONCEPTS} concepts. Take its file, with --vocabulary.`);
    }
    for (const id of asked) waiting.delete(id);
    const next = [...waiting].slice(0, PAGE);
    if (next.length === 0) return [...found.values()];
    for (const id of next) asked.add(id);
    page = await ask(endpoint, languages, next);
  }
}

interface Endpoint {
  readonly url: URL;
  readonly send: Fetch;
}

type Found = z.infer<typeof concept>;

/** `/graphql` unless the address has another path. */
function endpointOf(hub: string): URL {
  if (!/^https?:\/\//.test(hub) || !URL.canParse(hub)) {
    throw new VocabularyError(`The hub's address must be such as https://hub.example.org, but got ${hub}.`);
  }
  const url = new URL(hub);
  if (url.pathname === '/') url.pathname = '/graphql';
  return url;
}

/** The concepts with these ids that the hub knows, or its first hundred. */
async function ask(
  endpoint: Endpoint,
  languages: readonly string[],
  ids: readonly string[] | null,
): Promise<readonly Found[]> {
  const variables = Object.fromEntries(languages.map((lang, index) => [`lang${index}`, lang]));
  const declared = languages.map((_, index) => `$lang${index}: String`);
  const labels = languages.map(
    (_, index) => `label${index}: label(lang: $lang${index}) other${index}: altLabels(lang: $lang${index})`,
  );
  const fields = `id broader { id } narrower { id } related { id } ${labels.join(' ')}`;
  const query =
    ids === null
      ? `query First${parameters(declared)} { concepts(first: ${PAGE}) { ${fields} } }`
      : `query More${parameters(['$ids: [ID!]!', ...declared])} { concepts: nodes(ids: $ids) { ... on Concept { ${fields} } } }`;

  const { data, errors } = await post(endpoint, { query, variables: { ...variables, ...(ids !== null && { ids }) } });
  if (data == null) {
    throw new VocabularyError(`The hub at ${endpoint.url.origin} refused: ${errors?.[0]?.message ?? 'for no reason.'}`);
  }
  return data.concepts.filter((each) => each !== null);
}

function parameters(declared: readonly string[]): string {
  return declared.length === 0 ? '' : `(${declared.join(', ')})`;
}

async function post({ url, send }: Endpoint, body: unknown): Promise<z.infer<typeof answer>> {
  let response: Response;
  let text: string;
  try {
    response = await send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    text = await response.text();
  } catch (error) {
    throw new VocabularyError(`The hub at ${url.origin} cannot be asked: ${reasonOf(error)}.`);
  }
  const parsed = answer.safeParse(parseJson(text));
  if (!parsed.success || (parsed.data.data == null && parsed.data.errors === undefined)) {
    throw new VocabularyError(`${url.href} answered with HTTP ${response.status} and not as a hub does.`);
  }
  return parsed.data;
}

/** fetch itself says no more than "fetch failed"; its cause says why, or has at least a code. */
function reasonOf(error: unknown): string {
  const { name, cause } = error as { readonly name?: string; readonly cause?: unknown };
  if (name === 'TimeoutError') return `no answer within ${TIMEOUT_MS / 1000} seconds`;
  const deepest = cause ?? error;
  return deepest instanceof Error ? messageOf(deepest) : 'it does not answer';
}

function toConcept(found: Found, languages: readonly string[]): VocabularyConcept {
  const textsOf = (name: string) =>
    languages.flatMap((lang, index) =>
      [found[`${name}${index}`] ?? []].flat().map((text) => ({ lang: lang.toLowerCase(), text })),
    );
  return { id: found.id, labels: [...textsOf('label'), ...textsOf('other')] };
}
