import type { Hono } from 'hono'
import { html } from 'hono/html'
import { findServicePrincipal } from '../identity/consent'
import { livingSubscriptions } from '../subscriptions/subscription'
import type { World } from '../world'
import { effects } from './fault-presets'
import { answerPage, type Markup, page, problemLine, type Visitor, visitorOf } from './page'
import type { PageRoutes } from './page-routes'
import { formOf } from './user-page'

/** `/admin`: the control API with buttons. Every button is a control call, so both always do the same. */
export function serveAdmin(routes: PageRoutes, app: Hono, world: World): void {
  routes.get('/admin', (context) => {
    const done = context.req.query('done') !== undefined
    return answerPage(context, adminPage(visitorOf(context), world, { done }))
  })

  routes.post('/admin', async (context) => {
    const { fields } = await formOf(context)
    const answer = await app.request(`/_emulator${fields.get('path') ?? ''}`, {
      method: fields.get('method') ?? 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(callBody(fields)),
    })
    if (answer.ok) return context.redirect('/admin?done', 303)
    const { error } = (await answer.json()) as { error?: string }
    return answerPage(context, adminPage(visitorOf(context), world, { problem: error ?? '' }), 400)
  })
}

/** The body of the call: fixed, or put together from the inputs of the form. */
function callBody(fields: ReadonlyMap<string, string>): unknown {
  const offsetSeconds = fields.get('offsetSeconds')
  if (offsetSeconds !== undefined) return { offsetSeconds: Number(offsetSeconds) }
  const ms = fields.get('ms')
  if (ms !== undefined) return { ms: Number(ms) }
  const effect = effects.find(({ name }) => name === fields.get('effect'))?.effect
  if (!effect) return JSON.parse(fields.get('json') ?? '{}')
  const path = fields.get('faultPath')
  return { match: path ? { path } : {}, times: Number(fields.get('times') ?? 1), effect }
}

type Call = { text: string; method: string; path: string; json?: unknown; danger?: boolean; about?: string }

const button = ({ text, method, path, json = {}, danger = false, about = '' }: Call): Markup =>
  html`<form method="post" action="/admin">
    <input type="hidden" name="method" value="${method}" />
    <input type="hidden" name="path" value="${path}" />
    <input type="hidden" name="json" value="${JSON.stringify(json)}" />
    <button class="${danger ? 'danger' : ''}" ${about === '' ? '' : html`aria-label="${text}: ${about}"`}>${text}</button>
  </form>`

function adminPage(
  visitor: Visitor,
  world: World,
  { done = false, problem }: { done?: boolean; problem?: string },
) {
  const { t } = visitor
  return page(
    visitor,
    { title: t.administration },
    html`<h1>${t.administration}</h1>
      ${done ? html`<p class="good" role="status">${t.done}</p>` : ''}
      ${problem === undefined ? '' : problemLine(visitor, problem)}
      ${consentSection(visitor, world)} ${faultSection(visitor, world)} ${timeSection(visitor, world)}
      ${subscriptionSection(visitor, world)} ${userSection(visitor, world)}
      <h2>${t.reset}</h2>
      <div class="card">
        <p class="note">${t.resetNote}</p>
        ${button({ text: t.reset, method: 'POST', path: '/reset', danger: true })}
      </div>`,
  )
}

function consentSection({ t }: Visitor, world: World): Markup {
  const pairs = [...world.directory.tenants.values()].flatMap((tenant) =>
    world.registrations.map((app) => ({ tenant, app })),
  )
  return html`<h2>${t.consents}</h2>
    <table>
      ${pairs.map(({ tenant, app }) => {
        const granted = (findServicePrincipal(world, tenant.id, app.appId)?.appRoles.length ?? 0) > 0
        return html`<tr>
          <td>${tenant.displayName}</td>
          <td>${app.displayName}<br /><span class="note">${granted ? t.granted : t.notGranted}</span></td>
          <td>
            ${button({
              text: granted ? t.withdrawConsent : t.grantConsent,
              method: 'POST',
              path: `/consents/${tenant.id}`,
              json: { appId: app.appId, granted: !granted },
              danger: granted,
            })}
          </td>
        </tr>`
      })}
    </table>`
}

function faultSection({ language, t }: Visitor, world: World): Markup {
  const faults = world.faults.list()
  return html`<h2>${t.faults}</h2>
    ${faults.length === 0 ? html`<p class="note">${t.noFaults}</p>` : ''}
    <ul class="plain">
      ${faults.map(
        ({ id, match, effect, hits, times }) => html`<li class="bar">
          <span class="grow"
            ><code>${match.path ?? '*'}</code> → <code>${JSON.stringify(effect)}</code>
            <span class="note">${hits}${times === undefined ? '' : `/${times}`} ${t.hits}</span></span
          >
          ${button({ text: t.remove, method: 'DELETE', path: `/faults/${id}` })}
        </li>`,
      )}
    </ul>
    <form method="post" action="/admin" class="bar card">
      <input type="hidden" name="path" value="/faults" />
      <label class="grow">${t.faultPath}<input name="faultPath" placeholder="contacts" /></label>
      <label class="grow"
        >${t.faultEffect}<select name="effect">
          ${effects.map(({ name, label }) => html`<option value="${name}">${label[language]}</option>`)}
        </select></label
      >
      <label>${t.faultTimes}<input name="times" type="number" min="1" value="1" /></label>
      <button class="main">${t.addFault}</button>
    </form>`
}

function timeSection({ t }: Visitor, { clock, settings }: World): Markup {
  const numberForm = (path: string, name: string, label: string, value: number) =>
    html`<form method="post" action="/admin" class="bar">
      <input type="hidden" name="path" value="${path}" />
      <label class="grow">${label}<input name="${name}" type="number" min="0" value="${value}" /></label>
      <button>${t.apply}</button>
    </form>`
  return html`<h2>${t.time}</h2>
    <div class="card grid roomy">
      ${numberForm('/clock', 'offsetSeconds', t.clockOffset, clock.offsetMs / 1_000)}
      ${numberForm('/latency', 'ms', t.latency, settings.latencyMs)}
    </div>`
}

function subscriptionSection({ t }: Visitor, world: World): Markup {
  const living = livingSubscriptions(world)
  const lifecycle = ['reauthorizationRequired', 'missed', 'subscriptionRemoved']
  return html`<h2>${t.subscriptions}</h2>
    ${living.length === 0 ? html`<p class="note">${t.noFaults}</p>` : ''}
    <ul class="plain">
      ${living.map(
        ({ id, resource, userId, expirationDateTime }) => html`<li class="bar">
          <span class="grow"
            >${world.directory.users.get(userId)?.displayName} <code>${resource.slice(0, 60)}</code>
            <span class="note">${t.until} ${expirationDateTime}</span></span
          >
          ${lifecycle.map((event) =>
            button({ text: event, method: 'POST', path: `/subscriptions/${id}/lifecycle`, json: { event } }),
          )}
          ${button({ text: t.loseSilently, method: 'DELETE', path: `/subscriptions/${id}`, danger: true })}
        </li>`,
      )}
    </ul>`
}

function userSection({ t }: Visitor, { directory }: World): Markup {
  const users = [...directory.users.values()].filter(({ deletedAt }) => deletedAt === null)
  return html`<h2>${t.users}</h2>
    <ul class="plain">
      ${users.map((user) => {
        const path = `/users/${user.id}`
        const userId = user.id
        return html`<li class="bar">
          <span class="grow"
            >${user.displayName}<br /><span class="note"
              >${user.userPrincipalName}${user.accountEnabled ? '' : ` · ${t.disabled}`}</span
            ></span
          >
          ${button({
            text: user.accountEnabled ? t.disable : t.enable,
            method: 'PATCH',
            path,
            json: { accountEnabled: !user.accountEnabled },
            about: user.displayName,
          })}
          ${button({ text: t.revokeSessions, method: 'PATCH', path, json: { revokeSessions: true }, about: user.displayName })}
          ${button({ text: t.expireRefreshTokens, method: 'POST', path: '/refresh-tokens/expire', json: { userId }, about: user.displayName })}
          ${button({ text: t.expireDeltaTokens, method: 'POST', path: '/delta-tokens/expire', json: { userId }, about: user.displayName })}
        </li>`
      })}
    </ul>`
}
