import { compareStyle } from '../compare/compareStyle';
import { homeStyle } from '../home/homeStyle';
import { mapStyle } from '../map/mapStyle';
import { searchStyle } from './searchStyle';

/** The page's looks: system fonts, light and dark, narrow and wide, screen and paper. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --paper: #fff;
  --shade: #f3f5f7;
  --ink: #1b242c;
  --soft: #4d5a66;
  --line: #cbd3da;
  --link: #0b5394;
  --warn: #8a4b00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14191e;
    --shade: #1e252c;
    --ink: #e7ecf0;
    --soft: #aab6c1;
    --line: #3b4650;
    --link: #8fc3f5;
    --warn: #f2b45c;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  max-width: 72rem;
  padding: 0 1rem 2rem;
  background: var(--paper);
  color: var(--ink);
  font: 1.0625rem/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
#results:focus { outline: none; }
.record, main > form, main > h1, .introduction, .problem { max-width: 46rem; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: .5rem; padding: .25rem .5rem; background: var(--paper); }
header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; justify-content: space-between; align-items: baseline; padding-top: 1rem; }
.brand { margin: 0; font-size: 1.25rem; font-weight: 700; letter-spacing: .03em; }
.brand a { color: inherit; text-decoration: none; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0; padding: 0; list-style: none; }
.session { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; margin: 0 0 0 auto; }
.session button { padding: 0; background: none; color: var(--link); font-weight: 400; text-decoration: underline; }
.languages [aria-current] { color: inherit; font-weight: 600; text-decoration: none; }
h1 { margin: 1.5rem 0 1rem; font-size: 1.75rem; line-height: 1.2; }
h2 { margin: 2rem 0 .5rem; font-size: 1.25rem; line-height: 1.3; }
h3 { margin: 0; font-size: 1.0625rem; line-height: 1.4; }
p { margin: .25rem 0; }
.question { display: block; font-weight: 600; }
.ask { position: relative; display: flex; gap: .5rem; margin: .25rem 0; }
.ask input { flex: 1; min-width: 0; padding: .5rem .75rem; border: 1px solid var(--soft); border-radius: .375rem; background: var(--paper); color: inherit; font: inherit; }
#suggestions { position: absolute; z-index: 1; inset: 100% 0 auto; max-height: 60vh; margin: .25rem 0 0; padding: .25rem 0; overflow-y: auto; border: 1px solid var(--soft); border-radius: .375rem; background: var(--paper); list-style: none; }
#suggestions li { padding: .625rem .75rem; cursor: pointer; }
#suggestions li:hover { background: var(--shade); }
#suggestions [aria-selected="true"] { outline: 2px solid var(--link); outline-offset: -2px; background: var(--shade); font-weight: 600; }
button { padding: .5rem 1.25rem; border: 0; border-radius: .375rem; background: var(--link); color: var(--paper); font: inherit; font-weight: 600; cursor: pointer; }
.hint, .understood, .where, .why, .footing, footer { color: var(--soft); font-size: .9375rem; }
.introduction { margin-top: 2rem; }
.introduction ul { margin: .25rem 0; padding-left: 1.25rem; }
.conditions, .choices { display: flex; flex-wrap: wrap; gap: .5rem; margin: .5rem 0; padding: 0; list-style: none; }
.conditions a { display: inline-block; padding: .25rem .75rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--shade); color: var(--ink); text-decoration: none; }
.conditions a:hover { border-color: var(--link); }
.conditions a::after { content: "\\00d7" / ""; margin-left: .5rem; font-weight: 700; }
.city b { color: var(--ink); }
.ignored { color: var(--warn); font-size: .9375rem; }
.understood details { margin: 0; }
.understood summary { padding: .125rem 0; }
h3 a, .record a { text-decoration-thickness: 1px; }
.record h1 { margin-bottom: .25rem; }
.record section ul { margin: 0; padding-left: 1.25rem; }
.record section li { margin: .25rem 0; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
th, td { padding: .375rem .5rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
thead th { color: var(--soft); overflow-wrap: normal; hyphens: auto; }
td { text-align: right; font-variant-numeric: tabular-nums; }
thead th:not(:first-child) { text-align: right; }
.hits { margin: 1rem 0 0; padding: 0; list-style: none; }
.hits > li { padding: 1rem 0; border-top: 1px solid var(--line); }
.where { margin-top: 0; }
.publisher { margin: 0; }
dl { margin: .5rem 0; }
dl div { display: grid; grid-template-columns: 9rem 1fr; gap: 0 .75rem; margin: .25rem 0; }
dt { color: var(--soft); }
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
.coverage, .problem { margin: 1.5rem 0 0; padding: .75rem 1rem; border-left: .25rem solid var(--line); background: var(--shade); }
.coverage h2, .problem h2 { margin: 0; font-size: 1.0625rem; }
.incomplete, .problem { border-color: var(--warn); }
.missing { color: var(--warn); }
footer { margin-top: 3rem; }
.notice h1 { margin-bottom: .5rem; }
${searchStyle}${mapStyle}${compareStyle}${homeStyle}@media print {
  :root { --paper: #fff; --shade: #fff; --ink: #000; --soft: #333; --line: #999; --link: #000; --warn: #000; }
  body { max-width: none; font-size: 11pt; }
  .skip, .session, .languages, .hint, button, .further, .introduction, footer { display: none; }
  .ask input { border: 0; padding: 0; font-weight: 600; }
  .coverage, dl div { break-inside: avoid; }
  h3, .where, dt { break-after: avoid; }
  details > summary { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  dd a[href^="http"]::after { content: " (" attr(href) ")"; }
}
`;
