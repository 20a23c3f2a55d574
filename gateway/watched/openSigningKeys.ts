import type { Logger } from 'pino';
import { openWatchedFile } from './files/openWatchedFile';
import type { FileKind, WatchedFile } from './files/openWatchedFile';
import {
  generatePrivateJwk,
  parseSigningKeys,
  SigningKeysError,
  toSigningKeys,
} from '../../subgraphs/serving/tokens/SigningKeys';
import type { SigningKeys } from '../../subgraphs/serving/tokens/SigningKeys';

/** The hub's keys as they are now. Those that change are a new object. */
export type SigningKeysFile = Pick<WatchedFile<SigningKeys>, 'current' | 'isRefused' | 'reload' | 'close'>;

const signingKeysFile: FileKind<SigningKeys> = {
  name: 'signing key file',
  parse: (text, file) => toSigningKeys(parseSigningKeys(text, file)),
  whyRefused: (error) => (error instanceof SigningKeysError ? { reason: error.message } : undefined),
  describe: ({ kid, published }) => ({ signs: kid, published: published.keys.map((key) => key.kid) }),
};

/**
 * The keys of a file, read again whenever it changes, so that they can be rotated while the hub runs; without a file, a key
 * for the life of this process. A broken file is refused as a whole, and the last good keys stay.
 *
 * Rejects with a `SigningKeysError` or a `FileUnreadableError` when there is no good file to begin with.
 */
export async function openSigningKeys(file: string | undefined, logger: Logger): Promise<SigningKeysFile> {
  if (file === undefined) return await makeKeysOfProcess(logger);
  const opened = await openWatchedFile(file, signingKeysFile, logger);
  opened.onChange(({ kid }, { published }) => {
    if (published.keys.some((key) => key.kid === kid)) return;
    logger.warn(
      { file, signs: kid },
      'the key that signs now was never published before: cities refuse calls until they have fetched it, ' +
        'and those that have the keys in a file until they are given it',
    );
  });
  return opened;
}

async function makeKeysOfProcess(logger: Logger): Promise<SigningKeysFile> {
  logger.warn(
    'HANSE_SIGNING_KEYS names no file, so calls are signed with a key that lasts as long as this process. ' +
      'Several hubs of one network need the same file: npm run hub -- keys generate <file>',
  );
  const keys = await toSigningKeys([await generatePrivateJwk()]);
  return {
    current: () => keys,
    isRefused: () => false,
    reload: () => Promise.resolve('unchanged'),
    close: () => undefined,
  };
}
