import { renderToString } from 'preact-render-to-string';
import type { Texts } from '../language/Texts';
import type { ExplorerAddresses } from './ExplorerPage';
import { ExplorerPage } from './ExplorerPage';

/** The explorer as an HTML document. */
export function renderExplorer(addresses: ExplorerAddresses, texts: Texts, chosenLang: string | undefined): string {
  return `<!doctype html>${renderToString(
    <ExplorerPage addresses={addresses} texts={texts} chosenLang={chosenLang} />,
  )}`;
}
