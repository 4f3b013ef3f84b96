import type { Context } from '@/lib/access/context'
import { environment } from '@/lib/env'
import { identitySettings } from './identity-deps'
import type { SignInDeps } from './login-pages'

/** The real world of this process, as its environment describes it. */
export function signInDeps(context: Pick<Context, 'db' | 'now'>): SignInDeps {
  const variables = environment()
  const { db, now } = context
  return { db, now, fetch, env: identitySettings(variables), appUrl: variables.APP_URL }
}
