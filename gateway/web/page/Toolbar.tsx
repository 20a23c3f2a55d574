import { HIT_ORDERS } from '../../../subgraphs/contract/enums';
import { searchTextsOf } from '../language/searchTexts';
import type { Texts } from '../language/Texts';
import type { Search } from '../search/Search';

interface ToolbarProps {
  readonly search: Search;
  readonly addressOf: (other: Partial<Search>) => string;
  readonly texts: Texts;
}

/** In what order the hits stand, and whether as cards or as a table. Links, so that a choice needs neither a button nor a script. */
export function Toolbar({ search, addressOf, texts }: ToolbarProps) {
  const words = searchTextsOf(texts.language);
  const { order: chosen = 'RELEVANCE', view = 'cards' } = search;
  return (
    <div class="toolbar">
      <Choice
        name={texts.order}
        choices={HIT_ORDERS.map((order) => ({
          ...{ label: words.orders[order], href: addressOf({ order }), isChosen: order === chosen },
        }))}
      />
      <Choice
        name={words.view}
        choices={(['cards', 'table'] as const).map((each) => ({
          label: words.views[each],
          href: addressOf({ view: each === 'table' ? each : undefined }),
          isChosen: each === view,
        }))}
      />
    </div>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly choices: readonly { readonly label: string; readonly href: string; readonly isChosen: boolean }[];
}

function Choice({ name, choices }: ChoiceProps) {
  return (
    <nav aria-label={name}>
      <span>{name}:</span>
      <ul>
        {choices.map(({ label, href, isChosen }) => (
          <li key={label}>
            <a href={href} rel="nofollow" aria-current={isChosen ? 'true' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
