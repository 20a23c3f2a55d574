import { createContext } from 'preact';
import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { pathOf } from '../record/address';
import { directionOf } from './CityText';

/** The language that was chosen by the switch, which links carry on; undefined when the browser's counts. */
export const ChosenLang = createContext<string | undefined>(undefined);

interface RecordLinkProps {
  readonly id: string;
  readonly lang?: string | undefined;
  readonly children: ComponentChildren;
}

/** A link to the page of a record, a city or a subject; no more than its name where that has none. */
export function RecordLink({ id, lang, children }: RecordLinkProps) {
  const chosenLang = useContext(ChosenLang);
  const path = pathOf(id);
  const dir = directionOf(children);
  if (path === undefined) return <span {...{ lang, dir }}>{children}</span>;
  return (
    <a href={chosenLang === undefined ? path : `${path}?lang=${chosenLang}`} {...{ lang, dir }}>
      {children}
    </a>
  );
}

interface RecordTitleProps extends RecordLinkProps {
  /** Whether the page is of this record alone. */
  readonly whole: boolean | undefined;
}

/** The title of a page, or of one record among others, which leads to its page. */
export function RecordTitle({ whole, id, lang, children }: RecordTitleProps) {
  if (whole === true) return <h1 {...{ lang, dir: directionOf(children) }}>{children}</h1>;
  return (
    <h3>
      <RecordLink {...{ id, lang }}>{children}</RecordLink>
    </h3>
  );
}
