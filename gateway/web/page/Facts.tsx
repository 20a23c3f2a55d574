import { Fragment } from 'preact';
import type { Fact, Line, Piece } from '../facts/Fact';
import { CityText, directionOf, LongCityText } from './CityText';
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
              <Said line={line} />
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

/** A text alone may be long; what has others beside it is short. */
function Said({ line }: { readonly line: Line }) {
  const [piece, ...others] = line;
  const isText = piece !== undefined && others.length === 0 && piece.href === undefined && piece.id === undefined;
  return isText ? <LongCityText text={piece.text} lang={piece.lang} /> : <Pieces line={line} />;
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
  if (href === undefined) return <CityText text={text} lang={lang} />;
  return (
    <a href={href} lang={lang} dir={directionOf(text)} rel="noreferrer">
      {breakable(text).map((part, at) => (
        <Fragment key={at}>
          {at > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </a>
  );
}

/** An address is divided before its `@` and its dots, where it has to be. */
function breakable(text: string): readonly string[] {
  return text.split(/(?<=\w)(?=@|\.[a-z])/);
}
