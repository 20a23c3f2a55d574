import { renderToString } from 'preact-render-to-string';
import type { PageProps } from './Page';
import { Page } from './Page';

/** The search page as an HTML document. */
export function renderPage(props: PageProps): string {
  return `<!doctype html>${renderToString(<Page {...props} />)}`;
}
