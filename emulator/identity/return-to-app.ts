import type { Context } from 'hono'
import type { World } from '../world'
import type { ReturnAddress } from './authorize-request'
import { type IdentityError, identityErrorBody } from './identity-error'
import { formPostPage } from './sign-in-pages'

/** Sends the browser back to the app in the response mode it asked for; `state` comes back unchanged. */
export function returnToApp(
  context: Context,
  address: ReturnAddress,
  fields: Record<string, string>,
): Response | Promise<Response> {
  const params = new URLSearchParams(fields)
  if (address.state !== null) params.set('state', address.state)
  if (address.mode === 'form_post') return context.html(formPostPage(address.redirectUri, params))
  const target = new URL(address.redirectUri)
  if (address.mode === 'fragment') target.hash = params.toString()
  else for (const [name, value] of params) target.searchParams.set(name, value)
  return context.redirect(target.toString(), context.req.method === 'POST' ? 303 : 302)
}

export function returnProblem(
  context: Context,
  world: World,
  address: ReturnAddress,
  problem: IdentityError,
  extra: Record<string, string> = {},
): Response | Promise<Response> {
  const { error, error_description, error_uri } = identityErrorBody(world, problem)
  return returnToApp(context, address, { error, error_description, error_uri, ...extra })
}
