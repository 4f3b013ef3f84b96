import { html, raw } from 'hono/html'

type Markup = ReturnType<typeof html>

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f3f1ec; color: #26231d }
main { width: min(27rem, calc(100vw - 2rem)); box-sizing: border-box; padding: 1.75rem; background: #fff; border-radius: 12px; border: 1px solid #ddd6c8 }
h1 { font-size: 1.25rem; margin: 0 0 1rem } p { margin: 0 0 .9rem }
.note { font-size: .8rem; opacity: .75; margin: 1.2rem 0 0 }
.error { color: #a3271f } code { font-size: .85rem; overflow-wrap: anywhere }
label { display: block; margin: 0 0 .8rem; font-weight: 600 }
input:not([type=checkbox]) { display: block; width: 100%; box-sizing: border-box; font: inherit; padding: .5rem .6rem; margin-top: .2rem; border: 1px solid #9c9486; border-radius: 6px; background: transparent; color: inherit }
label.tick { font-weight: 400 } ul { padding: 0; margin: 0 0 1rem; list-style: none } li { margin: .25rem 0 } ul.dots { list-style: disc; padding-left: 1.2rem }
.row { display: flex; gap: .6rem; flex-wrap: wrap; margin-top: 1rem }
button, a.button { font: inherit; padding: .5rem 1rem; border-radius: 6px; border: 1px solid #6b5b34; background: transparent; color: inherit; cursor: pointer; text-decoration: none }
button.main { background: #6b5b34; color: #fff } button.account { width: 100%; text-align: left; border-color: #cfc6b3 }
details { margin-top: 1.2rem } summary { cursor: pointer }
@media (prefers-color-scheme: dark) { body { background: #1c1a16; color: #ece7db } main { background: #27241e; border-color: #453f32 } .error { color: #ff9c92 } button.main { background: #cdb57a; color: #1c1a16 } }
`

/** The frame of the sign-in service's pages. */
export function identityPage(title: string, content: Markup): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
          <p class="note">Emulated sign-in service on this machine. Not Microsoft.</p>
        </main>
      </body>
    </html>`
}
