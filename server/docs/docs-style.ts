/** The look of the docs page, light and dark. */
export const docsStyle = `
:root { color-scheme: light dark; --ink: #1d2733; --soft: #5b6875; --line: #dfe4ea; --paper: #fff; --wash: #f5f7f9;
  --accent: #0b6bcb; --get: #0b6bcb; --post: #2e7d32; --star: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e9ee; --soft: #9aa7b4; --line: #2d3742; --paper: #12181f;
  --wash: #1a222b; --accent: #6cb2f7; --get: #6cb2f7; --post: #7cc77f; --star: #f2827a; } }
* { box-sizing: border-box }
html { scroll-behavior: smooth; scroll-padding-top: 16px }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto } }
body { margin: 0; display: grid; grid-template-columns: 280px minmax(0, 1fr); color: var(--ink); background: var(--paper);
  font: 14px/1.65 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif; font-variant-numeric: tabular-nums }
a { color: var(--accent); text-decoration: none } a:hover { text-decoration: underline }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px }
code, pre { font: 12.5px/1.6 ui-monospace, "Cascadia Mono", Consolas, "Noto Sans Mono CJK SC", monospace }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 20px 16px; background: var(--wash); border-right: 1px solid var(--line) }
nav h2 { font-size: 13px; margin: 16px 0 4px } nav h2 a { color: var(--ink) }
nav ul { list-style: none; margin: 0; padding: 0 }
nav li a { display: block; padding: 2px 6px; border-radius: 6px; color: var(--soft); font: 12px/1.7 ui-monospace, Consolas, monospace;
  overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
nav li a:hover { background: var(--paper); color: var(--ink); text-decoration: none }
.brand { margin: 0; font-size: 16px; font-weight: 600 } .brand a { color: var(--ink) } .brand span { color: var(--soft); font-weight: 400 }
.tools { margin: 4px 0 0; display: flex; gap: 12px; font-size: 12px }
i { display: inline-block; min-width: 38px; margin-right: 6px; font-style: normal; font-size: 11px; font-weight: 600; text-transform: uppercase; color: var(--get) }
i.post { color: var(--post) }
main { padding: 28px 40px 80px; max-width: 1040px; width: 100% }
h1 { font-size: 24px; margin: 0 0 12px } h2 { font-size: 18px } main section > h2 { margin: 44px 0 8px; padding-bottom: 6px; border-bottom: 1px solid var(--line) }
h3 { font-size: 15px; margin: 0 } h3 a { color: var(--ink) } h4 { font-size: 12px; margin: 12px 0 2px; color: var(--soft) }
main p { margin: 4px 0 } pre { padding: 12px 14px; background: var(--wash); border: 1px solid var(--line); border-radius: 6px; overflow: auto }
article { padding: 18px 0; border-bottom: 1px solid var(--line) } article:target, tr:target { background: color-mix(in srgb, var(--accent) 9%, transparent) }
.address { margin: 4px 0 8px } .address code { overflow-wrap: anywhere }
table { width: 100%; border-collapse: collapse; margin: 8px 0; font-size: 13px } th { text-align: left; font-weight: 500; color: var(--soft) }
th, td { padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere } td:first-child { min-width: 150px }
td b { color: var(--star); margin-left: 2px } small { color: var(--soft) } .status { display: inline-block; min-width: 34px }
.d1 { padding-left: 18px } .d2 { padding-left: 36px } .d3 { padding-left: 54px }
.content { list-style: none; margin: 0 0 6px; padding-left: 38px }
@media (max-width: 760px) { body { display: block } nav { position: static; height: auto; max-height: 45vh; border: 0; border-bottom: 1px solid var(--line) } main { padding: 20px 16px 60px } }
@media print { nav { display: none } body { display: block } }
`;
