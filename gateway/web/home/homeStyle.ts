/** How the first page looks below its question: subjects in columns, beside them the network where there is room. */
export const homeStyle = `
.home { margin-top: 1rem; }
.home > section > h2 { margin-top: 1.5rem; }
.subjects { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 0 1.5rem; margin: .5rem 0; padding: 0; list-style: none; }
.subjects > li { padding: .5rem 0; border-top: 1px solid var(--line); }
.home .counts { display: block; color: var(--soft); font-size: var(--text-small); }
.home .map { margin-top: .75rem; }
.home .map text { font-size: 25px; }
@media (min-width: 60rem) {
  .home { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 2.5rem; align-items: start; }
  .home > :only-child { grid-column: 1 / -1; }
}
`;
