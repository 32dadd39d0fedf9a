/** The style sheet of all pages, light and dark. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f7f8fa; --card: #ffffff; --line: #d5dae1; --text: #1b2330; --quiet: #55606f;
  --link: #0b57b0; --code: #eef1f5; --mark: #fff3c4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #11161d; --card: #19202a; --line: #323c49; --text: #e7ebf0; --quiet: #a3afbd;
    --link: #7db7ff; --code: #232c38; --mark: #4a3f12;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', sans-serif;
}
a { color: var(--link); text-decoration: none; border-radius: 3px; }
a:hover { text-decoration: underline; }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
header, main { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 1.25rem; }
main { padding-bottom: 3rem; }
h1 { font-size: 1.375rem; line-height: 1.3; margin: .25rem 0 0; overflow-wrap: anywhere; }
.quiet { color: var(--quiet); }
.lead { margin: .25rem 0 0; color: var(--quiet); overflow-wrap: anywhere; }
.trail { color: var(--quiet); font-size: .875rem; }
.trail ol { display: flex; flex-wrap: wrap; list-style: none; margin: 0; padding: 0; }
.trail li:not(:last-child)::after { content: '/'; margin: 0 .4rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; margin-top: 1.25rem; }
.card > h2, .bar { margin: 0; padding: .7rem 1rem; border-bottom: 1px solid var(--line); font-size: .9375rem; }
.bar { display: flex; flex-wrap: wrap; gap: .25rem 1rem; justify-content: space-between; overflow-wrap: anywhere; }
.card > p { padding: 0 1rem; }
table { width: 100%; border-collapse: collapse; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.files td, .files th { padding: .45rem 1rem; text-align: left; font-weight: 400; }
.files tr + tr > * { border-top: 1px solid var(--line); }
.files td { color: var(--quiet); text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.files th { overflow-wrap: anywhere; }
.files svg { width: 1rem; height: 1rem; vertical-align: -.15rem; margin-right: .55rem; fill: var(--quiet); }
code, pre { font: .8125rem/1.6 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; }
.clone { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin-top: 1rem; }
.clone div { flex: 1 1 20rem; min-width: 0; background: var(--code); border: 1px solid var(--line); border-radius: 6px;
  padding: .4rem .7rem; overflow-x: auto; white-space: nowrap; }
.clone code { user-select: all; }
.branches { position: relative; }
.branches summary { cursor: pointer; border: 1px solid var(--line); border-radius: 6px; background: var(--card);
  padding: .3rem .7rem; font-size: .875rem; }
.branches ul { position: absolute; z-index: 1; margin: .25rem 0 0; padding: .4rem 0; list-style: none; min-width: 100%;
  max-height: 20rem; overflow: auto; background: var(--card); border: 1px solid var(--line); border-radius: 6px; }
.branches li a { display: block; padding: .25rem .8rem; white-space: nowrap; }
.source { margin: 0; padding: .75rem 0; overflow-x: auto; counter-reset: line; tab-size: 4; }
.source span { display: block; position: relative; padding: 0 1rem 0 5rem; }
.source span::before { counter-increment: line; content: counter(line) / ''; position: absolute; left: 0; width: 4rem;
  text-align: right; color: var(--quiet); user-select: none; }
.source span:target { background: var(--mark); }
.prose { padding: .5rem 1.5rem 1rem; overflow-wrap: break-word; }
.prose a { text-decoration: underline; }
.prose pre, pre.command { background: var(--code); border-radius: 6px; padding: .8rem 1rem; overflow-x: auto; }
pre.command { margin: 1rem; }
.prose :not(pre) > code { background: var(--code); border-radius: 4px; padding: .1rem .3rem; }
.prose h1 { font-size: 1.5rem; } .prose h2 { font-size: 1.25rem; } .prose h3 { font-size: 1.0625rem; }
.prose h1, .prose h2 { border-bottom: 1px solid var(--line); padding-bottom: .3rem; }
.prose table { width: auto; display: block; overflow-x: auto; }
.prose th, .prose td { border: 1px solid var(--line); padding: .35rem .7rem; text-align: left; }
.prose blockquote { margin: 0; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--quiet); }
`;
