import { PROGRAMME_STATUSES } from '../../../contract/enums';
import { toAttributes } from '../../record/Attribute';
import { flag, listOf, optional, optionalListOf, required, zeroOrMore } from '../columns/Column';
import { bothOrNeither, inCurrency, inOrder, partOf, recordKind } from '../columns/RecordKind';
import { listIn, records, to } from '../columns/TableForm';
import {
  amount,
  attributeName,
  boolean,
  count,
  currency,
  fullTimeEquivalents,
  idOfOthers,
  instant,
  keyOf,
  languageTag,
  line,
  linkedTitle,
  oneOf,
  partialDate,
  recordKey,
  sortTitleOf,
  splitLinkedTitle,
  text,
  visibility,
} from '../columns/values';
import { contactColumns } from './contact';

/** What the city runs: programmes, projects, services, plans. */
export const programmes = recordKind(
  'programmes',
  {
    key: required(recordKey),
    title: required(line),
    summary: optional(text),
    problem: optional(text),
    approach: optional(text),
    status: optional(oneOf(...PROGRAMME_STATUSES)),
    starts_on: optional(partialDate),
    ends_on: optional(partialDate),
    good_practice: flag,
    open_to_visitors: optional(boolean),
    costs_total: optional(amount),
    costs_yearly: optional(amount),
    own_share: optional(amount), // of the total where there is one, else of what a year costs
    costs_per_case: optional(amount),
    costs_per_case_yearly: optional(amount),
    currency: optional(currency),
    costs_note: optional(text),
    staff_effort: optional(fullTimeEquivalents),
    target_groups: optionalListOf(line),
    legal_basis: optionalListOf(linkedTitle),
    reach_value: optional(count),
    reach_unit: optional(line),
    topics: listOf(keyOf('topics')),
    staff: listOf(keyOf('staff')),
    ...contactColumns,
    adapted_from: optional(idOfOthers('programme')),
    'additional.<name>': zeroOrMore(attributeName, text),
    licence: optional(line),
    reviewed_on: optional(partialDate),
    language: optional(languageTag),
    source: optional(text),
    visibility: required(visibility),
    updated_at: optional(instant),
  },
  {
    programme: records,
    programme_topic: listIn('programme', to('topic', 'topics')),
    programme_staff: listIn('programme', to('staff', 'staff')),
  },
  ({ topics, staff, 'additional.<name>': additional, legal_basis, ...row }) => ({
    programme: [
      {
        ...row,
        sort_title: sortTitleOf(row.title),
        additional: toAttributes(additional),
        legal_basis: legal_basis?.map(splitLinkedTitle) ?? null,
      },
    ],
    programme_topic: topics.map((topic_key) => ({ programme_key: row.key, topic_key })),
    programme_staff: staff.map((staff_key) => ({ programme_key: row.key, staff_key })),
  }),
  inOrder('starts_on', 'ends_on'),
  inCurrency('costs_total', 'costs_yearly', 'own_share', 'costs_per_case', 'costs_per_case_yearly'),
  partOf('own_share', 'costs_total', 'costs_yearly'),
  bothOrNeither('reach_value', 'reach_unit'),
);
