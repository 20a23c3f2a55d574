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
new MutationObserver(describeTabs).observe(root, {
  subtree: true,
  childList: true,
  attributeFilter: ['role', 'aria-selected'],
});
`;
