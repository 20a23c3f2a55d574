import { z } from 'zod';
import type { Reply } from './createWire';

const response = z.object({
  data: z.record(z.string(), z.unknown()).nullish().catch(null),
  errors: z
    .array(
      z.object({
        message: z.string().catch(''),
        path: z.array(z.union([z.string(), z.number()])).catch([]),
        extensions: z.object({ code: z.string().optional().catch(undefined) }).catch({}),
      }),
    )
    .catch([]),
});

/** Reads a reply as GraphQL, forgivingly: what is wrong with its form is for one requirement to say, not for all. */
export function readAnswer({ status, contentType, bytes, tookMs }: Reply): Answer {
  const text = bytes.toString('utf8');
  const json = toJson(text);
  const parsed = response.safeParse(json);
  return {
    status,
    contentType,
    text,
    json,
    data: parsed.data?.data ?? null,
    errors: (parsed.data?.errors ?? []).map(({ message, path, extensions }) => ({
      message,
      path,
      code: extensions.code,
    })),
    tookMs,
  };
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An error of a GraphQL response, as far as it has the form of one. */
interface AnswerError {
  readonly message: string;
  readonly code: string | undefined;
  readonly path: readonly (string | number)[];
}

/** A response, read as GraphQL. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  /** The body; characters that are not UTF-8 are replaced. */
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
  /** Null when there was no `data`. */
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly AnswerError[];
  readonly tookMs: number;
}
