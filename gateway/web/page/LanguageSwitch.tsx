import type { Search } from '../search/Search';
import { writeQueryString } from '../search/writeQueryString';
import type { Texts } from '../language/Texts';
import { LANGUAGES } from '../language/Texts';
import { textsOf } from '../language/textsOf';

/** The same page in each language. */
export function LanguageSwitch({ search, texts }: { readonly search: Search | undefined; readonly texts: Texts }) {
  return (
    <nav class="languages" aria-label={texts.languages}>
      <ul>
        {LANGUAGES.map((lang) => (
          <li key={lang}>
            <a
              href={search ? `/${writeQueryString({ ...search, lang })}` : `/?lang=${lang}`}
              lang={lang}
              hreflang={lang}
              aria-current={lang === texts.language ? 'true' : undefined}
            >
              {textsOf(lang).languageName}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
