import { z } from 'zod';
import type { Answer } from './Answer';
import type { Reply } from './Reply';

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
