import type { Texts } from '../language/Texts';
import type { Refused } from '../search/askHub';
import { reasonByCode } from '../search/describeRefusal';

/** Why the hub refuses, in the reader's language where its code says it, else in the hub's own words, which are English. */
export function RefusalReason({ refused, texts }: { readonly refused: Refused; readonly texts: Texts }) {
  const reason = reasonByCode(refused, texts);
  if (reason !== undefined) return <p>{reason}</p>;
  return (
    <p>
      {texts.hubSays} <span lang="en">{refused.message}</span>
    </p>
  );
}
