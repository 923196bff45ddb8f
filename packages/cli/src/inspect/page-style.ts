/** The style sheet of the page. Colours have a contrast of at least 4.5 to 1 in both schemes. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --back: #f6f7f9; --card: #ffffff; --text: #1b1f24; --faint: #59636e; --rule: #d5dae0; --name: #0a5c8a;
  --good: #12703a; --good-back: #e3f5ea; --warn: #8a4b00; --warn-back: #fff3dd; --bad: #b3201f; --bad-back: #fde8e7;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #101418; --card: #181d23; --text: #e3e7ec; --faint: #98a3af; --rule: #2f3842; --name: #6fc1f0;
    --good: #6fd79b; --good-back: #12301f; --warn: #f2bb66; --warn-back: #35280f; --bad: #ff9a94; --bad-back: #3c1917;
  }
}
* { box-sizing: border-box; margin: 0; }
body { background: var(--back); color: var(--text); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; padding: 2rem 1.25rem 4rem; }
header, main { max-width: 64rem; margin-inline: auto; }
header { margin-bottom: 1.75rem; }
.tool { color: var(--faint); font-size: .875rem; }
h1 { font-size: 1.6rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin-bottom: .75rem; }
.badge { margin-top: .6rem; }
.badge a { display: inline-block; border-radius: 99px; padding: .15rem .8rem; font-weight: 600; font-size: .9rem; text-decoration: none; }
.conforms a { color: var(--good); background: var(--good-back); }
.deviates a { color: var(--warn); background: var(--warn-back); }
.unreadable a { color: var(--bad); background: var(--bad-back); }
nav ul { display: flex; flex-wrap: wrap; gap: .4rem; margin-top: .8rem; }
nav a { display: block; border: 1px solid; border-radius: 6px; padding: .1rem .5rem; font: .8125rem/1.5 var(--mono); text-decoration: none; }
nav a.deviation { color: var(--warn); border-color: color-mix(in srgb, var(--warn) 40%, transparent); }
nav a.error { color: var(--bad); border-color: color-mix(in srgb, var(--bad) 40%, transparent); }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--name); outline-offset: 2px; }
:target { outline: 2px solid currentColor; outline-offset: 2px; }
section { background: var(--card); border: 1px solid var(--rule); border-radius: 10px; padding: 1.1rem 1.25rem 1.25rem; margin-bottom: 1.25rem; }
ul { list-style: none; padding: 0; }
li { overflow-wrap: anywhere; }
section > ul > li + li, li > ul:not(.facts) > li { margin-top: .4rem; }
li > ul:not(.facts) { border-left: 1px solid var(--rule); margin-left: .3rem; padding-left: 1rem; }
.line { font: .875rem/1.5 var(--mono); padding-left: 1.25rem; text-indent: -1.25rem; }
.name { color: var(--name); }
.strong { font-weight: 700; }
.faint, .facts, .line i { color: var(--faint); }
.line i { font: italic .875rem/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; margin-left: .35rem; }
.line i::before { content: "— "; }
.facts { font: .8125rem/1.5 var(--mono); margin: .1rem 0 .35rem 1.25rem; }
.facts > li { padding-left: 1rem; text-indent: -1rem; }
pre { font: .8125rem/1.5 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; background: var(--back); border-radius: 6px; padding: .6rem .8rem; margin: .35rem 0 .6rem 1.25rem; }
figure { margin: .5rem 0 .75rem 1.25rem; }
img { display: block; max-width: 100%; max-height: 24rem; height: auto; border: 1px solid var(--rule); border-radius: 6px; background: repeating-conic-gradient(var(--back) 0 25%, var(--card) 0 50%) 0 0 / 16px 16px; }
figcaption { color: var(--faint); font-size: .8125rem; margin-top: .3rem; }
.remark { border-left: 3px solid; border-radius: 4px; padding: .5rem .8rem; margin: .4rem 0 .6rem 1.25rem; font-size: .9rem; max-width: 48rem; }
.deviation { border-color: var(--warn); background: var(--warn-back); }
.error { border-color: var(--bad); background: var(--bad-back); }
.deviation b { color: var(--warn); }
.error b { color: var(--bad); }
.remark b { font: 700 .875rem var(--mono); margin-right: .35rem; }
.remark p + p { margin-top: .15rem; }
.fix::before { content: "Fix: "; font-weight: 600; }
#verdict .line { font-size: .9rem; }
#verdict .name { display: inline-block; min-width: 7.5rem; text-indent: 0; }
@media (max-width: 40rem) {
  body { padding: 1rem .6rem 2.5rem; }
  header { padding-inline: .4rem; }
  section { padding: .9rem .8rem 1rem; }
  li > ul:not(.facts) { margin-left: .1rem; padding-left: .6rem; }
  .facts, pre, figure, .remark { margin-left: .3rem; }
  .line { padding-left: .6rem; text-indent: -.6rem; }
}
@media print { body { background: none; padding: 0; } section { break-inside: avoid-page; } }
`;
