import { compareStyle } from '../compare/compareStyle';
import { homeStyle } from '../home/homeStyle';
import { kernStyle } from '../look/kern';
import { mapStyle } from '../map/mapStyle';
import { searchStyle } from './searchStyle';

/** The page's looks: KERN's tokens in the system's fonts, light and dark, narrow and wide, screen and paper. */
export const stylesheet = `${kernStyle}* { box-sizing: border-box; }
body {
  margin: 0 auto;
  max-width: 72rem;
  padding: 0 1rem 2rem;
  background: var(--paper);
  color: var(--ink);
  font: var(--text)/var(--text-line) "Fira Sans", "Noto Sans", "Segoe UI", Roboto, system-ui, sans-serif;
  overflow-wrap: anywhere;
}
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .1875rem; }
a:hover { text-decoration-thickness: .1875rem; }
h3 a:visited { color: var(--visited); }
:focus-visible { outline: var(--bold) solid var(--focus); outline-offset: 2px; border-radius: var(--radius-small); }
#results:focus { outline: none; }
.record, main > form, main > h1, .introduction, .problem { max-width: 46rem; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: .5rem; padding: .25rem .5rem; background: var(--paper); }
header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; justify-content: space-between; align-items: baseline; padding: .75rem 0; border-image: linear-gradient(var(--shade) calc(100% - 1px), var(--line) 0) fill 0 / 0 / 0 100vw; }
.brand { margin: 0; font-size: 1.3125rem; font-weight: 600; letter-spacing: .03em; }
.brand a { color: inherit; text-decoration: none; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0; padding: 0; list-style: none; }
.session { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; margin: 0 0 0 auto; }
.session button { min-height: 0; padding: 0; border: 0; background: none; color: var(--link); font-weight: 400; text-decoration: underline; }
.languages [aria-current] { color: inherit; font-weight: 600; text-decoration: none; }
h1 { margin: 1.5rem 0 1rem; font-size: var(--heading-1); font-weight: 600; line-height: 1.25; text-wrap: balance; }
h2 { margin: 2rem 0 .5rem; font-size: var(--heading-2); font-weight: 600; line-height: 1.3333; }
h3 { margin: 0; font-size: var(--text); font-weight: 600; line-height: var(--text-line); }
p { margin: .25rem 0; }
.question { display: block; font-weight: 600; }
.ask { position: relative; display: flex; gap: .5rem; margin: .25rem 0; }
.ask input, select { min-height: var(--control); padding: .5rem 1rem; border: 0; border-bottom: 2px solid var(--field); border-radius: var(--radius-small); background: var(--shade); color: inherit; font: inherit; }
.ask input { flex: 1; min-width: 0; }
.ask input:hover, select:hover { border-bottom-width: var(--bold); padding-bottom: calc(.5rem - 2px); }
#suggestions { position: absolute; z-index: 1; inset: 100% 0 auto; max-height: 60vh; margin: .25rem 0 0; padding: .25rem 0; overflow-y: auto; border: 1px solid var(--field); border-radius: var(--radius); background: var(--paper); box-shadow: 0 .25rem 1rem #0003; list-style: none; }
#suggestions li { padding: .625rem .75rem; cursor: pointer; }
#suggestions li:hover { background: var(--shade); }
#suggestions [aria-selected="true"] { outline: 2px solid var(--link); outline-offset: -2px; background: var(--shade); font-weight: 600; }
button { min-height: var(--control); padding: .5rem 1.5rem; border: 1px solid transparent; border-radius: var(--radius); background: var(--link); color: var(--on-link); font: inherit; font-weight: 600; cursor: pointer; }
button:hover { background: color-mix(in oklch, var(--link), var(--paper) 12%); }
.hint, .understood, .where, .why, .footing, footer { color: var(--soft); font-size: var(--text-small); }
.introduction { margin-top: 2rem; }
.introduction ul { margin: .25rem 0; padding-left: 1.25rem; }
.conditions, .choices { display: flex; flex-wrap: wrap; gap: .5rem; margin: .5rem 0; padding: 0; list-style: none; }
.conditions a { display: inline-block; padding: .25rem .75rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--shade); color: var(--ink); text-decoration: none; }
.conditions a:hover { border-color: var(--link); }
.conditions a::after { content: "\\00d7" / ""; margin-left: .5rem; font-weight: 700; }
.city b { color: var(--ink); }
.ignored { color: var(--warn); font-size: var(--text-small); }
.understood details { margin: 0; }
.understood summary { padding: .125rem 0; }
.record h1 { margin-bottom: .25rem; }
.record section ul { margin: 0; padding-left: 1.25rem; }
.record section li { margin: .25rem 0; }
table { width: 100%; border-collapse: collapse; font-size: var(--text-small); }
th, td { padding: .375rem .5rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
thead th { color: var(--soft); overflow-wrap: normal; hyphens: auto; }
td { text-align: right; font-variant-numeric: tabular-nums; }
thead th:not(:first-child) { text-align: right; }
.hits { margin: 1rem 0 0; padding: 0; list-style: none; }
.hits > li { padding: 1rem 0; border-top: 1px solid var(--line); }
.where { margin-top: 0; }
.publisher { margin: 0; }
dl { margin: .5rem 0; }
.record dl div { margin: .5rem 0; }
dl div { display: grid; grid-template-columns: 10rem 1fr; gap: 0 .75rem; margin: .25rem 0; }
dt { color: var(--soft); overflow-wrap: break-word; }
dd { grid-column: 2; margin: 0; }
dd + dd { margin-top: .25rem; }
a[href^="tel:"] { white-space: nowrap; }
dl .warns { margin-left: -.75rem; border-left: .25rem solid var(--warn); padding-left: .5rem; }
.warns dt { color: var(--warn); font-weight: 600; }
details { margin: .5rem 0; }
details > summary { padding: .5rem 0; color: var(--link); cursor: pointer; }
@media (max-width: 30rem) {
  dl div { grid-template-columns: 1fr; margin: .5rem 0; }
  dd { grid-column: 1; }
}
.score { white-space: nowrap; }
.further { margin: 1rem 0 0; padding: 1rem 0 0; border-top: 1px solid var(--line); }
.coverage, .problem { margin: 1.5rem 0 0; padding: .75rem 1rem; border-left: var(--bold) solid var(--line); border-radius: var(--radius-small); background: var(--shade); }
.coverage h2, .problem h2 { margin: 0; font-size: var(--text); }
.problem h1 { margin: 0; font-size: var(--heading-2); }
.problem + form { margin-top: 1.5rem; }
.incomplete, .problem { border-color: var(--warn); background: var(--warn-shade); }
.missing { color: var(--warn); }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); }
@media (forced-colors: active) {
  header { border-image: none; border-bottom: 1px solid; }
  button { border-color: ButtonText; }
  .ask input, select { border: 1px solid FieldText; }
}
@media (scripting: none) {
  .needs-script { display: none; }
}
.notice h1 { margin-bottom: .5rem; }
${searchStyle}${mapStyle}${compareStyle}${homeStyle}@page { size: A4; margin: 15mm; }
@media print {
  :root { --paper: #fff; --shade: #fff; --warn-shade: #fff; --ink: #000; --soft: #333; --line: #999; --link: #000; --visited: #000; --warn: #000; --text: 11pt; --text-line: 15pt; --text-small: 9.5pt; --heading-1: 18pt; --heading-2: 14pt; }
  body { max-width: none; padding: 0; }
  header { border-image: none; }
  .skip, .session, .languages, .hint, button, .further, .introduction, footer { display: none; }
  .conditions a::after { content: none; }
  .ask input { border: 0; padding: 0; font-weight: 600; }
  .coverage, dl div, tr { break-inside: avoid; }
  h3, .where, dt { break-after: avoid; }
  details > summary { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  dd a[href^="http"]::after { content: " (" attr(href) ")"; }
}
`;
