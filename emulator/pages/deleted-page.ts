import { html } from 'hono/html'
import type { User } from '../directory/entities'
import { GraphError } from '../graph/graph-error'
import type { World } from '../world'
import { answerPage, page, problemLine, type Visitor, visitorOf } from './page'
import type { PageRoutes } from './page-routes'
import { formOf, userOf } from './user-page'

/** Something deleted, as one line of the page; `field` is what the form calls its id. */
export type DeletedThing = { field: string; id: string; text: string; kind: string }

type DeletedPage = {
  tab: 'people' | 'calendar'
  /** What the page leads back to, by its name in the visitor's language. */
  back: 'contacts' | 'calendar'
  list(user: User, words: Visitor['t']): DeletedThing[]
  /** Brings a thing back, or deletes it for good. @throws GraphError when that cannot be */
  settle(user: User, thing: Pick<DeletedThing, 'field' | 'id'>, restores: boolean): void
}

/** `/people/:user/deleted` and the like: what was deleted lives on there, can come back, or be deleted for good. */
export function serveDeleted(routes: PageRoutes, world: World, about: DeletedPage): void {
  const path = `/${about.tab}/:user/deleted`

  routes.get(path, (context) => {
    const user = userOf(context, world, 'mailbox')
    return answerPage(context, deletedPage(visitorOf(context), about, user))
  })

  routes.post(path, async (context) => {
    const user = userOf(context, world, 'mailbox')
    const { fields } = await formOf(context)
    const restores = fields.get('action') === 'restore'
    const [field, id] = [...fields].find(([name]) => name !== 'action') ?? []
    try {
      if (field !== undefined && id !== undefined) {
        world.store.atomically(() => about.settle(user, { field, id }, restores))
      }
      return context.redirect(`/${about.tab}/${user.id}/deleted`, 303)
    } catch (failure) {
      if (!(failure instanceof GraphError)) throw failure
      return answerPage(context, deletedPage(visitorOf(context), about, user, failure.message), 409)
    }
  })
}

function deletedPage(visitor: Visitor, { tab, back, list }: DeletedPage, user: User, problem?: string) {
  const { t } = visitor
  const all = list(user, t)
  return page(
    visitor,
    { title: t.deletedItems, user, tab },
    html`<p><a href="/${tab}/${user.id}">← ${t[back]}</a></p>
      <h1>${t.deletedItems}</h1>
      ${problem === undefined ? '' : problemLine(visitor, problem)}
      ${all.length === 0 ? html`<p class="note">${t.nothingDeleted}</p>` : ''}
      <ul class="plain">
        ${all.map(
          ({ field, id, text, kind }) => html`<li>
            <form method="post" class="bar">
              <span class="grow">${text} <span class="note">${kind}</span></span>
              <input type="hidden" name="${field}" value="${id}" />
              <button name="action" value="restore" aria-label="${t.restore}${t.colon} ${text}">${t.restore}</button>
              <button name="action" value="erase" class="danger" aria-label="${t.deleteForGood}${t.colon} ${text}">
                ${t.deleteForGood}
              </button>
            </form>
          </li>`,
        )}
      </ul>`,
  )
}
