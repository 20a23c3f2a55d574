import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language';
import { linter, lintKeymap } from '@codemirror/lint';
import { search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { graphql } from 'cm6-graphql';
import { look } from './look';
import type { Options } from '../Options';

interface EditorProps {
  readonly options: Options;
  readonly label: string;
  readonly text: string;
  /** What Ctrl-Enter does, and Shift-Ctrl-P. */
  readonly run: () => void;
  readonly tidy: () => void;
}

/**
 * The editor of the query. Tab takes a suggestion where one is open, and else goes on to the next field, so that nobody who uses keys is
 * held in it (WCAG 2, 2.1.2).
 *
 * @param showInDocs told the type and the field on which somebody clicks with Ctrl
 */
export function createQueryEditor(
  props: EditorProps & { readonly showInDocs: (type: string | undefined, field: string | undefined) => void },
): EditorView {
  return create(props, [
    ...editing(props),
    bracketMatching(),
    foldGutter(),
    graphql(undefined, {
      onShowInDocs: (field, type, parentType) => {
        props.showInDocs(parentType ?? type, field);
      },
    }),
  ]);
}

/** An editor of JSON: the variables, the headers. */
export function createJsonEditor(props: EditorProps): EditorView {
  return create(props, [
    ...editing(props),
    bracketMatching(),
    json(),
    // Nothing is no mistake.
    linter((view) => (view.state.doc.toString().trim() === '' ? [] : jsonParseLinter()(view))),
  ]);
}

/** The answer, to be read, folded and searched. */
export function createAnswerView(options: Options, label: string): EditorView {
  return create({ options, label, text: '' }, [
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    keymap.of([...searchKeymap, ...foldKeymap]),
    search({ top: true }),
    foldGutter(),
    json(),
  ]);
}

function create({ options, label, text }: Pick<EditorProps, 'options' | 'label' | 'text'>, own: Extension): EditorView {
  return new EditorView({
    doc: text,
    extensions: [
      own,
      look,
      EditorView.lineWrapping,
      EditorView.cspNonce.of(options.nonce),
      EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
      EditorState.phrases.of(options.texts.phrases),
    ],
  });
}

function editing({ run, tidy }: EditorProps): Extension[] {
  const does = (act: () => void) => (): boolean => {
    act();
    return true;
  };
  return [
    lineNumbers(),
    history(),
    indentOnInput(),
    closeBrackets(),
    // Tab takes what is shown at once: it would leave the editor otherwise.
    autocompletion({ interactionDelay: 0 }),
    search({ top: true }),
    keymap.of([
      { key: 'Mod-Enter', run: does(run), preventDefault: true },
      { key: 'Shift-Mod-p', run: does(tidy), preventDefault: true },
      { key: 'Tab', run: acceptCompletion },
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...completionKeymap,
      ...lintKeymap,
    ]),
  ];
}

/** Puts a text in the place of all that an editor has. */
export function replaceText(view: EditorView, text: string): void {
  if (view.state.doc.toString() === text) return;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}
