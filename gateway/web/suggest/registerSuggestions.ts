import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { accountOf } from '../../front/http/createRequestGuard';
import { traceOf } from '../../observe/trace/traceRequests';
import { signalOf } from '../createApolloQuery';
import { languageOf } from '../language/textsOf';
import type { Query } from '../Query';
import { codeOf } from '../search/askHub';
import type { QueryString } from '../search/Search';
import { replaceEnd } from './replaceEnd';

const DOCUMENT = `query Suggest($text: String!, $lang: String, $first: Int) {
  suggest(text: $text, lang: $lang, first: $first) { label replaces city { country } }
}
`;
const FIRST = 8;
/** The hub takes no longer text, and nobody who writes one is to be told how it goes on. */
const MAX_LENGTH = 500;

interface Suggestion {
  readonly label: string;
  readonly replaces: string;
  readonly city: { readonly country: string } | null;
}

/**
 * `GET /suggest?text=&lang=`: how a question may go on, for the search box of the page: `label`, `note` (the country of a city,
 * else null) and the whole `question` with it, as JSON. Empty for what is no text, or too long to be one. 503 when the hub has no answer.
 */
export function registerSuggestions(fastify: FastifyInstance, query: Query, logger: Logger): void {
  fastify.get('/suggest', async (request, reply) => {
    void reply.header('x-content-type-options', 'nosniff');
    const parameters = request.query as QueryString;
    const [text = ''] = [parameters['text']].flat();
    const [lang = ''] = [parameters['lang']].flat();
    if (text.trim() === '' || text.length > MAX_LENGTH) return reply.send([]);
    const unavailable = () => reply.code(503).header('cache-control', 'no-store').send([]);
    const variables = { text, lang: languageOf(lang) ?? 'en', first: FIRST };
    const asked = { signal: signalOf(reply), account: accountOf(request), trace: traceOf(request) };
    try {
      const { data, errors = [] } = await query({ query: DOCUMENT, variables }, asked);
      // What is no text, such as a control character, is no failure of the hub, whose operator would be told of one.
      if (errors.some((error) => codeOf(error) === 'BAD_USER_INPUT')) return await reply.send([]);
      // As where who types has no points left.
      if (data == null) return await unavailable();
      const suggestions = data['suggest'] as readonly Suggestion[];
      return await reply.header('cache-control', 'public, max-age=30').send(
        suggestions.map(({ label, replaces, city }) => ({
          label,
          note: city?.country ?? null,
          question: replaceEnd(text, replaces, label),
        })),
      );
    } catch (cause) {
      logger.error({ requestId: request.id, err: cause }, 'the search box had no suggestions');
      return unavailable();
    }
  });
}
