import { Hono } from 'hono'
import type { ApiParts } from '../http/api'
import { startAgain } from '../runs/start-again'
import { overviewPage } from './overview'
import { isPageToken, pageToken } from './page-token'
import { debounceViews, functionViews, jobViews, type RunFilter, runDetail, runViews } from './queries'
import { messagePage, runPage } from './run-page'
import { style } from './style'

const policy =
  "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
const ownHosts = ['127.0.0.1', 'localhost', '[::1]']
const refusals = {
  unknown: 'There is no such run.',
  'function-removed': 'The app no longer registers this function.',
  active: 'A run with the same singleton key is active.',
}

/** What a person sees at the runner's port: functions, runs, what waits, what failed, and a way to run it again. */
export function createPage({ sql, settings, appState, wake }: ApiParts): Hono {
  const page = new Hono()

  page.use(async (c, next) => {
    // A name of somebody else's that points to this machine must not read the page.
    if (!ownHosts.includes(new URL(c.req.url).hostname)) return c.text('Open this page by 127.0.0.1', 403)
    await next()
    c.header('content-security-policy', policy)
    c.header('x-content-type-options', 'nosniff')
    c.header('referrer-policy', 'same-origin')
    c.header('cache-control', 'no-store')
  })

  page.get('/style.css', (c) => c.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }))

  page.get('/', async (c) => {
    const filter = filterFrom(c.req.query())
    const [functions, jobs, debounced, runs] = await Promise.all([
      functionViews(sql),
      jobViews(sql),
      debounceViews(sql),
      runViews(sql, filter),
    ])
    return c.html(
      overviewPage({ app: appState(), functions, jobs, debounced, runs, filter, now: new Date() }),
    )
  })

  page.get('/runs/:id', async (c) => {
    const run = await runDetail(sql, c.req.param('id'))
    if (!run) return c.html(messagePage('Not found', refusals.unknown, appState()), 404)
    return c.html(runPage(run, appState(), pageToken(settings.signingKey), new Date()))
  })

  page.post('/runs/:id/again', async (c) => {
    const form = await c.req.parseBody()
    if (!isPageToken(form.token, settings.signingKey)) {
      return c.html(messagePage('Not done', 'Open the run on this page and try again.', appState()), 403)
    }
    const started = await startAgain(sql, c.req.param('id'))
    if (!started.ok) return c.html(messagePage('Not started', refusals[started.reason], appState()), 409)
    wake()
    return c.redirect(`/runs/${started.runId}`, 303)
  })

  return page
}

function filterFrom({ status, fn, before }: Record<string, string | undefined>): RunFilter {
  const known = status === 'active' || status === 'completed' || status === 'failed'
  return { status: known ? status : null, fn: fn || null, before: before || null }
}
