import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--shade)', color: 'var(--ink)', fontSize: '.9375rem' },
  '&.cm-focused': { outline: 'var(--bold) solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': {
    fontFamily: '"Fira Mono", ui-monospace, Consolas, "DejaVu Sans Mono", monospace',
    lineHeight: '1.5',
  },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--shade)', color: 'var(--soft)', borderRight: '1px solid var(--line)' },
  '.cm-tooltip, .cm-panels': { backgroundColor: 'var(--paper)', color: 'var(--ink)', border: '1px solid var(--line)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--link)', color: 'var(--on-link)' },
  '.cm-tooltip.cm-completionInfo, .cm-diagnostic': { maxWidth: '24rem', padding: '.5rem', whiteSpace: 'normal' },
  '.cm-completionDetail': { fontStyle: 'normal' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--line)',
  },
  // CodeMirror's own line below a mistake is a picture in the style sheet, which the page's policy does not let in.
  '.cm-lintRange-error, .cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--warn)',
    textDecorationSkipInk: 'none',
  },
  '.cm-foldPlaceholder': { backgroundColor: 'transparent', border: '1px solid var(--line)', color: 'var(--soft)' },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-shade)' },
  '.cm-panel.cm-search': { fontSize: '.875rem' },
  '.cm-textfield': { backgroundColor: 'var(--shade)', border: '1px solid var(--field)' },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--shade)',
    border: '1px solid var(--field)',
    color: 'inherit',
  },
});

const highlight = HighlightStyle.define([
  { tag: [tags.keyword, tags.definitionKeyword, tags.modifier, tags.null, tags.bool], color: 'var(--visited)' },
  { tag: tags.propertyName, color: 'var(--link)' },
  { tag: [tags.attributeName, tags.variableName], color: 'var(--warn)' },
  { tag: [tags.string, tags.integer, tags.float, tags.number], color: 'var(--good)' },
  { tag: tags.special(tags.name), color: 'var(--good)' },
  { tag: tags.lineComment, color: 'var(--soft)' },
]);

/** How the editors look: the colours of the pages, in light and dark. */
export const look: Extension = [theme, syntaxHighlighting(highlight)];
