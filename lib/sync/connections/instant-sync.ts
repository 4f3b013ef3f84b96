import type { Context } from '@/lib/access/context'
import type { SignInDeps } from '@/lib/microsoft/identity/login-pages'
import { startDelegatedSignIn } from '@/lib/microsoft/identity/sign-in/start-delegated-sign-in'
import type { ModuleName } from '@/lib/sync/modules/module'
import { availableModule, livingConnection } from './own-connection'

/**
 * Where a user signs in so that Microsoft tells of changes at once: of tasks it tells nobody but an app to which their
 * user has signed in. @throws DomainError `not-available`, `module-off`
 */
export async function signInForInstantSync(
  context: Context,
  deps: Pick<SignInDeps, 'appUrl'>,
  name: ModuleName,
): Promise<{ signInUrl: string }> {
  await availableModule(context, name)
  await livingConnection(context, name)
  return startDelegatedSignIn(context, deps, {
    module: name,
    returnTo: '/settings/marketplace/microsoft',
    purpose: 'enable-module',
    settings: {},
  })
}

/** Whether a user's own sign-in would make changes arrive at once. */
export const couldBeInstant = (
  notifies: 'always' | 'signed-in-user',
  access: 'application' | 'delegated' | undefined,
): boolean => notifies === 'signed-in-user' && access === 'application'
