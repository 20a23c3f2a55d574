import { STAFF_KINDS } from '../../../contract/enums';
import { toAttributes } from '../../record/Attribute';
import { listOf, optional, required, zeroOrMore } from '../columns/Column';
import { recordKind } from '../columns/RecordKind';
import { records } from '../columns/TableForm';
import {
  attributeName,
  emailAddress,
  instant,
  languageTag,
  line,
  oneOf,
  phoneNumber,
  recordKey,
  sortTitleOf,
  text,
  visibility,
  webAddress,
} from '../columns/values';

/** People, posts and organisational units. */
export const staff = recordKind(
  'staff',
  {
    key: required(recordKey),
    kind: required(oneOf(...STAFF_KINDS)),
    name: required(line),
    role: optional(line),
    department: optional(line),
    languages: listOf(languageTag),
    email: optional(emailAddress),
    phone: optional(phoneNumber),
    url: optional(webAddress),
    'additional.<name>': zeroOrMore(attributeName, text),
    source: optional(text),
    visibility: required(visibility),
    updated_at: optional(instant),
  },
  { staff: records },
  ({ 'additional.<name>': additional, ...row }) => ({
    staff: [{ ...row, sort_name: sortTitleOf(row.name), additional: toAttributes(additional) }],
  }),
);
