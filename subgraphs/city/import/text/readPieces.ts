import { codeOf } from '../../codeOf';
import type { SourceFile } from '../source/Source';
import { UnreadableError } from './TextDecoding';
import type { TextDecoding, TextPiece } from './TextDecoding';

/**
 * The text of a file, piece by piece, as `decoding` gives it.
 *
 * @throws UnreadableError when the file cannot be read, or is not text
 */
export async function* readPieces(
  file: SourceFile,
  decoding: TextDecoding,
  onBytes: (count: number) => void = () => undefined,
): AsyncGenerator<TextPiece> {
  for await (const chunk of readBytes(file)) {
    onBytes(chunk.length);
    const piece = decoding.push(chunk);
    if (piece !== undefined) yield piece;
  }
  const last = decoding.end();
  if (last !== undefined) yield last;
}

async function* readBytes(file: SourceFile): AsyncGenerator<Uint8Array> {
  try {
    yield* file.read();
  } catch (error) {
    throw new UnreadableError(null, `cannot be read (${codeOf(error)}).`);
  }
}
