import type { Hub } from '../createHub';

/** So often it is asked again: a machine that is busy with other things takes longer to start nine cities. */
const ROUNDS = 3;
/** Each time; longer than any visitor waits. */
const MAX_MS = 10_000;

/** Words that are no subject, so that each city searches its texts; and the subject of the first example. */
const QUESTION = `query FirstOfAll($timeoutMs: Int) {
  words: experts(text: "xyzzy", timeoutMs: $timeoutMs) { coverage { complete } }
  subject: experts(text: "housing action plans", timeoutMs: $timeoutMs) { coverage { complete } }
}`;

/** What a newcomer opens first. */
const PAGES = ['/search?text=housing+action+plans', '/'];

interface FirstAnswer {
  readonly data?: Readonly<Record<string, { readonly coverage: { readonly complete: boolean } } | null>> | null;
}

/**
 * Asks the first questions of a demo that has just started, before a person does. All its cities run in this process, and what each does for
 * the first time (compile, connect to its database, make a plan) takes them longer than a question may take. Never rejects: where it is
 * of no use, the first answers rest on fewer cities, as they say.
 */
export async function askFirst({ url, refresh, warmUp }: Pick<Hub, 'url' | 'refresh' | 'warmUp'>): Promise<void> {
  warmUp();
  for (let round = 1; round <= ROUNDS && !(await isComplete(url)); round++) {
    // Cities whose summary was late are asked whatever the question is.
    await refresh();
  }
  for (const page of PAGES) {
    await fetch(`${url}${page}`, { signal: AbortSignal.timeout(MAX_MS) })
      .then((response) => response.text())
      .catch(() => undefined);
  }
}

/** Whether every city answered. What cannot be asked, since the operator allows other operations alone, is left as it is. */
async function isComplete(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUESTION, variables: { timeoutMs: MAX_MS } }),
      signal: AbortSignal.timeout(2 * MAX_MS),
    });
    if (!response.ok) return true;
    const { data } = (await response.json()) as FirstAnswer;
    return Object.values(data ?? {}).every((found) => found === null || found.coverage.complete);
  } catch {
    return false;
  }
}
