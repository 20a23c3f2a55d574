/** How the search page looks beside what all pages have: tabs, facets beside the list where there is room, tables. */
export const searchStyle = `
header + main > form { margin-top: 1rem; }
.tabs { margin: 1.25rem 0 0; border-bottom: 1px solid var(--line); }
.tabs ul { gap: 0; }
.tabs a { display: block; padding: .5rem .875rem; border-bottom: .1875rem solid transparent; color: var(--ink); text-decoration: none; white-space: nowrap; }
.tabs a:hover { border-color: var(--line); }
.tabs [aria-current] { border-color: var(--link); color: var(--link); font-weight: 600; }
.conditions .unused a { border-color: var(--warn); color: var(--warn); }
.conditions .all a { border-color: transparent; background: none; color: var(--link); text-decoration: underline; }
.conditions .all a::after { content: none; }
.conditions details { margin: 0; font-size: var(--text-small); }
.columns { margin-top: 1.5rem; }
.facets > summary { font-weight: 600; }
.facets section { margin: 0 0 1.25rem; }
.facets h2 { margin: 0 0 .25rem; font-size: var(--text-small); }
.facets ul { display: block; margin: 0; padding: 0; list-style: none; }
.facets li { display: flex; gap: .5rem; justify-content: space-between; padding: .1875rem 0; font-size: var(--text-small); hyphens: auto; }
.facets a { text-decoration: none; }
.facets a:hover { text-decoration: underline; }
.facets [aria-current] { color: var(--ink); font-weight: 600; }
.facets [aria-current]::before { content: "\\2713" / ""; margin-right: .375rem; }
.facets details { margin: 0; font-size: var(--text-small); }
.facets details > summary { padding: .1875rem 0; }
.facets p { color: var(--soft); font-size: var(--text-small); }
.count { color: var(--soft); font-variant-numeric: tabular-nums; white-space: nowrap; }
.toolbar { display: flex; flex-wrap: wrap; gap: .25rem 2rem; padding-bottom: .5rem; font-size: var(--text-small); }
.toolbar nav { display: flex; flex-wrap: wrap; gap: 0 .75rem; }
.toolbar span { color: var(--soft); }
.toolbar [aria-current], .pages [aria-current] { color: inherit; font-weight: 600; text-decoration: none; }
.toolbar + .hits { margin-top: 0; }
.why summary { padding: .25rem 0; color: var(--soft); font-size: var(--text-small); }
.why b { color: var(--ink); }
.pages { padding: 1rem 0; border-top: 1px solid var(--line); font-weight: 600; }
.further h2 { margin-top: 0; font-size: var(--text); }
.coverage { margin-top: 1rem; padding: .5rem 1rem; font-size: var(--text-small); }
.coverage p, .coverage h2 { display: inline; font-size: var(--text-small); }
.coverage p + p { display: block; }
.coverage + p { margin-top: 1rem; }
.coverage h2::after { content: ": "; }
.coverage details { margin: 0; }
.coverage summary { padding: .125rem 0; font-size: var(--text-small); }
.coverage table { max-width: 40rem; }
td.words { text-align: left; }
.coverage thead th:nth-child(2) { text-align: left; }
.wide { overflow-x: auto; }
.wide tbody th { min-width: 7rem; overflow-wrap: normal; }
.results { min-width: 44rem; overflow-wrap: normal; }
.results td:last-child { min-width: 12rem; overflow-wrap: anywhere; }
.results td { text-align: left; font-variant-numeric: normal; }
.results thead th:not(:first-child) { text-align: left; }
.results tbody th { min-width: 14rem; font-weight: 600; }
.results small { display: block; color: var(--soft); font-size: .875em; font-weight: 400; }
#results > h1 { margin: 1.25rem 0 .5rem; font-size: 1.5rem; }
@media (max-width: 30rem) {
  .tabs a { padding: .375rem .625rem; }
  .each-city thead { position: absolute; left: -999rem; }
  .each-city tr { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .375rem 0; border-bottom: 1px solid var(--line); }
  .each-city th, .each-city td { padding: 0; border: 0; }
  .each-city tbody th, .each-city .words { flex-basis: 100%; }
  .each-city [data-head]::before { content: attr(data-head) " " / ""; color: var(--soft); }
}
@media (min-width: 60rem) {
  .columns { display: grid; grid-template-columns: 17rem minmax(0, 1fr); gap: 2.5rem; align-items: start; }
  .columns > :only-child { grid-column: 1 / -1; }
  .columns .hits { max-width: 46rem; }
}
@media (min-width: 60rem) {
  @supports selector(::details-content) {
    .facets > summary { display: none; }
    .facets::details-content { content-visibility: visible; block-size: auto; }
    .facets { margin: 0; }
  }
}
@media (forced-colors: active) {
  .tabs a { border-color: Canvas; }
  .tabs [aria-current] { border-color: Highlight; }
}
@media print {
  .tabs, .facets, .toolbar, .pages, .why .score, .understood details, .understood nav, .coverage p > a { display: none; }
  .columns { display: block; }
  .wide { overflow-x: visible; }
  .coverage details, .results, .results tbody th, .results td:last-child { min-width: 0; }
  .results { font-size: 8.5pt; line-height: 1.35; }
}
`;
