import { readTextFile } from '../../watched/files/readTextFile';
import { replaceFile } from '../../watched/files/replaceFile';
import { generatePrivateJwk, parseSigningKeys } from '../../../subgraphs/serving/tokens/SigningKeys';
import type { RotationStep } from './RotationStep';
import { takeNextStep } from './takeNextStep';

export interface RotationOptions {
  /** Replaces all keys by a new one, whatever cities know: for a key that leaked. */
  readonly atOnce?: boolean;
  /** In milliseconds since 1970. */
  readonly now?: number;
}

/**
 * Takes the next step of a rotation in a file of keys, which is replaced as a whole and keeps its mode.
 *
 * @throws RotationError, SigningKeysError, FileUnreadableError, FileBusyError; then the file is as it was
 */
export async function rotateKeys(
  file: string,
  { atOnce = false, now = Date.now() }: RotationOptions = {},
): Promise<RotationStep> {
  const before = await readTextFile(file);
  const keys = parseSigningKeys(before, file);
  const step = atOnce ? await replaceAll() : await takeNextStep(keys, now);
  await replaceFile(file, before, `${JSON.stringify({ keys: step.keys }, undefined, 2)}\n`);
  return step;
}

async function replaceAll(): Promise<RotationStep> {
  const key = await generatePrivateJwk();
  return { kind: 'replaced', keys: [key], newKid: key.kid };
}
