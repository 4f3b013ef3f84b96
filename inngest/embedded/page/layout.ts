import { html } from 'hono/html'
import type { AppState } from '../app-sync'
import { whenText } from './words'

export type Html = ReturnType<typeof html>

const appWords: Record<AppState['state'], string> = {
  waiting: 'app does not answer',
  synced: 'app synced',
  refused: 'functions refused',
}

/** One page: heading, state of the app, content. Values are escaped by `html`. */
export function layout(title: string, app: AppState, content: Html | Html[]): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Runner</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="data:,">
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<h1>${title}</h1>
<span class="mark ${app.state}">${appWords[app.state]}</span>
</header>
<main id="content">
${app.state === 'refused' ? html`<p class="note refused" role="alert">${app.reason}</p>` : ''}
${content}
</main>
</body>
</html>`
}

/** A moment as people say it, with the exact one on hover. */
export function moment(at: Date, now: Date): Html {
  const exact = at.toISOString()
  return html`<time datetime="${exact}" title="${exact}">${whenText(at, now)}</time>`
}

export function mark(status: string): Html {
  return html`<span class="mark ${status}">${status}</span>`
}
