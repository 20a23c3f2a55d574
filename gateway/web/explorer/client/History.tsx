import type { ExplorerTexts } from '../../language/explorerTexts';
import type { Asked } from './Asked';

interface HistoryProps {
  readonly kept: readonly Asked[];
  readonly texts: ExplorerTexts;
  readonly open: (asked: Asked) => void;
  readonly forget: () => void;
}

/** What was asked in this browser, to be asked again. */
export function History({ kept, texts, open, forget }: HistoryProps) {
  if (kept.length === 0) return <p>{texts.noHistory}</p>;
  return (
    <>
      <ol>
        {kept.map((asked) => (
          <li key={JSON.stringify(asked)}>
            <button
              type="button"
              class="plain"
              title={asked.query}
              onClick={() => {
                open(asked);
              }}
            >
              {titleOf(asked)}
            </button>
          </li>
        ))}
      </ol>
      <button type="button" class="second" onClick={forget}>
        {texts.forgetHistory}
      </button>
    </>
  );
}

/** The name of a query, or else how it begins. */
function titleOf({ query }: Asked): string {
  const [, name] = /\bquery\s+(\w+)/.exec(query) ?? [];
  return name ?? query.replace(/\s+/g, ' ').slice(0, 60);
}
