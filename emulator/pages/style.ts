/** One quiet stylesheet, warm and paper-like on purpose: nobody should take these pages for Microsoft's. */
export const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif;
  --paper: #f3f1ec; --card: #fff; --ink: #26231d; --soft: #6d675b; --line: #ddd6c8; --accent: #6b5b34; --on-accent: #fff; --bad: #a3271f; --good: #2f6b3a }
@media (prefers-color-scheme: dark) { :root {
  --paper: #1c1a16; --card: #27241e; --ink: #ece7db; --soft: #aea692; --line: #453f32; --accent: #cdb57a; --on-accent: #1c1a16; --bad: #ff9c92; --good: #8fd19a } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink) }
a { color: inherit } a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, textarea:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.skip { position: absolute; left: -999px } .skip:focus { left: .5rem; top: .5rem; background: var(--card); padding: .3rem .6rem }
header.top { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem 1.2rem; padding: .6rem 1rem; border-bottom: 1px solid var(--line); background: var(--card) }
header.top strong { font-weight: 650 } header.top .who { margin-left: auto; color: var(--soft) }
nav.tabs { display: flex; flex-wrap: wrap; gap: .2rem } nav.tabs a { padding: .25rem .7rem; border-radius: 6px; text-decoration: none }
nav.tabs a[aria-current] { background: var(--accent); color: var(--on-accent) }
main { max-width: 72rem; margin: 0 auto; padding: 1.2rem 1rem 3rem }
h1 { font-size: 1.35rem; margin: 0 0 .8rem } h2 { font-size: 1.02rem; margin: 1.6rem 0 .6rem } h2:first-child { margin-top: 0 }
.note { color: var(--soft); font-size: .87rem } .bad { color: var(--bad) } .good { color: var(--good) }
.columns { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 1.2rem } @media (max-width: 44rem) { .columns { grid-template-columns: minmax(0, 1fr) } }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem }
.bar { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: 0 0 .8rem } .bar .grow { flex: 1 1 12rem }
label { display: block; font-size: .87rem } label.inline { display: inline-flex; gap: .4rem; align-items: center; white-space: nowrap } .bar .bar { margin: 0 } li.bar { padding: .5rem 0; margin: 0 }
input:not([type=checkbox]), select, textarea { display: block; width: 100%; font: inherit; padding: .4rem .5rem; margin-top: .15rem; border: 1px solid #9c9486; border-radius: 6px; background: transparent; color: inherit }
select option { background: var(--card); color: var(--ink) } input[type=checkbox] { width: 1.1rem; height: 1.1rem; margin: 0; accent-color: var(--accent) }
button, a.button { display: inline-block; font: inherit; padding: .4rem .85rem; border-radius: 6px; border: 1px solid var(--accent); background: transparent; color: inherit; cursor: pointer; text-decoration: none; white-space: nowrap }
button.main, a.main { background: var(--accent); color: var(--on-accent) } button.danger { border-color: var(--bad); color: var(--bad) }
ul.plain { list-style: none; margin: 0; padding: 0 } ul.plain > li { border-top: 1px solid var(--line) } ul.plain > li:first-child { border-top: 0 }
ul.folders a { display: block; padding: .35rem .5rem; border-radius: 6px; text-decoration: none; overflow-wrap: anywhere } ul.folders li { border: 0 } ul.folders a[aria-current] { background: var(--paper); font-weight: 600 }
table { width: 100%; border-collapse: collapse; margin-bottom: .9rem } th { text-align: left; font-size: .8rem; color: var(--soft); font-weight: 500 } th, td { padding: .4rem .5rem .4rem 0; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere } thead th { border-top: 0 }
@media (max-width: 44rem) { td.wide, th.wide { display: none } }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(12.5rem, 1fr)); gap: .7rem } .grid.roomy { grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)) } .grid .full { grid-column: 1 / -1 }
fieldset { border: 1px solid var(--line); border-radius: 8px; margin: 0 0 1rem; padding: .6rem .9rem .9rem; min-width: 0 } legend { padding: 0 .4rem; font-weight: 600 }
.tiles { display: flex; flex-wrap: wrap; gap: .8rem } .tile { display: grid; gap: .3rem; justify-items: center; width: 8.5rem; padding: 1rem .6rem; text-align: center; text-decoration: none; border: 1px solid var(--line); border-radius: 10px; background: var(--card) }
.tile .mark { display: grid; place-items: center; width: 3rem; height: 3rem; border-radius: 10px; background: var(--accent); color: var(--on-accent); font-weight: 700 }
.persons { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .5rem } .persons a { display: block; padding: .55rem .7rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card); text-decoration: none; overflow-wrap: anywhere } .persons small { color: var(--soft); display: block }
iframe { width: 100%; height: 60vh; border: 1px solid var(--line); border-radius: 8px; background: #fff } pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit }
details { margin-top: .8rem } summary { cursor: pointer } form { margin: 0 } .row { display: flex; flex-wrap: wrap; gap: .4rem } .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
.columns.wide-left { grid-template-columns: minmax(0, 1fr) 20rem; align-items: start } @media (max-width: 54rem) { .columns.wide-left { grid-template-columns: minmax(0, 1fr) } } .card + .card { margin-top: 1rem }
ul.tasks > li { display: flex; gap: .6rem; align-items: center; padding: .5rem .1rem; min-height: 3.1rem } ul.tasks .grow { flex: 1 1 0; min-width: 0; overflow-wrap: anywhere } ul.tasks a { text-decoration: none } ul.tasks a:hover { text-decoration: underline } ul.tasks small { display: block; color: var(--soft) } ul.tasks small:empty { display: none } ul.tasks small .bad { color: var(--bad) }
ul.tasks li.is-done a, ul.tasks li.is-done > .grow { color: var(--soft); text-decoration: line-through } ul.tasks li.is-done small { text-decoration: none }
button.sign { display: grid; place-items: center; width: 1.75rem; height: 1.75rem; padding: 0; border-color: transparent; color: var(--accent); font-size: 1.05rem; line-height: 1 } button.sign:hover { background: var(--paper) }
button.sign.complete, button.sign.reopen { border: 1.5px solid var(--accent); border-radius: 50% } button.sign.reopen { background: var(--accent); color: var(--on-accent); font-size: .85rem }
.card > .row { margin-top: .9rem } .card > .bar:last-child, .card > form.bar:last-child { margin-bottom: 0 } input:not([type=checkbox]), select, button, a.button { min-height: 2.4rem } label.inline { min-height: 2.4rem } button.sign { min-height: 0 }
details.done { margin-top: 1.2rem } .several { margin-top: 1.2rem; padding-top: .8rem; border-top: 1px solid var(--line); align-items: center } .several .note { flex: 1 1 12rem }
`
