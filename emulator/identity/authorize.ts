import type { User } from '../directory/entities'
import type { World } from '../world'
import { issueCode } from './authorization-codes'
import type { AuthorizeRequest } from './authorize-request'
import { checkPassword } from './check-password'
import { findServicePrincipal, grantForTenant, grantForUser, mayConsent, missingConsent } from './consent'
import { IdentityError } from './identity-error'
import { forgetSignIns, rememberSignIn, sessionAccounts } from './sessions'

/** What the browser sees next. */
export type Outcome =
  | { kind: 'sign-in'; loginHint?: string; problem?: IdentityError }
  | { kind: 'pick-account'; users: User[] }
  | { kind: 'second-factor'; user: User }
  | { kind: 'consent'; user: User; scopes: string[] }
  | { kind: 'need-admin'; user: User }
  | { kind: 'code'; code: string }
  | { kind: 'refused'; problem: IdentityError; subcode?: string }

/** What the person did on the page before: `{}` for the first GET. */
export type Step = {
  step?: string
  login?: string
  password?: string
  account?: string
  decision?: string
  everybody?: string
}

export type Visit = { sessionId: string | undefined }

/**
 * One turn of the conversation on the authorize page. Signing in changes `visit.sessionId`, which the caller keeps in
 * the browser's cookie. @throws IdentityError that stays on the sign-in service's own page
 */
export function authorizeTurn(world: World, request: AuthorizeRequest, visit: Visit, step: Step): Outcome {
  if (step.step === 'leave') {
    return {
      ...refused('access_denied', 65004, 'User declined to consent to access the app.'),
      subcode: 'cancel',
    }
  }
  if (step.step === 'other-account') return { kind: 'sign-in' }
  if (step.step === 'choose') return { kind: 'sign-in', loginHint: step.login ?? '' }
  if (step.step === 'sign-in') return signIn(world, request, visit, step)
  const account = step.account === undefined ? undefined : signedInAs(world, request, visit, step.account)
  if (step.step === 'pick') return account ? continueAs(world, request, account) : { kind: 'sign-in' }
  if (!account || step.step === undefined) return firstTurn(world, request, visit)
  if (step.step === 'mfa') {
    visit.sessionId = rememberSignIn(world, visit.sessionId, account.user, true)
    return continueAs(world, request, { ...account, mfa: true })
  }
  if (step.step === 'consent') return decideConsent(world, request, account, step)
  return firstTurn(world, request, visit)
}

type Account = { user: User; mfa: boolean }

function firstTurn(world: World, request: AuthorizeRequest, visit: Visit): Outcome {
  const hint = request.loginHint
  const signIn: Outcome = hint === null ? { kind: 'sign-in' } : { kind: 'sign-in', loginHint: hint }
  if (request.prompt === 'login') return signIn

  const accounts = usableAccounts(world, request, visit)
  const matching = hint === null ? accounts : accounts.filter(({ user }) => answersTo(user, hint))
  const [only, ...others] = matching
  if (request.prompt === 'none') {
    if (!only)
      return refused('login_required', 50058, 'A silent sign-in request was sent but no user is signed in.')
    if (others.length > 0) {
      return refused('interaction_required', 16000, 'Several accounts are signed in; one must be selected.')
    }
    return continueAs(world, request, only)
  }
  if (request.prompt === 'select_account' && accounts.length > 0) {
    return { kind: 'pick-account', users: accounts.map(({ user }) => user) }
  }
  if (!only) return signIn
  if (others.length > 0) return { kind: 'pick-account', users: matching.map(({ user }) => user) }
  return continueAs(world, request, only)
}

function signIn(world: World, request: AuthorizeRequest, visit: Visit, step: Step): Outcome {
  const user = checkPassword(world, request.authority, step)
  if (user instanceof IdentityError) return { kind: 'sign-in', loginHint: step.login ?? '', problem: user }
  visit.sessionId = rememberSignIn(world, visit.sessionId, user, false)
  return continueAs(world, request, { user, mfa: false })
}

/** The account is known: second factor, assignment, consent, then the code. */
function continueAs(world: World, request: AuthorizeRequest, account: Account): Outcome {
  const { user } = account
  const silent = request.prompt === 'none'
  if (user.mfaRequired && !account.mfa) {
    const text =
      'Due to a configuration change made by your administrator, you must use multi-factor authentication.'
    return silent ? refused('interaction_required', 50076, text) : { kind: 'second-factor', user }
  }
  requireUsableApp(world, request, user)
  const missing = missingConsent(world, user, request.app.appId, request.scopes)
  const wanted = missing ?? (request.prompt === 'consent' ? request.scopes.graph : null)
  if (wanted === null) return finish(world, request, account)
  if (silent) {
    return refused(
      'interaction_required',
      65001,
      'The user or administrator has not consented to use the application.',
    )
  }
  return mayConsent(world, user, wanted)
    ? { kind: 'consent', user, scopes: wanted }
    : { kind: 'need-admin', user }
}

function decideConsent(world: World, request: AuthorizeRequest, account: Account, step: Step): Outcome {
  const { user } = account
  if (step.decision !== 'accept') {
    return refused('access_denied', 65004, 'User declined to consent to access the app.')
  }
  const scopes = request.scopes.all ? request.app.delegatedScopes : request.scopes.graph
  if (!mayConsent(world, user, scopes)) return { kind: 'need-admin', user }
  if (step.everybody === 'yes' && user.isAdmin) {
    grantForTenant(world, user.tenantId, request.app, { scopes, roles: [] })
  } else {
    grantForUser(world, user, request.app.appId, scopes)
  }
  return finish(world, request, account)
}

function finish(world: World, request: AuthorizeRequest, { user, mfa }: Account): Outcome {
  const code = issueCode(world, {
    appId: request.app.appId,
    userId: user.id,
    authorityTenantId: request.authority.tenant?.id ?? null,
    redirectUri: request.redirectUri,
    scopes: request.scopes.graph,
    oidc: request.scopes.oidc,
    nonce: request.nonce,
    challenge: request.challenge,
    mfa,
  })
  return { kind: 'code', code }
}

function requireUsableApp(world: World, request: AuthorizeRequest, user: User): void {
  const principal = findServicePrincipal(world, user.tenantId, request.app.appId)
  if (principal && !principal.enabled) {
    throw new IdentityError('unauthorized_client', 7000112, `Application '${request.app.appId}' is disabled.`)
  }
  if (principal?.assignmentRequired && !principal.assignedUserIds.includes(user.id)) {
    const text = `The signed in user '${user.userPrincipalName}' is not assigned to a role for the application '${request.app.appId}'.`
    throw new IdentityError('access_denied', 50105, text)
  }
}

function usableAccounts(world: World, { authority }: AuthorizeRequest, visit: Visit): Account[] {
  return sessionAccounts(world, visit.sessionId)
    .filter(({ user }) => authority.tenant === null || user.tenantId === authority.tenant.id)
    .map(({ user, signedIn }) => ({ user, mfa: signedIn.mfa }))
}

function signedInAs(
  world: World,
  request: AuthorizeRequest,
  visit: Visit,
  userId: string,
): Account | undefined {
  return usableAccounts(world, request, visit).find(({ user }) => user.id === userId)
}

function answersTo(user: User, hint: string): boolean {
  const wanted = hint.toLowerCase()
  return user.userPrincipalName.toLowerCase() === wanted || user.mail?.toLowerCase() === wanted
}

function refused(error: string, code: number, text: string): Extract<Outcome, { kind: 'refused' }> {
  return { kind: 'refused', problem: new IdentityError(error, code, text) }
}

/** Signs an account, or everybody, out of this browser. */
export function signOut(world: World, visit: Visit, loginHint: string | null): void {
  if (visit.sessionId === undefined) return
  const user = sessionAccounts(world, visit.sessionId).find(
    ({ user }) => loginHint && answersTo(user, loginHint),
  )
  forgetSignIns(world, visit.sessionId, user?.user.id)
}
