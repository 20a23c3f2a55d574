import type { Logger } from 'pino';
import { parseVocabulary } from '../subgraphs/directory/vocabulary/parseVocabulary';
import type { Vocabulary } from '../subgraphs/directory/vocabulary/Vocabulary';
import type { Closers } from './Closers';
import type { HubConfig } from './config';
import { loadSafelist } from './front/limits/safelist';
import type { Safelist } from './front/limits/safelist';
import { openAuditTrail } from './observe/audit/openAuditTrail';
import type { AuditTrail } from './observe/audit/openAuditTrail';
import { openOwnQuestions } from './questions/own/openOwnQuestions';
import type { OwnQuestions } from './questions/own/openOwnQuestions';
import { readApiSchema } from './questions/own/readApiSchema';
import type { WatchedFile } from './watched/files/openWatchedFile';
import { readTextFile } from './watched/files/readTextFile';
import { readNotices } from './web/notices/readNotices';
import type { Notices } from './web/notices/readNotices';
import { openSigningKeys } from './watched/openSigningKeys';
import type { SigningKeysFile } from './watched/openSigningKeys';
import { openNetworkFile } from './watched/network/openNetworkFile';
import type { NetworkFile } from './watched/network/openNetworkFile';

/** The files that a hub is told by its configuration. */
export interface HubFiles {
  readonly vocabulary: Vocabulary;
  /** The operations that clients may send. Undefined where they may send any. */
  readonly safelist: Safelist | undefined;
  /** Undefined where nothing is written down. */
  readonly audit: AuditTrail | undefined;
  /** What the operator says of the site. Undefined where that is nothing. */
  readonly notices: Notices | undefined;
  readonly signingKeys: SigningKeysFile;
  readonly network: NetworkFile;
  /** Undefined where the operator has none. */
  readonly ownQuestions: OwnQuestions | undefined;
}

/** Reads the files, and watches those that may change while the hub runs. Rejects as `createHub` does. */
export async function openFiles(config: HubConfig, logger: Logger, closers: Closers): Promise<HubFiles> {
  const vocabulary = parseVocabulary(await readTextFile(config.vocabularyFile), config.vocabularyFile);
  const safelist = config.operationsFile === undefined ? undefined : await loadSafelist(config.operationsFile);
  const audit = config.audit && (await openAuditTrail(config.audit, logger));
  closers.add(() => audit?.close());
  const notices = config.noticesFolder === undefined ? undefined : await readNotices(config.noticesFolder);
  const signingKeys = watched(await openSigningKeys(config.signingKeysFile, logger), closers);
  const network = watched(await openNetworkFile(config.networkFile, logger), closers);
  const { questionsFolder } = config;
  const ownQuestions =
    questionsFolder === undefined
      ? undefined
      : watched(await openOwnQuestions(questionsFolder, readApiSchema(), logger), closers);
  return { vocabulary, safelist, audit, notices, signingKeys, network, ownQuestions };
}

function watched<File extends Pick<WatchedFile<unknown>, 'close'>>(file: File, closers: Closers): File {
  closers.add(() => {
    file.close();
  });
  return file;
}
