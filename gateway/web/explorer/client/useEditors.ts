import type { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'preact/hooks';
import { askedInAddress } from './Asked';
import { createAnswerView, createJsonEditor, createQueryEditor } from './editors';
import type { Options } from '../Options';

export interface Editors {
  readonly query: EditorView;
  readonly variables: EditorView;
  readonly headers: EditorView;
  readonly answer: EditorView;
}

interface Acts {
  readonly run: () => void;
  readonly tidy: () => void;
  readonly showInDocs: (type: string | undefined) => void;
}

/** The editors, which are made once and call what the explorer does now. */
export function useEditors(options: Options, acts: Acts): { readonly current: Editors | undefined } {
  const editors = useRef<Editors>(undefined);
  const now = useRef(acts);
  now.current = acts;
  useEffect(() => {
    const { texts } = options;
    const asked = askedInAddress() ?? { query: options.query, variables: '' };
    const run = (): void => {
      now.current.run();
    };
    const tidy = (): void => {
      now.current.tidy();
    };
    const shared = { options, run, tidy };
    const made: Editors = {
      query: createQueryEditor({
        ...{ ...shared, label: texts.query, text: asked.query },
        showInDocs: (type) => {
          now.current.showInDocs(type);
        },
      }),
      variables: createJsonEditor({ ...shared, label: texts.variables, text: asked.variables }),
      headers: createJsonEditor({ ...shared, label: texts.headers, text: '' }),
      answer: createAnswerView(options, texts.answer),
    };
    for (const [id, { dom }] of Object.entries<EditorView>({ ...made })) document.getElementById(id)?.append(dom);
    editors.current = made;
    return () => {
      for (const view of Object.values<EditorView>({ ...made })) view.destroy();
    };
  }, []);
  return editors;
}
