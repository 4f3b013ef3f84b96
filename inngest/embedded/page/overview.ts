import { html } from 'hono/html'
import type { AppState } from '../app-sync'
import { type Html, layout, mark, moment } from './layout'
import {
  type DebounceView,
  type FunctionView,
  type JobView,
  pageSize,
  type RunFilter,
  type RunView,
} from './queries'
import { durationText, errorText, functionFacts, jobState } from './words'

export type Overview = {
  app: AppState
  functions: FunctionView[]
  jobs: JobView[]
  debounced: DebounceView[]
  runs: RunView[]
  filter: RunFilter
  now: Date
}

export function overviewPage({ app, functions, jobs, debounced, runs, filter, now }: Overview): Html {
  return layout('Runner', app, [
    section(
      'Functions',
      functions.map(functionRow),
      'No functions yet: the app registers them when it answers.',
    ),
    section(
      'Waiting',
      [...jobs.map((job) => jobRow(job, now)), ...debounced.map((waiting) => debounceRow(waiting, now))],
      'Nothing is under way.',
    ),
    html`<h2 id="runs">Runs</h2>${filters(filter)}`,
    rows(
      runs.map((run) => runRow(run, now)),
      'No runs here.',
    ),
    nextPage(runs, filter),
  ])
}

function section(title: string, items: Html[], empty: string): Html {
  return html`<section><h2>${title}</h2>${rows(items, empty)}</section>`
}

function rows(items: Html[], empty: string): Html {
  return items.length > 0 ? html`<ul class="rows">${items}</ul>` : html`<p class="empty">${empty}</p>`
}

function functionRow({ config, active, completed, failed }: FunctionView): Html {
  const failures = html`<a href="${address({ status: 'failed', fn: config.id, before: null })}">${failed} failed</a>`
  return html`<li class="row">
<span><a href="${address({ status: null, fn: config.id, before: null })}">${config.name}</a></span>
<span class="soft">${functionFacts(config).join(' · ')}</span>
<span>${active} active · ${completed} completed · ${failed > 0 ? failures : html`0 failed`}</span></li>`
}

export function jobRow(job: JobView, now: Date): Html {
  return html`<li><div class="row">
<span><a href="/runs/${job.runId}">${job.fn}</a></span>
<span>${job.name}</span>
<span class="soft">${jobState(job, now)}</span></div>
${job.error ? html`<p class="error">${errorText(job.error).title}</p>` : ''}</li>`
}

function debounceRow({ fn, key, dueAt }: DebounceView, now: Date): Html {
  return html`<li class="row"><span>${fn}</span><span>debounced ${key}</span>
<span class="soft">starts ${moment(dueAt, now)}</span></li>`
}

function runRow(run: RunView, now: Date): Html {
  const took = run.endedAt ? ` · took ${durationText(run.endedAt.getTime() - run.createdAt.getTime())}` : ''
  return html`<li><div class="row">
<span>${mark(run.status)} <a href="/runs/${run.id}">${run.fn}</a></span>
<span class="soft">${run.eventName}</span>
<span class="soft">${moment(run.createdAt, now)}${took}</span></div>
${run.error ? html`<p class="error">${errorText(run.error).title}</p>` : ''}</li>`
}

function filters({ status, fn }: RunFilter): Html {
  const statuses = [null, 'active', 'failed', 'completed'] as const
  const links = statuses.map((choice) => {
    const current = choice === status ? html` aria-current="true"` : ''
    return html`<a href="${address({ status: choice, fn, before: null })}"${current}>${choice ?? 'all'}</a>`
  })
  const only = fn
    ? html`<span>only ${fn} · <a href="${address({ status, fn: null, before: null })}">of all functions</a></span>`
    : ''
  return html`<nav aria-label="Which runs">${links}${only}<a href="">refresh</a></nav>`
}

function nextPage(runs: RunView[], filter: RunFilter): Html {
  const last = runs.length === pageSize ? runs.at(-1) : undefined
  return last ? html`<p><a href="${address({ ...filter, before: last.id })}">Older runs</a></p>` : html``
}

function address({ status, fn, before }: RunFilter): string {
  const query = new URLSearchParams()
  if (status) query.set('status', status)
  if (fn) query.set('fn', fn)
  if (before) query.set('before', before)
  return `/?${query}#runs`
}
