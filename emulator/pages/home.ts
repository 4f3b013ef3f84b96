import { html } from 'hono/html'
import type { User } from '../directory/entities'
import type { World } from '../world'
import { answerPage, type Markup, page, type Visitor, visitorOf } from './page'
import type { PageRoutes } from './page-routes'

/** `/`: choose whose eyes to look through. */
export function serveHome(routes: PageRoutes, world: World): void {
  routes.get('/', (context) => {
    const visitor = visitorOf(context)
    const { t } = visitor
    const content = html`<h1>${t.chooseUser}</h1>
      <p class="note">${t.chooseUserNote} ${t.notMicrosoft}</p>
      ${[...world.directory.tenants.values()].map(
        (tenant) => html`<h2>${tenant.displayName}</h2>
          <div class="persons">
            ${world.directory.usersOf(tenant.id).map((user) => personLink(visitor, user))}
          </div>`,
      )}`
    return answerPage(context, page(visitor, { title: t.chooseUser }, content))
  })
}

function personLink({ t }: Visitor, user: User): Markup {
  const remarks = [
    user.isAdmin ? t.administrator : null,
    user.userType === 'Guest' ? t.guest : null,
    user.accountEnabled ? null : t.disabled,
  ].filter((remark) => remark !== null)
  return html`<a href="/${user.hasMailbox ? 'people' : 'apps'}/${user.id}">
    ${user.displayName}
    <small>${[user.mail ?? user.userPrincipalName, ...remarks].join(' · ')}</small>
  </a>`
}
