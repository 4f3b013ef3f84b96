import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import { GraphError } from '../graph/graph-error'
import { answerPage, page, problemLine, visitorOf } from './page'

export type PageHandler = (context: Context) => Response | Promise<Response>

/** Registers pages so that a refusal becomes a page too, and no other site can post a form. */
export function pageRoutes(app: Hono) {
  return {
    get: (path: string, handler: PageHandler) => void app.get(path, readable(handler)),
    post: (path: string, handler: PageHandler) => void app.post(path, fromOwnPages(readable(handler))),
  }
}

export type PageRoutes = ReturnType<typeof pageRoutes>

function readable(handler: PageHandler): PageHandler {
  return async (context) => {
    try {
      return await handler(context)
    } catch (failure) {
      if (!(failure instanceof GraphError)) throw failure
      const visitor = visitorOf(context)
      const content = html`${problemLine(visitor, failure.message)}<p><a href="/">${visitor.t.back}</a></p>`
      const status = failure.status === 404 || failure.status === 409 ? failure.status : 400
      return answerPage(context, page(visitor, { title: visitor.t.product }, content), status)
    }
  }
}

function fromOwnPages(handler: PageHandler): PageHandler {
  return (context) => {
    const origin = context.req.header('origin')
    const isForeign =
      origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== hostOf(context))
    return isForeign ? context.text('This form was sent from another site.', 403) : handler(context)
  }
}

const hostOf = (context: Context) => context.req.header('host') ?? new URL(context.req.url).host
