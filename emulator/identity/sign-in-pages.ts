import { html } from 'hono/html'
import type { AppRegistration } from '../core/registration'
import type { User } from '../directory/entities'
import type { World } from '../world'
import type { Authority } from './authority'
import { identityPage } from './html-page'
import type { IdentityError } from './identity-error'

/** Name and password. The accounts are listed below; a chosen one's password is shown. `action`: where forms go. */
export function signInPage(
  world: World,
  about: { authority: Authority; action: string; loginHint?: string; problem?: IdentityError },
) {
  const tenants = about.authority.tenant ? [about.authority.tenant] : [...world.directory.tenants.values()]
  const people = tenants
    .flatMap(({ id }) => world.directory.usersOf(id))
    .filter(({ password }) => password !== null)
  const chosen = people.find(({ userPrincipalName }) => userPrincipalName === about.loginHint)
  return identityPage(
    'Sign in',
    html`${about.problem ? problemLine(about.problem) : ''}
      <form method="post" action="${about.action}">
        <input type="hidden" name="step" value="sign-in" />
        <label>
          E-mail
          <input
            name="login"
            type="email"
            autocomplete="username"
            required
            value="${about.loginHint ?? ''}"
            ${about.loginHint ? '' : 'autofocus'}
          />
        </label>
        <label>
          Password
          <input
            name="password"
            type="password"
            autocomplete="current-password"
            required
            ${about.loginHint ? 'autofocus' : ''}
          />
        </label>
        ${chosen ? html`<p>The password of this account is <code>${chosen.password}</code></p>` : ''}
        <div class="row"><button class="main">Sign in</button></div>
      </form>
      <form method="post" action="${about.action}">
        <input type="hidden" name="step" value="choose" />
        <details>
          <summary>Who can sign in here</summary>
          <ul>
            ${people.map(
              (user) => html`<li>
                <button class="account" name="login" value="${user.userPrincipalName}">
                  ${user.displayName} (${user.userPrincipalName})
                </button>
              </li>`,
            )}
          </ul>
        </details>
      </form>`,
  )
}

/** Which of the accounts that this browser is signed in with, or another one. */
export function pickAccountPage(about: { action: string; users: readonly User[] }) {
  return identityPage(
    'Pick an account',
    html`<form method="post" action="${about.action}">
      <input type="hidden" name="step" value="pick" />
      <ul>
        ${about.users.map(
          (user) => html`<li>
            <button class="account" name="account" value="${user.id}">
              ${user.displayName} (${user.userPrincipalName})
            </button>
          </li>`,
        )}
        <li><button class="account" name="account" value="">Use another account</button></li>
      </ul>
    </form>`,
  )
}

/** The second factor: a button instead of a telephone. */
export function secondFactorPage(about: { action: string; user: User }) {
  return identityPage(
    'Approve sign-in',
    html`<p>${about.user.userPrincipalName} needs a second factor.</p>
      <form method="post" action="${about.action}">
        <input type="hidden" name="step" value="mfa" />
        <input type="hidden" name="account" value="${about.user.id}" />
        <div class="row"><button class="main">Approve</button></div>
      </form>`,
  )
}

/** What the app asks for; an administrator can decide for everybody. */
export function consentPage(about: {
  action: string
  app: AppRegistration
  user: User
  scopes: readonly string[]
  forOrganisation: boolean
}) {
  const tick = html`<label class="tick">
    <input type="checkbox" name="everybody" value="yes" /> Consent on behalf of your organisation
  </label>`
  return identityPage(
    'Permissions requested',
    html`<p><strong>${about.app.displayName}</strong> asks ${about.user.userPrincipalName} for:</p>
      <ul class="dots">
        ${(about.scopes.length > 0 ? about.scopes : ['Sign you in and read your profile']).map(
          (scope) => html`<li>${scope}</li>`,
        )}
      </ul>
      ${about.forOrganisation ? html`<p>If you accept, the app gets this for all users of your organisation.</p>` : ''}
      <form method="post" action="${about.action}">
        <input type="hidden" name="step" value="consent" />
        <input type="hidden" name="account" value="${about.user.id}" />
        ${about.user.isAdmin && !about.forOrganisation ? tick : ''}
        <div class="row">
          <button class="main" name="decision" value="accept">Accept</button>
          <button name="decision" value="cancel">Cancel</button>
        </div>
      </form>`,
  )
}

/** An administrator has to act first: AADSTS90094. */
export function needAdminPage(about: { action: string; app: AppRegistration; user: User }) {
  return identityPage(
    'Need admin approval',
    html`<p>
        <strong>${about.app.displayName}</strong> needs permission to access resources in your organisation that
        only an admin can grant. (AADSTS90094)
      </p>
      <p>Signed in as ${about.user.userPrincipalName}.</p>
      <form method="post" action="${about.action}">
        <input type="hidden" name="account" value="${about.user.id}" />
        <div class="row">
          <button name="step" value="other-account">Have an admin account? Sign in with that account</button>
          <button name="step" value="leave">Return to the application without granting consent</button>
        </div>
      </form>`,
  )
}

/** Errors that never go back to the app. */
export function problemPage(problem: IdentityError) {
  return identityPage('Sorry, but we’re having trouble signing you in.', problemLine(problem))
}

/** `response_mode=form_post`: the browser carries the answer to the app. */
export function formPostPage(redirectUri: string, fields: URLSearchParams) {
  return identityPage(
    'Working…',
    html`<form method="post" action="${redirectUri}" id="answer">
        ${[...fields].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
        <noscript><button class="main">Continue</button></noscript>
      </form>
      <script>
        document.getElementById('answer').submit()
      </script>`,
  )
}

export function signedOutPage() {
  return identityPage(
    'You signed out of your account',
    html`<p>It’s a good idea to close all browser windows.</p>`,
  )
}

function problemLine(problem: IdentityError) {
  return html`<p class="error" role="alert">AADSTS${problem.code}: ${problem.message}</p>`
}
