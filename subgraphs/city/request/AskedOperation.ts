import type { OperationKind } from './OperationKind';

/** What is noted of a request while it is answered. */
export class AskedOperation {
  /** As the client named it; null without a name. */
  name: string | null = null;
  kind: OperationKind = 'none';
  hasErrors = false;
}
