import { html } from 'hono/html'
import type { AppState } from '../app-sync'
import { type Html, layout, mark, moment } from './layout'
import { jobRow } from './overview'
import type { RunDetail, StepView } from './queries'
import { durationText, errorText, prettyJson } from './words'

export function runPage(run: RunDetail, app: AppState, token: string, now: Date): Html {
  const took = (run.endedAt ?? now).getTime() - run.createdAt.getTime()
  return layout(run.fn, app, [
    html`<p><a href="/">All functions and runs</a></p>
<p>${mark(run.status)} started ${moment(run.createdAt, now)} by <strong>${run.eventName}</strong>,
${run.endedAt ? 'took' : 'for'} ${durationText(took)} <span class="soft">· ${run.id}</span></p>`,
    run.error ? failure(run.error) : html``,
    html`<h2>Steps</h2>`,
    run.steps.length > 0
      ? html`<ol class="rows">${run.steps.map((step) => stepRow(step, now))}</ol>`
      : html`<p class="empty">No step has ended.</p>`,
    run.jobs.length > 0
      ? html`<h2>Waiting</h2><ul class="rows">${run.jobs.map((job) => jobRow(job, now))}</ul>`
      : html``,
    html`<h2>Data</h2>`,
    details('Event', run.event),
    run.output === null ? html`` : details('Result', run.output),
    html`<h2>Again</h2>
<form method="post" action="/runs/${run.id}/again">
<input type="hidden" name="token" value="${token}">
<p class="soft">Starts a new run with the same event. This one stays as it is.</p>
<p><button type="submit">Run again</button></p></form>`,
  ])
}

export function messagePage(title: string, message: string, app: AppState): Html {
  return layout(title, app, html`<p>${message}</p><p><a href="/">All functions and runs</a></p>`)
}

function failure(stored: string): Html {
  const { title, stack } = errorText(stored)
  return html`<h2>Failure</h2><p class="error">${title}</p>
${stack ? html`<details><summary>Stack</summary><pre tabindex="0">${stack}</pre></details>` : ''}`
}

function stepRow({ name, op, value, createdAt }: StepView, now: Date): Html {
  const failed = op === 'StepFailed'
  return html`<li><div class="row"><span>${name}</span>
<span class="${failed ? 'error' : 'soft'}">${failed ? 'failed' : op === 'Sleep' ? 'slept' : 'done'}</span>
<span class="soft">${moment(createdAt, now)}</span></div>
${value === 'null' ? '' : html`<details><summary>Result</summary><pre tabindex="0">${prettyJson(value)}</pre></details>`}</li>`
}

function details(title: string, json: string): Html {
  return html`<details><summary>${title}</summary><pre tabindex="0">${prettyJson(json)}</pre></details>`
}
