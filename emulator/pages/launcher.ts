import { html } from 'hono/html'
import type { AppRegistration } from '../core/registration'
import type { User } from '../directory/entities'
import { findServicePrincipal } from '../identity/consent'
import { keepVisit, openVisit } from '../identity/session-cookie'
import { forgetSignIns, rememberSignIn } from '../identity/sessions'
import type { World } from '../world'
import { answerPage, page, visitorOf } from './page'
import type { PageRoutes } from './page-routes'
import { userOf } from './user-page'

/**
 * `/apps/:user`: the app launcher. A tile is shown to users who are assigned to the app and opens its homepage with
 * nothing attached; the app then signs the user in by herself, which works without a question because this page
 * counts as being signed in to Microsoft 365. learn.microsoft.com/entra/identity/enterprise-apps/application-properties
 */
export function serveLauncher(routes: PageRoutes, world: World): void {
  routes.get('/apps/:user', (context) => {
    const user = userOf(context, world, 'account')
    const visitor = visitorOf(context)
    const { t } = visitor
    const canSignIn = user.accountEnabled && user.password !== null
    if (canSignIn) {
      const visit = openVisit(context)
      if (visit.sessionId !== undefined) forgetSignIns(world, visit.sessionId)
      keepVisit(context, { ...visit, sessionId: rememberSignIn(world, undefined, user, false) })
    }
    const tiles = canSignIn ? tilesOf(world, user) : []
    const note = canSignIn ? `${t.opensApp} ${user.userPrincipalName}.` : t.cannotSignIn
    const content = html`<h1>${t.apps}</h1>
      <p class="note">${note}</p>
      ${canSignIn && tiles.length === 0 ? html`<p>${t.noApps}</p>` : ''}
      <div class="tiles">
        ${tiles.map(
          ({ homepageUrl, displayName }) => html`<a class="tile" href="${homepageUrl}">
            <span class="mark" aria-hidden="true">${initialsOf(displayName)}</span>
            ${displayName}
          </a>`,
        )}
      </div>`
    return answerPage(context, page(visitor, { title: t.apps, user, tab: 'apps' }, content))
  })
}

/** Admin consent alone assigns nobody; an app without a homepage has no tile. */
function tilesOf(world: World, user: User): (AppRegistration & { homepageUrl: string })[] {
  return world.registrations.flatMap((app) => {
    const principal = findServicePrincipal(world, user.tenantId, app.appId)
    const isAssigned = principal?.enabled && principal.assignedUserIds.includes(user.id)
    return isAssigned && app.homepageUrl !== null ? [{ ...app, homepageUrl: app.homepageUrl }] : []
  })
}

const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join('')
    .slice(0, 2)
