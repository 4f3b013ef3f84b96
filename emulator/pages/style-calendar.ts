/** The calendar's own part of the stylesheet. One hour is as high as `--hour`; a narrow screen stacks the days. */
export const calendarStyle = `
:root { --hour: 3.1rem; --tint-0: #8a7440; --tint-1: #2f7391; --tint-2: #7d5196; --tint-3: #3a7a48; --tint-4: #b0562c; --tint-5: #96375f }
@media (prefers-color-scheme: dark) { :root { --tint-0: #cdb57a; --tint-1: #7fc1de; --tint-2: #c39bdb; --tint-3: #8fcf9c; --tint-4: #eea07a; --tint-5: #e892b6 } }
.tint-0 { --tint: var(--tint-0) } .tint-1 { --tint: var(--tint-1) } .tint-2 { --tint: var(--tint-2) } .tint-3 { --tint: var(--tint-3) } .tint-4 { --tint: var(--tint-4) } .tint-5 { --tint: var(--tint-5) }
.dot { display: inline-block; flex: none; width: .75rem; height: .75rem; border-radius: 50%; background: var(--tint) }
main:has(.calendar-columns) { max-width: 92rem } .columns.calendar-columns { grid-template-columns: 12rem minmax(0, 1fr) } @media (max-width: 60rem) { .columns.calendar-columns { grid-template-columns: minmax(0, 1fr) } }
.calendar-bar { align-items: center } .calendar-bar h1 { margin: 0 } .calendar-bar a[aria-current] { background: var(--card); font-weight: 600 }
ul.calendars > li { border: 0; padding: .25rem 0 } .calendar-name { overflow-wrap: anywhere } ul.calendars details { margin: 0 } ul.calendars details form { margin: .5rem 0 } ul.calendars .deleted a { text-decoration: none }
.waiting { margin-bottom: 1rem; border-left: 4px solid var(--accent) } .waiting li { padding: .5rem 0 } .waiting .bar { margin: 0; align-items: center }
ol.days, ol.days ul { list-style: none; margin: 0; padding: 0 }
.hours { display: none }
.day { border-top: 1px solid var(--line); padding: .6rem 0 } .day > h2 { display: flex; justify-content: space-between; margin: 0 0 .3rem; font-size: .9rem; color: var(--soft) } .day[aria-current] > h2 span { color: var(--accent); font-weight: 700 }
.day > h2 a { text-decoration: none; padding: 0 .6rem; border-radius: 6px } .day > h2 a:hover { background: var(--card) }
.tile-event { display: block; height: 100%; overflow: hidden; margin: 0 0 .3rem; padding: .25rem .45rem; border-radius: 6px; border-left: 4px solid var(--tint); background: color-mix(in srgb, var(--tint) 18%, var(--card)); text-decoration: none; font-size: .84rem; line-height: 1.3; overflow-wrap: anywhere } .tile-event:hover { background: color-mix(in srgb, var(--tint) 28%, var(--card)) }
.tile-event time { margin-right: .3rem } .tile-event strong { font-weight: 600 } .tile-event small { display: block } .tile-event small:empty { display: none }
.tile-event.open { background: repeating-linear-gradient(135deg, color-mix(in srgb, var(--tint) 16%, var(--card)) 0 8px, var(--card) 8px 12px) } .tile-event.is-cancelled strong, .is-cancelled > a { text-decoration: line-through; color: var(--soft) }
@media (min-width: 60rem) {
  .week { display: grid; grid-template-columns: 3rem minmax(0, 1fr); background: var(--card); border: 1px solid var(--line); border-radius: 10px; overflow: hidden }
  .hours { display: block; align-self: end } .hours span { display: block; height: var(--hour); font-size: .75rem; color: var(--soft); text-align: right; padding-right: .4rem; transform: translateY(-.55em) } .hours span:first-child { visibility: hidden }
  ol.days { display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); grid-template-rows: auto auto auto }
  .day { display: grid; grid-row: 1 / span 3; grid-template-rows: subgrid; border-top: 0; border-left: 1px solid var(--line); padding: 0; min-width: 0 } .day > h2 { padding: .5rem .5rem .3rem; margin: 0 } .day[aria-current] { background: color-mix(in srgb, var(--accent) 6%, transparent) }
  .all-day { padding: 0 .2rem; border-bottom: 1px solid var(--line); min-height: .4rem } .all-day .tile-event { height: auto }
  .timed { position: relative; height: calc(var(--hours) * var(--hour)); background: repeating-linear-gradient(var(--line) 0 1px, transparent 1px var(--hour)) 0 -1px }
  .timed > li { position: absolute; top: calc((var(--start) / 60 - var(--from)) * var(--hour)); height: calc((var(--end) - var(--start)) / 60 * var(--hour) - 2px); left: calc(var(--lane) / var(--lanes) * 100% + 2px); width: calc(100% / var(--lanes) - 4px) } .timed .tile-event { margin: 0 } .timed .until { display: none } .timed .tile-event { hyphens: auto } .timed > li.narrow time { display: none }
}
ol.agenda { list-style: none; margin: 0; padding: 0 } .agenda > li > h2 { font-size: .95rem; margin: 1.2rem 0 .2rem } .agenda > li:first-child { border-top: 0 } .agenda-line { display: flex; gap: .7rem; align-items: baseline; padding: .5rem 0 } .agenda-line .when { flex: 0 0 8.5rem; color: var(--soft); font-size: .9rem } .agenda-line .grow { flex: 1; min-width: 0; overflow-wrap: anywhere } .agenda-line small { display: block; color: var(--soft) } @media (max-width: 44rem) { .agenda-line { flex-wrap: wrap; row-gap: 0 } .agenda-line .when { flex-basis: auto } .agenda-line .grow { flex-basis: 100% } }
.event-grid { grid-template-columns: repeat(2, minmax(0, 1fr)) } .event-grid .double { grid-column: span 2 } @media (min-width: 44rem) { .event-grid { grid-template-columns: repeat(4, minmax(0, 1fr)) } } form.narrow-form { max-width: 48rem } .event-grid .note { margin: -.4rem 0 0 } ul.people li { padding: .3rem 0; overflow-wrap: anywhere } pre.notes { border-top: 1px solid var(--line); padding-top: .8rem } .answers { margin: .8rem 0 0 }
.card > p:first-child { margin-top: 0 } .row.pairs { display: grid; grid-template-columns: 1fr 1fr } .row.pairs button { width: 100%; white-space: normal; font-size: .9rem; padding: .4rem .2rem } .event-grid .full.row { gap: 1.2rem } .event-grid:has([name=allDay]:checked) label:has([type=time]) { visibility: hidden } @media (max-width: 44rem) { .waiting .grow, .answers .grow, .several .note { flex-basis: 100% } }
`
