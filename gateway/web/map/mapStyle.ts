/** How the map looks. Letters are larger on a phone, where the whole picture is smaller: LETTER in placeLabels.ts has room for them. */
export const mapStyle = `
.atlas { display: grid; gap: 1rem 2rem; margin-top: 1rem; }
.atlas > * { min-width: 0; }
.atlas th, .atlas td { overflow-wrap: break-word; }
.atlas td:last-child { min-width: 6.75rem; }
#cities { overflow-x: auto; }
.atlas thead th.words { text-align: left; }
.atlas caption { padding: 0 0 .25rem .5rem; text-align: left; font-weight: 600; }
.atlas table + table { margin-top: 1.5rem; }
.map { display: block; width: 100%; height: auto; border: 1px solid var(--line); border-radius: var(--radius); }
.map .land { fill: var(--shade); stroke: var(--line); stroke-width: 1.5; }
.map .border { fill: none; stroke: var(--line); stroke-width: 1.5; }
.map circle { fill: var(--link); fill-opacity: .75; stroke: var(--paper); stroke-width: 2; }
.map .absent circle, .map .unasked circle { fill: var(--paper); fill-opacity: 1; stroke: var(--soft); }
.map .silent circle { fill: var(--paper); fill-opacity: .75; stroke: var(--warn); stroke-width: 4; stroke-dasharray: 6 4; }
.map text { fill: var(--ink); stroke: var(--paper); stroke-width: 5; stroke-linejoin: round; paint-order: stroke; font-size: 25px; }
.map a { text-decoration: none; }
.map a:hover text, .map a:focus-visible text { text-decoration: underline; }
.map a:focus-visible circle { stroke: var(--ink); stroke-width: 6; stroke-dasharray: none; }
.legend { color: var(--soft); font-size: var(--text-small); }
@media (max-width: 30rem) {
  .atlas th, .atlas td { padding: .375rem .1875rem; font-size: .8125rem; }
  .atlas td:last-child { min-width: 5.25rem; overflow-wrap: anywhere; }
}
@media (min-width: 40rem) {
  .map text { font-size: 19px; }
}
@media (min-width: 60rem) {
  .atlas { grid-template-columns: minmax(0, 1fr) 31rem; align-items: start; }
}
@media (forced-colors: active) {
  .map .land { fill: Canvas; stroke: GrayText; }
  .map .border { stroke: GrayText; }
  .map circle { fill: LinkText; stroke: Canvas; }
  .map .absent circle, .map .unasked circle, .map .silent circle { fill: Canvas; stroke: LinkText; }
  .map text { fill: CanvasText; stroke: Canvas; }
  .map a:focus-visible circle { stroke: Highlight; }
}
@media print {
  .as-list { display: none; }
  .atlas { display: block; }
  .map { max-height: 16cm; }
}
`;
