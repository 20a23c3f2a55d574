import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { readValue } from '../columns/Value';
import type { Value } from '../columns/Value';
import { citySlug, languageTag, line, numberLocale } from '../columns/values';
import type { Problems } from '../Problems';
import { readPieces, TextDecoding, UnreadableError } from '../text/TextDecoding';
import type { SourceFile } from './Source';

const FILE = 'city.yaml';

const cityFile = z.strictObject({
  /** The city's slug in the network, which is also what its server is configured for. */
  id: field(citySlug),
  name: field(line),
  /** The default language of the topics' labels. */
  language: field(languageTag),
  /** Whose way to write numbers the files have; left out where they write them as programs do. */
  numbers: field(numberLocale).optional(),
});

/** What `city.yaml` says. */
export type CityFile = z.infer<typeof cityFile>;

/** Reads `city.yaml`. What is wrong goes to `problems`. */
export async function readCity(file: SourceFile, cityId: string, problems: Problems): Promise<CityFile | undefined> {
  const fields = await readFields(file, problems);
  if (fields === undefined) return undefined;

  const refuse = (name: string, reason: string): void => {
    problems.add(FILE, fields.get(name)?.line ?? null, name, reason);
  };
  const parsed = cityFile.safeParse(Object.fromEntries([...fields].map(([name, { value }]) => [name, value])));
  for (const issue of parsed.error?.issues ?? []) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) refuse(key, `is not a field of ${FILE}, which has id, name, language, numbers.`);
    } else {
      refuse(String(issue.path[0]), issue.message);
    }
  }
  if (parsed.success && parsed.data.id !== cityId) {
    refuse('id', `must be "${cityId}", the city of this server, but got "${parsed.data.id}".`);
  }
  return parsed.data;
}

interface Field {
  /** A list, a mapping or an alias is given as its YAML node. */
  readonly value: unknown;
  readonly line: number;
}

async function readFields(file: SourceFile, problems: Problems): Promise<ReadonlyMap<string, Field> | undefined> {
  let text = '';
  try {
    for await (const piece of readPieces(file, new TextDecoding())) text += piece.text;
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    problems.add(FILE, error.line, null, error.reason);
    return undefined;
  }
  const lines = new LineCounter();
  const { contents, errors } = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  for (const { message, pos } of errors) {
    problems.add(FILE, lines.linePos(pos[0]).line, null, `is not YAML: ${message}.`);
  }
  if (errors.length > 0) return undefined;
  if (!isMap(contents)) {
    problems.add(FILE, 1, null, 'must have the fields id, name and language.');
    return undefined;
  }
  return new Map(
    contents.items.map(({ key, value }) => [
      isScalar(key) ? String(key.value) : key.toString(),
      { value: isScalar(value) ? value.value : value, line: lines.linePos(key.range[0]).line },
    ]),
  );
}

/** A required field with a text. */
function field<T>(value: Value<T>) {
  return z.unknown().transform((got, context): T => {
    const reading =
      typeof got === 'string'
        ? readValue(value, got.trim())
        : {
            ok: false as const,
            reason: `must be ${value.expected}, but ${got == null ? 'is missing' : 'got no text'}.`,
          };
    if (reading.ok) return reading.value;
    context.addIssue({ code: 'custom', message: reading.reason });
    return z.NEVER;
  });
}
