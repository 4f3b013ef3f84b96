import type { Context } from 'hono'
import type { World } from '../world'
import { resolveAuthority } from './authority'
import { authorizeTurn, type Outcome, type Step } from './authorize'
import {
  type AuthorizeRequest,
  type ReturnAddress,
  readAuthorizeRequest,
  readReturnAddress,
  registeredApp,
} from './authorize-request'
import { IdentityError } from './identity-error'
import { returnProblem, returnToApp } from './return-to-app'
import { keepVisit, openVisit } from './session-cookie'
import {
  consentPage,
  needAdminPage,
  pickAccountPage,
  problemPage,
  secondFactorPage,
  signInPage,
} from './sign-in-pages'

/** `GET /{tenant}/oauth2/v2.0/authorize`, and the POSTs of its own pages to the same address. */
export async function serveAuthorize(world: World, context: Context): Promise<Response> {
  const url = new URL(context.req.url)
  let address: ReturnAddress | null = null
  try {
    const authority = resolveAuthority(world, context.req.param('tenant') ?? '')
    const app = registeredApp(world, authority, url.searchParams.get('client_id'))
    address = readReturnAddress(app, url.searchParams)
    const request = readAuthorizeRequest(world, app, authority, address, url.searchParams)
    address = null
    const visit = openVisit(context)
    const step = await readStep(context)
    const outcome = world.store.atomically(() => authorizeTurn(world, request, visit, step))
    keepVisit(context, visit)
    return await show(world, context, request, outcome, `${url.pathname}${url.search}`)
  } catch (failure) {
    if (!(failure instanceof IdentityError)) throw failure
    return address ? returnProblem(context, world, address, failure) : context.html(problemPage(failure), 400)
  }
}

/** What a form of ours posted; nothing for a GET. */
export async function readStep(context: Context): Promise<Step> {
  if (context.req.method !== 'POST') return {}
  return Object.fromEntries(new URLSearchParams(await context.req.text())) as Step
}

function show(
  world: World,
  context: Context,
  request: AuthorizeRequest,
  outcome: Outcome,
  action: string,
): Response | Promise<Response> {
  const { app, authority } = request
  switch (outcome.kind) {
    case 'sign-in':
      return context.html(signInPage(world, { ...outcome, authority, action }))
    case 'pick-account':
      return context.html(pickAccountPage({ ...outcome, action }))
    case 'second-factor':
      return context.html(secondFactorPage({ ...outcome, action }))
    case 'consent':
      return context.html(consentPage({ ...outcome, action, app, forOrganisation: false }))
    case 'need-admin':
      return context.html(needAdminPage({ ...outcome, action, app }))
    case 'code':
      return returnToApp(context, request, { code: outcome.code, session_state: world.random.uuid() })
    case 'refused':
      return returnProblem(
        context,
        world,
        request,
        outcome.problem,
        outcome.subcode === undefined ? {} : { error_subcode: outcome.subcode },
      )
    default:
      return outcome satisfies never
  }
}
