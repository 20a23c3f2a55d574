/** How cities beside each other look: bars, and on a phone each row's name above its cells. */
export const compareStyle = `
.comparison > p, .comparison .problem, .similar { max-width: 46rem; }
.choice { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin: 1rem 0; }
.choice label { display: block; font-weight: 600; }
.choice select { display: block; min-width: 13rem; max-width: 100%; margin-top: .25rem; font-weight: 400; }
.choice .hint { flex-basis: 100%; }
.compared { table-layout: fixed; }
.compared td { text-align: left; }
.compared thead th { text-align: left; font-size: var(--text); font-weight: 600; }
.compared tbody th { hyphens: auto; }
.compared td ul { margin: 0; padding: 0; list-style: none; }
.of { display: none; }
.bar { display: block; width: 100%; height: .5rem; margin: .375rem 0 .25rem; fill: var(--shade); }
.bar .length { fill: var(--link); }
.unknown { color: var(--soft); }
.similar { margin: 0; padding: 0; list-style: none; }
.similar li { padding: .5rem 0; border-bottom: 1px solid var(--line); }
@media (max-width: 48rem) {
  .compared tr { display: grid; gap: 0 .5rem; border-bottom: 1px solid var(--line); padding: .375rem 0; }
  .compared th, .compared td { padding: .125rem 0; border: 0; }
  .compared [scope="row"] { grid-column: 1 / -1; color: var(--soft); }
  .compared thead :first-child[scope] { display: none; }
  .compared.of-2 tr { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .compared:not(.of-2) thead { position: absolute; left: -999rem; }
  .compared:not(.of-2) td { display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: 0 .75rem; }
  .compared:not(.of-2) .of { display: block; }
  .compared:not(.of-2) td ul { display: flex; flex-wrap: wrap; gap: 0 1rem; }
}
@media (forced-colors: active) {
  .bar { fill: Canvas; stroke: CanvasText; }
  .bar .length { fill: CanvasText; }
}
@media print {
  .comparison h2 + p { break-after: avoid; }
  .choice, .comparison .conditions, .alike { display: none; }
  .compared { font-size: 8.5pt; line-height: 1.3; }
  .compared th, .compared td { padding: .75mm 1mm; }
  .compared tbody th { hyphens: manual; overflow-wrap: break-word; }
  .compared a { text-decoration: none; }
  .compared td li { display: inline; white-space: nowrap; }
  .compared td li:not(:last-child)::after { content: ", "; white-space: normal; }
  .bar { height: 1mm; margin: .5mm 0; }
  .bar .length { print-color-adjust: exact; }
}
`;
