import { Fragment } from 'preact';
import type { Fact, Line, Piece } from '../facts/Fact';
import { RecordLink } from './RecordLink';

/** What a record says, each by its name; more than one line is a list. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <dl>
      {facts.map(({ name, lines, warns }, at) => (
        <div key={at} class={warns ? 'warns' : undefined}>
          <dt>{name}</dt>
          {lines.map((line, row) => (
            <dd key={row}>
              <Pieces line={line} />
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

/** Pieces beside each other. */
export function Pieces({ line }: { readonly line: Line }) {
  return (
    <>
      {line.map((piece, at) => (
        <Fragment key={at}>
          {at > 0 && ' · '}
          <Linked piece={piece} />
        </Fragment>
      ))}
    </>
  );
}

function Linked({ piece: { text, href, lang, id } }: { readonly piece: Piece }) {
  if (id !== undefined) return <RecordLink {...{ id, lang }}>{text}</RecordLink>;
  if (href === undefined) return lang === undefined ? <>{text}</> : <span lang={lang}>{text}</span>;
  return (
    <a href={href} lang={lang} rel="noreferrer">
      {text}
    </a>
  );
}
