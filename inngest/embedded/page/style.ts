/** Served as a file of its own, so that the page's policy can forbid inline styles. */
export const style = `
:root {
  color-scheme: light dark;
  --back: #f6f7f9; --card: #fff; --text: #1b2230; --soft: #566072; --line: #dde1e8; --link: #1d4fd8;
  --good: #0f6b3c; --good-back: #e1f4e9; --bad: #a3172a; --bad-back: #fce7e9; --busy: #7a4b00; --busy-back: #fdf0d5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #12151b; --card: #1a1f28; --text: #e6e9ef; --soft: #a3acbb; --line: #303744; --link: #8fb0ff;
    --good: #7fd6a5; --good-back: #123423; --bad: #ff9da8; --bad-back: #401820; --busy: #f3c673; --busy-back: #3a2a0c;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 14px/1.5 system-ui, sans-serif; }
header, main { max-width: 1120px; margin: 0 auto; padding: 16px; }
header { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: baseline; padding-bottom: 0; }
h1 { font-size: 20px; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 15px; margin: 24px 0 8px; }
a { color: var(--link); }
a:focus-visible, button:focus-visible, summary:focus-visible, pre:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
p { margin: 4px 0; }
.soft { color: var(--soft); }
.rows { list-style: none; margin: 0; padding: 0; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.rows > li { padding: 10px 14px; border-top: 1px solid var(--line); }
.rows > li:first-child { border-top: 0; }
.row { display: grid; grid-template-columns: minmax(0, 4fr) minmax(0, 4fr) minmax(0, 3fr); gap: 2px 16px; align-items: baseline; }
.row > * { overflow-wrap: anywhere; }
.row > :last-child { text-align: right; }
.mark { display: inline-block; border-radius: 4px; padding: 0 6px; font-size: 12px; font-weight: 600; white-space: nowrap; }
.completed, .synced { color: var(--good); background: var(--good-back); }
.failed, .refused { color: var(--bad); background: var(--bad-back); }
.active, .waiting { color: var(--busy); background: var(--busy-back); }
.error { color: var(--bad); overflow-wrap: anywhere; }
.empty { padding: 14px; background: var(--card); border: 1px dashed var(--line); border-radius: 8px; color: var(--soft); }
nav { display: flex; flex-wrap: wrap; gap: 4px 12px; margin-bottom: 8px; }
nav a { padding: 4px 0; }
nav a[aria-current] { color: var(--text); font-weight: 600; text-decoration: none; }
pre { margin: 8px 0 0; padding: 10px; background: var(--back); border: 1px solid var(--line); border-radius: 6px; overflow: auto; max-height: 320px; font-size: 12px; }
summary { cursor: pointer; padding: 4px 0; }
button { font: inherit; color: var(--card); background: var(--link); border: 0; border-radius: 6px; padding: 8px 14px; cursor: pointer; }
.note { padding: 10px 14px; border-radius: 8px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 16px; top: 8px; background: var(--card); padding: 4px 8px; }
@media (max-width: 640px) {
  .row { grid-template-columns: minmax(0, 1fr); }
  .row > :last-child { text-align: left; }
}
`
