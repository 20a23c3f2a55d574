import { parseAtomFeed } from 'feedsmith';

/** RFC 3339, as section 3.3 of RFC 4287 has it: with a time, a capital T, and a zone. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** What in a feed is against those rules of RFC 4287 that validators of its grammar do not look at, each in a few words. */
export function findFeedFaults(text: string): readonly string[] {
  const { id = '', updated = '', links = [], authors = [], entries = [] } = parseAtomFeed(text);
  const self = links.filter(({ rel }) => rel === 'self');
  return [
    ...(isIri(id) ? [] : [`the feed's id is no IRI: ${id}`]),
    ...(MOMENT.test(updated) ? [] : [`the feed's updated is no moment: ${updated}`]),
    ...(self.length === 1 && self[0]!.href === id ? [] : ['the feed does not say where it is from (4.1.1)']),
    ...entries.flatMap((entry, at) => {
      const { id = '', updated = '', links = [], content, title, summary } = entry;
      const alternates = links.filter(({ rel = 'alternate' }) => rel === 'alternate');
      const isTwice = entries.findIndex((other) => other.id === id && other.updated === updated) !== at;
      return [
        ...(isIri(id) ? [] : ['has an id that is no IRI (4.2.6)']),
        ...(MOMENT.test(updated) ? [] : ['has no moment at which it was updated (3.3)']),
        ...(isTwice ? ['stands there twice with one time (4.1.1)'] : []),
        ...(title?.value ? [] : ['has an empty title (4.2.14)']),
        ...(content || alternates.length > 0 ? [] : ['leads nowhere and has no content (4.1.2)']),
        ...(content && content.value === summary?.value ? ['says the same twice (4.2.13)'] : []),
        ...(links.every(({ href }) => isIri(href)) ? [] : ['has a link that is no IRI (4.2.7.1)']),
        ...(entry.authors?.length || authors.length > 0 ? [] : ['has no author (4.1.2)']),
      ].map((fault) => `the entry ${id || at} ${fault}`);
    }),
  ];
}

/** Absolute, since there is no `xml:base`. */
function isIri(text: string | undefined): boolean {
  return text !== undefined && /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(text);
}
