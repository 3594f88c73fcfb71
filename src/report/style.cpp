#include "report/style.hpp"

namespace micrograph::report {

// Colours are variables, so that light, dark and paper need only name them anew. Widths are relative and every child of a
// grid may shrink (min-width: 0), so that no page is wider than its window; long words break.
std::string_view style_sheet() {
  return R"css(
:root { color-scheme: light dark; --paper: #fff; --ink: #1a222d; --soft: #566272; --line: #dce2e9; --card: #f5f7fa;
  --bar: #2f6fb5; --rail: #e9eef4; --link: #0b5cad; --heat: 47, 111, 181; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #11151b; --ink: #e3e8ee; --soft: #9ba8b7; --line: #2c3540; --card: #1a2029;
    --bar: #5b9ee6; --rail: #232b36; --link: #82b8f5; --heat: 91, 158, 230; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 1120px; padding: 0 clamp(14px, 3vw, 32px) 48px; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 2px; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -999em; }
.skip:focus { left: 8px; top: 8px; padding: 6px 12px; background: var(--paper); z-index: 1; }
header { padding-top: 36px; }
h1 { font-size: 30px; line-height: 1.2; margin: 0 0 4px; letter-spacing: -.01em; }
header p { margin: 0; color: var(--soft); }
.totals { display: grid; grid-template-columns: repeat(auto-fit, minmax(118px, 1fr)); gap: 10px; margin: 22px 0 18px; }
.totals > div { display: flex; flex-direction: column-reverse; background: var(--card); border: 1px solid var(--line); border-radius: 8px;
  padding: 10px 14px; min-width: 0; }
.totals dt { color: var(--soft); font-size: 13px; }
.totals dd { margin: 0; font-size: 25px; line-height: 1.2; font-weight: 650; font-variant-numeric: tabular-nums; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 0; padding: 10px 0; border-block: 1px solid var(--line); }
section { padding-top: 30px; }
h2 { font-size: 21px; margin: 0 0 2px; }
section > p { margin: 0 0 6px; color: var(--soft); max-width: 75ch; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); gap: 26px 36px; margin-top: 14px; }
figure { margin: 0; min-width: 0; }
figure.wide { grid-column: 1 / -1; }
h3 { font-size: 16px; margin: 0; }
figcaption p { margin: 0 0 8px; color: var(--soft); font-size: 13px; }
.asked { margin: 6px 0 0; color: var(--soft); font-size: 12px; }
code { font: .95em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.pair { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 1fr); gap: 28px; align-items: start; }
table { width: 100%; border-collapse: collapse; font-size: 13.5px; line-height: 1.35; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th { text-align: left; font-weight: 400; }
thead th { color: var(--soft); font-size: 12px; border-bottom: 1px solid var(--line); padding: 2px 0 3px; }
tbody th, td { padding: 3.5px 10px 3.5px 0; vertical-align: top; border-bottom: 1px solid var(--line); }
tbody tr:last-child > *, tfoot tr > * { border-bottom: 0; }
tfoot td, tfoot th { color: var(--soft); padding: 4px 10px 0 0; }
small { display: block; color: var(--soft); font-size: 12px; }
.n { text-align: right; padding-right: 0; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bars, .shares, .sparks { table-layout: fixed; }
.bars .what { width: 48%; } .bars .n { width: 5.5em; } .bars .plot { padding-right: 4px; }
.shares .what { width: 52%; } .shares .n { width: 6.5em; } .sparks .what { width: 26%; } .sparks .n { width: 6em; }
.sparks .month { width: 6.6em; text-align: right; padding-right: 0; }
td.plot svg { display: block; margin-top: 3px; }
.sparks td.plot svg { margin: 0; }
.bar:not([fill]) { fill: var(--bar); }
.rail { fill: var(--rail); }
.chart { display: block; overflow: visible; }
.grid { stroke: var(--line); } .axis { stroke: var(--soft); }
.tick { fill: var(--soft); font-size: 11.5px; font-variant-numeric: tabular-nums; }
.bar:hover { opacity: .75; }
.months { margin-top: 12px; table-layout: fixed; font-size: 12.5px; }
.months td, .months thead th { text-align: center; padding: 3px 0; } .months tbody th { width: auto; } .months tfoot th { white-space: nowrap; }
.months .n { text-align: right; } .months thead th:first-child { text-align: left; } .months thead .n { text-align: right; }
.h1 { background: rgba(var(--heat), .12); } .h2 { background: rgba(var(--heat), .26); } .h3 { background: rgba(var(--heat), .44); }
.h4 { background: rgba(var(--heat), .64); }
.even { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); }
.layered { display: block; max-width: 100%; height: auto; margin: 4px auto 12px; }
.box { fill: var(--card); stroke: var(--line); } .boxed { fill: var(--ink); font-size: 12px; }
.edge { fill: none; stroke: var(--soft); stroke-width: 1.4; } .back { stroke-dasharray: 4 3; } .arrow { fill: var(--soft); }
.drawn { font-size: 12.5px; } .drawn .by { min-width: 10em; } .drawn tbody :is(th, td) { border-bottom: 0; } .drawn tbody tr + tr > * { border-top: 1px solid var(--line); }
.empty { padding: 28px; margin-top: 24px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.none { color: var(--soft); }
footer { margin-top: 40px; padding-top: 12px; border-top: 1px solid var(--line); color: var(--soft); font-size: 13px; }
@media (max-width: 700px) {
  .pair, .even { grid-template-columns: minmax(0, 1fr); }
  .months { table-layout: auto; } /* its hidden columns take no room then */
  .minor, .even > :first-child, .months td:not(.n), .months thead th:not(:first-child):not(.n), .sparks .month { display: none; }
  .bars .what { width: 52%; } .shares .what { width: 50%; } .shares .n, .sparks .n { width: 4.6em; } .sparks .what { width: 44%; }
  /* Columns of words are too narrow to be read: one below the other. */
  .listing, .listing tbody { display: block; }
  .listing thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .listing tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 1px 16px; padding: 5px 0; border-bottom: 1px solid var(--line); }
  .listing tr > * { grid-column: 1; padding: 0; border: 0; } .listing tr > .n { grid-area: 1 / 2; }
  .listing td:not(.n) { color: var(--soft); font-size: 12.5px; }
  .totals { grid-template-columns: repeat(auto-fit, minmax(96px, 1fr)); }
  .totals dd { font-size: 21px; }
  h1 { font-size: 25px; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --line: #ccc; --card: #fff; --bar: #2f6fb5; --rail: #eee;
    --link: #000; --heat: 47, 111, 181; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav, .skip { display: none; }
  header { padding-top: 0; }
  h2, figcaption, thead { break-after: avoid; }
  figure, tr, .totals > div { break-inside: avoid; }
  a { text-decoration: none; }
}
@page { margin: 16mm; }
)css";
}

} // namespace micrograph::report
