import type { Context } from 'hono'
import type { World } from '../world'
import { signOut } from './authorize'
import { readStep } from './serve-authorize'
import { openVisit } from './session-cookie'
import { signedOutPage } from './sign-in-pages'

/** `GET` or `POST /{tenant}/oauth2/v2.0/logout`; it only leads on to an address that some app has registered. */
export async function serveLogout(world: World, context: Context): Promise<Response> {
  const params = new URL(context.req.url).searchParams
  for (const [name, value] of Object.entries(await readStep(context))) params.set(name, value)
  signOut(world, openVisit(context), params.get('logout_hint'))
  const target = params.get('post_logout_redirect_uri')
  const registered = world.registrations.some(({ redirectUris }) => target && redirectUris.includes(target))
  if (!target || !registered) return context.html(signedOutPage())
  const url = new URL(target)
  const state = params.get('state')
  if (state !== null) url.searchParams.set('state', state)
  return context.redirect(url.toString(), 302)
}
