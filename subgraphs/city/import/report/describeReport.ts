import Table from 'cli-table3';

import { spellUnseen } from '../../../serving/cleanText';
import type { ImportReport } from '../importSource';
import { WORKBOOK } from '../source/openSource';

/** Tells on a terminal what an import did, or would do. */
export function describeReport(cityId: string, report: ImportReport): string {
  if (report.outcome === 'unchanged') {
    return [...describePassedOver(report.passedOver), `${cityId} has this data already.`].join('\n');
  }
  const files = new Table({ head: ['file', 'records', 'format', 'encoding'], style: plain });
  for (const { file, records, format, encoding } of report.files) files.push([file, records, format, encoding]);

  const changes = new Table({ head: ['', 'new', 'changed', 'shown to more', 'unchanged', 'retired'], style: plain });
  for (const [kind, { new: added, changed, widened, unchanged, retired, before }] of Object.entries(report.changes)) {
    const isTouched = before > 0 || added > 0;
    if (isTouched) changes.push([kind, added, changed, widened, unchanged, retired]);
  }

  const lines = [files.toString(), changes.toString()];
  const { staff, experiences, heldBack } = report.leftOut;
  if (staff > 0 || experiences > 0) {
    lines.push(`Left out, because they were erased: ${staff} staff and ${experiences} experiences.`);
  }
  if (heldBack.length > 0) {
    lines.push(
      `Of these, held back because they look like somebody who was erased: ${list(heldBack)}. ` +
        'Where it is somebody else: --not-erased <key>.',
    );
  }
  const { leavers } = report;
  if (leavers.experiences + leavers.programmes > 0) {
    lines.push(
      `Left out, because they name persons whom the staff has no longer: ${leavers.experiences} experiences and ` +
        `${leavers.programmes} links of programmes (${list(leavers.places)}).`,
    );
  }
  lines.push(...describePassedOver(report.passedOver));
  if (report.unmapped.length > 0) lines.push(describeUnmapped(report.unmapped));
  if (report.outcome === 'imported') return [...lines, `${cityId} has it.`].join('\n');
  const end = 'This was a dry run: nothing was changed.';
  return [...lines, ...(report.refusal === undefined ? [] : [report.refusal.message]), end].join('\n');
}

/** No colours: what is written here is kept in logs. */
const plain = { head: [], border: [], compact: true };

const MOST_NAMED = 10;

function list(names: readonly string[]): string {
  const rest = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  return `${names.slice(0, MOST_NAMED).map(spellUnseen).join(', ')}${rest}`;
}

function describePassedOver(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const workbooks = names.some((name) => WORKBOOK.test(name)) ? ' Save a workbook as "CSV UTF-8".' : '';
  return [`Not read, since they are no files of an import: ${list(names)}.${workbooks}`];
}

function describeUnmapped(keys: readonly string[]): string {
  const [topics, them] = keys.length === 1 ? ['A topic maps', 'it'] : [`${keys.length} topics map`, 'them'];
  return (
    `${topics} to no concept: ${list(keys)}. Searches by concept do not find the records on ${them}. ` +
    'To map: npm run city -- topics suggest --help'
  );
}
