/**
 * Starts GraphiQL in the browser with the options that the page carries. A query in the address (`?query=`, with
 * `variables`) goes before the one it opens on; GraphiQL itself reads the query from there.
 */
export const explorerScript = `'use strict';
const root = document.getElementById('graphiql');
const options = JSON.parse(root.dataset.options);
self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (moduleId, label) => options.workers[label],
};
YogaGraphiQL.renderYogaGraphiQL(root, {
  endpoint: options.endpoint,
  title: 'Hanse',
  logo: '',
  defaultQuery: options.query,
  variables: new URL(location.href).searchParams.get('variables') ?? undefined,
  // What somebody pastes into the headers may be a token.
  shouldPersistHeaders: false,
});

// GraphiQL puts buttons into elements of role "tab", where screen readers do not find them (WCAG 2, 4.1.2): a list of
// buttons says what they are.
function describeTabs() {
  for (const list of root.querySelectorAll('[role=tablist]')) list.removeAttribute('role');
  for (const item of root.querySelectorAll('li[role=tab], li[aria-selected]')) {
    item.removeAttribute('role');
    const isSelected = item.getAttribute('aria-selected') === 'true';
    item.removeAttribute('aria-selected');
    item.querySelector('button')?.setAttribute('aria-current', String(isSelected));
  }
}
// The fields of arguments stand behind their names, and have none themselves.
function nameFields() {
  for (const field of root.querySelectorAll('[data-arg-name] input:not([aria-label])')) {
    field.setAttribute('aria-label', field.closest('[data-arg-name]').dataset.argName);
  }
  for (const choice of root.querySelectorAll('select:not([aria-label])')) choice.setAttribute('aria-label', 'Add an operation');
}
new MutationObserver(() => {
  describeTabs();
  nameFields();
}).observe(root, {
  subtree: true,
  childList: true,
  attributeFilter: ['role', 'aria-selected'],
});
`;

/** What stands around GraphiQL. */
export const explorerStylesheet = `
html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; font: 1rem/1.4 system-ui, sans-serif; background: #fff; color: #1b242c; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; padding: .5rem 1rem; border-bottom: 1px solid #cbd3da; }
h1 { margin: 0; font-size: 1.125rem; }
.brand { font-size: 1.25rem; font-weight: 700; letter-spacing: .03em; }
header .brand a { color: inherit; text-decoration: none; }
.back { margin-left: auto; }
:focus-visible { outline: 3px solid #0b5394; outline-offset: 2px; }
header p { margin: 0; }
nav { flex-basis: 100%; }
nav ul { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(30rem, 100%), 1fr)); gap: .125rem 1rem; margin: 0; padding: 0; list-style: none; font-size: .875rem; }
header a { color: #0b5394; }
main { flex: 1; min-height: 0; }
#graphiql { height: 100%; }
noscript p { padding: 1rem; }
/* GraphiQL's own colours are too faint here for WCAG 2, success criterion 1.4.3. */
.graphiql-container .graphiql-logo, .graphiql-container .monaco-editor .line-numbers { color: hsl(var(--color-neutral)) !important; }
body :is(.graphiql-container, .graphiql-dialog, .graphiql-tooltip, [data-radix-popper-content-wrapper]) { --alpha-secondary: 1; --alpha-tertiary: .9; --font-family: system-ui, sans-serif; --font-family-mono: ui-monospace, monospace; }
body.graphiql-light :is(.graphiql-container, .graphiql-dialog, .graphiql-tooltip, [data-radix-popper-content-wrapper]) { --color-primary: 320, 95%, 36%; --color-secondary: 242, 51%, 48%; --color-tertiary: 188, 100%, 23%; --color-info: 208, 100%, 33%; --color-success: 158, 60%, 24%; --color-warning: 36, 100%, 24%; --color-error: 13, 93%, 36%; }
@media (prefers-color-scheme: light) {
  body:not(.graphiql-dark) :is(.graphiql-container, .graphiql-dialog, .graphiql-tooltip, [data-radix-popper-content-wrapper]) { --color-primary: 320, 95%, 36%; --color-secondary: 242, 51%, 48%; --color-tertiary: 188, 100%, 23%; --color-info: 208, 100%, 33%; --color-success: 158, 60%, 24%; --color-warning: 36, 100%, 24%; --color-error: 13, 93%, 36%; }
}
.graphiql-container .graphiql-doc-explorer-type-name { text-decoration: underline; }
.graphiql-container .graphiql-response { background: hsl(var(--color-base)); }
@media (prefers-color-scheme: dark) {
  body { background: #14191e; color: #e7ecf0; }
  header { border-color: #3b4650; }
  header a { color: #8fc3f5; }
  :focus-visible { outline-color: #8fc3f5; }
}
`;
