import type { EditorView } from '@codemirror/view';
import { Kind, getOperationAST, parse } from 'graphql';

/** What an editor holds. */
export const textOf = (view: EditorView): string => view.state.doc.toString();

/** Undefined where nothing is written. */
export function readJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return 'wrong';
  }
}

/** Of several operations the one in which the caret stands, or else the first; undefined where one stands alone. */
export function operationAt(view: EditorView): string | undefined {
  try {
    const document = parse(textOf(view));
    if (getOperationAST(document)) return undefined;
    const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
    const { head } = view.state.selection.main;
    const at = operations.find(({ loc }) => loc && loc.start <= head && head <= loc.end) ?? operations[0];
    return at?.name?.value;
  } catch {
    return undefined;
  }
}
