import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import type { User } from '../directory/entities'
import { style } from './style'
import { calendarStyle } from './style-calendar'
import { type Language, languageOf, type TextKey, type Texts, textsIn } from './texts'

export type Markup = ReturnType<typeof html>

/** What every page knows of its visitor. */
export type Visitor = { language: Language; t: Texts }

export function visitorOf(context: Context): Visitor {
  const language = languageOf(context.req.header('accept-language'))
  return { language, t: textsIn(language) }
}

export type Tab = 'calendar' | 'people' | 'todo' | 'inbox' | 'apps'

const tabs: readonly { tab: Tab; text: TextKey }[] = [
  { tab: 'calendar', text: 'calendar' },
  { tab: 'people', text: 'people' },
  { tab: 'todo', text: 'toDo' },
  { tab: 'inbox', text: 'inbox' },
  { tab: 'apps', text: 'apps' },
]

/** The frame of the pages: who one is, where one can go. */
export function page(
  { language, t }: Visitor,
  about: { title: string; user?: User; tab?: Tab },
  content: Markup,
): Markup {
  const { user } = about
  return html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${about.title} · ${t.product}</title>
    <link rel="icon" href="data:," />
    <style>${raw(style + calendarStyle)}</style>
  </head>
  <body>
    <a class="skip" href="#content">${about.title}</a>
    <header class="top">
      <strong>${t.product}</strong>
      ${user ? html`<nav class="tabs" aria-label="${user.displayName}">${tabs.map((entry) => tabLink(t, user, entry, about.tab))}</nav>` : ''}
      <span class="who">${user ? html`${user.displayName} · <a href="/">${t.switchUser}</a>` : html`<a href="/">${t.chooseUser}</a> · <a href="/admin">${t.administration}</a>`}</span>
    </header>
    <main id="content">${content}</main>
  </body>
</html>`
}

function tabLink(t: Texts, user: User, { tab, text }: { tab: Tab; text: TextKey }, current?: Tab): Markup {
  return html`<a href="/${tab}/${user.id}" ${tab === current ? raw('aria-current="page"') : ''}>${t[text]}</a>`
}

/** What was refused, said aloud by screen readers. */
export const problemLine = ({ t }: Visitor, message: string): Markup =>
  html`<p class="bad" role="alert">${t.failed} ${message}</p>`

/** An answer with a page that may load and run nothing. */
export function answerPage(context: Context, content: Markup, status: 200 | 400 | 404 | 409 = 200) {
  context.header(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  )
  context.header('Cache-Control', 'no-store')
  return context.html(content, status)
}
