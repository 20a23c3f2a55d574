import type { Column, Texts } from '../language/Texts';
import { findExperience, foreignPublisherOf, furtherSubjectsOf, publisherOf, textOf } from '../search/SearchAnswer';
import type {
  Contact,
  Exchange,
  Expert,
  FoundNeed,
  FoundOffer,
  Hit,
  MatchReason,
  Programme,
  SearchAnswer,
} from '../search/SearchAnswer';

/** The table a terminal shows of a page of hits. */
export interface HitColumns {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** So many characters have room for how to reach somebody; in fewer, it stands below the table alone. */
const WIDE = 110;

export function listColumns(answer: SearchAnswer, texts: Texts, width: number): HitColumns {
  const listed = listNarrow(answer, texts);
  if (width < WIDE || (answer.kind !== 'experts' && answer.kind !== 'programmes')) return listed;
  const contacts: readonly (Contact | null | undefined)[] =
    answer.kind === 'experts'
      ? answer.page.edges.map(
          ({ node, why: [reason] }) => node && (node.contact ?? findExperience(node, reason)?.programme?.contact),
        )
      : answer.page.edges.map(({ node }) => node?.contact);
  return {
    columns: listed.columns.toSpliced(-1, 0, 'contact'),
    rows: listed.rows.map((row, at) => row.toSpliced(-1, 0, contacts[at]?.phone ?? contacts[at]?.email ?? '')),
  };
}

function listNarrow(answer: SearchAnswer, texts: Texts): HitColumns {
  switch (answer.kind) {
    case 'experts':
      return {
        columns: ['who', 'city', 'topic', 'role', 'programme', 'years', 'score'],
        rows: answer.page.edges.map((hit) => listExpert(hit, texts)),
      };
    case 'programmes':
      return {
        columns: ['programme', 'city', 'topic', 'status', 'years', 'score'],
        rows: answer.page.edges.map((hit) => listProgramme(hit, texts)),
      };
    case 'exchanges':
      return listExchanges(answer.page.edges, texts);
    case 'offers':
      return {
        columns: ['offer', 'city', 'topic', 'form', 'availability', 'score'],
        rows: answer.page.edges.map((hit) => listOffer(hit, texts)),
      };
    case 'needs':
      return {
        columns: ['need', 'city', 'topic', 'status', 'wantedBy', 'score'],
        rows: answer.page.edges.map((hit) => listNeed(hit, texts)),
      };
  }
}

function listExpert({ node, why, score }: Hit<Expert>, texts: Texts): string[] {
  const [reason] = why;
  return [
    node ? [node.name, node.role].filter((part) => part !== null).join(', ') : texts.detailsMissing,
    node ? publisherOf(node) : '',
    subjectsOf(why),
    reason?.role ? texts.roles[reason.role] : '',
    (node && findExperience(node, reason)?.programme?.title) ?? '',
    writeYears(reason?.since ?? null, reason?.until ?? null),
    String(score),
  ];
}

function listProgramme({ node, why, score }: Hit<Programme>, texts: Texts): string[] {
  return [
    node ? textOf(node).title : texts.detailsMissing,
    node ? publisherOf(node) : '',
    subjectsOf(why),
    node?.status ? texts.statuses[node.status] : '',
    node ? writeYears(node.startsOn, node.endsOn) : '',
    String(score),
  ];
}

function listOffer({ node, why, score }: Hit<FoundOffer>, texts: Texts): string[] {
  return [
    node ? textOf(node).title : texts.detailsMissing,
    node ? publisherOf(node) : '',
    subjectsOf(why),
    node ? texts.offerKinds[node.kind] : '',
    node?.availability ?? '',
    String(score),
  ];
}

function listNeed({ node, why, score }: Hit<FoundNeed>, texts: Texts): string[] {
  return [
    node ? textOf(node).title : texts.detailsMissing,
    node ? publisherOf(node) : '',
    subjectsOf(why),
    node?.status ? texts.needStatuses[node.status] : '',
    node?.wantedBy ?? '',
    String(score),
  ];
}

/** Who published an exchange has a column where that is not, for all of them, the host they name. */
function listExchanges(hits: readonly Hit<Exchange>[], texts: Texts): HitColumns {
  const publishers = hits.map(({ node }) => (node ? foreignPublisherOf(node) : undefined));
  const columns: Column[] = ['exchange', 'host', 'guests', 'topic', 'years', 'participants', 'score'];
  const rows = hits.map((hit) => listExchange(hit, texts));
  if (publishers.every((publisher) => publisher === undefined)) return { columns, rows };
  return {
    columns: columns.toSpliced(1, 0, 'publisher'),
    rows: rows.map((row, at) => row.toSpliced(1, 0, publishers[at] ?? '')),
  };
}

function listExchange({ node, why, score }: Hit<Exchange>, texts: Texts): string[] {
  return [
    node ? textOf(node).title : texts.detailsMissing,
    node?.host?.name ?? '',
    node?.guests.flatMap((guest) => guest?.name ?? []).join(', ') ?? '',
    subjectsOf(why),
    [...new Set([node?.startsOn, node?.endsOn].flatMap((date) => date?.slice(0, 4) ?? []))].join('–'),
    node?.participants == null ? '' : `${node.participantsApproximate ? '~' : ''}${node.participants}`,
    String(score),
  ];
}

/** The topic that matched, and what else of the question the record is about: `Wohnungspolitik + youth`. */
function subjectsOf(why: readonly MatchReason[]): string {
  const topic = why[0]?.topic?.label;
  return [...(topic === undefined ? [] : [topic]), ...furtherSubjectsOf(why)].join(' + ');
}

/** `2019–2023`; what has begun and not ended stays open: `2019–`. */
function writeYears(since: string | null, until: string | null): string {
  const [from, to] = [since?.slice(0, 4) ?? '', until?.slice(0, 4) ?? ''];
  if (from === '' && to === '') return '';
  return from === to ? from : `${from}–${to}`;
}
