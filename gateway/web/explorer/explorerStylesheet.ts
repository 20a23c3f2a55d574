/** How the explorer looks beside what all pages have: panes beside each other where there is room, below each other on a phone. */
export const explorerStylesheet = `
body { max-width: 100rem; }
.explorer > p { max-width: 46rem; }
.explorer .back { font-weight: 600; }
.examples { margin: .5rem 0; font-size: var(--text-small); }
.examples ul { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(30rem, 100%), 1fr)); gap: .125rem 1.5rem; }
.acts { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: 1rem 0; }
.acts p { margin: 0 .5rem; color: var(--soft); font-size: var(--text-small); }
.second { padding: .5rem 1rem; border-color: var(--link); background: none; color: var(--link); }
.second:hover { background: var(--shade); }
.second[aria-expanded="true"] { background: var(--link); color: var(--on-link); }
.plain { min-height: 0; padding: 0; border: 0; background: none; color: var(--link); font: inherit; text-align: left; text-decoration: underline; text-underline-offset: .1875rem; }
.plain:hover { background: none; text-decoration-thickness: .1875rem; }
.bench { display: grid; gap: 1rem; }
.bench > * { min-width: 0; }
.bench h2 { margin: 0 0 .25rem; font-size: var(--text); }
.bench h3 { margin-top: 1rem; }
#query { height: 26rem; }
#answer { height: 30rem; }
#variables, #headers { height: 7rem; }
#query, #answer, #variables, #headers { border-bottom: 2px solid var(--field); }
#answer { border-color: var(--line); }
.bench aside { max-height: 34rem; padding-right: .5rem; overflow: auto; font-size: var(--text-small); }
.bench aside ul, .bench aside ol { margin: .25rem 0; padding: 0; list-style: none; }
.bench aside li { margin: .5rem 0; }
.bench aside li li { margin-left: 1rem; }
.bench aside li p { color: var(--soft); }
.bench aside input { width: 100%; min-height: var(--control); padding: .5rem 1rem; border: 0; border-bottom: 2px solid var(--field); border-radius: var(--radius-small); background: var(--shade); color: inherit; font: inherit; }
.bench code { font-family: "Fira Mono", ui-monospace, Consolas, "DejaVu Sans Mono", monospace; font-size: .9375rem; }
.bench aside .path { display: flex; flex-wrap: wrap; gap: .25rem; margin: .5rem 0; }
.bench aside .path li { margin: 0; }
.path li + li::before { content: "\\203a" / ""; margin-right: .25rem; color: var(--soft); }
.path [aria-current] { color: inherit; font-weight: 600; text-decoration: none; }
.add { min-width: 1.5rem; min-height: 1.5rem; margin-left: .5rem; border: 1px solid var(--link); text-align: center; text-decoration: none; }
.deprecated { color: var(--warn); }
@media (min-width: 60rem) {
  .bench { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .bench:not(.with-none) { grid-template-columns: minmax(0, 3fr) minmax(0, 3fr) minmax(0, 2fr); }
}
@media (min-width: 60rem) {
  @supports selector(::details-content) {
    .examples summary { display: none; }
    .examples details::details-content { content-visibility: visible; block-size: auto; }
    .examples details { margin: 0; }
  }
}
@media (max-width: 60rem) {
  .bench aside { order: -1; max-height: 24rem; border-bottom: 1px solid var(--line); }
  #query { height: 18rem; }
}
@media print {
  .examples, .acts { display: none; }
}
`;
