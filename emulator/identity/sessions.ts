import type { User } from '../directory/entities'
import type { World } from '../world'

/** One account that a browser is signed in with. */
export type SignedIn = { userId: string; epoch: number; mfa: boolean }

type SessionRow = { id: string; accounts: readonly SignedIn[] }

export const SESSION_COOKIE = 'emulator_session'

/** A browser's sign-ins: what Microsoft keeps in its own cookies, so that the next app needs no password. */
export function sessionAccounts(
  world: World,
  sessionId: string | undefined,
): { user: User; signedIn: SignedIn }[] {
  const row = sessionId === undefined ? undefined : rows(world).get(sessionId)
  return (row?.accounts ?? []).flatMap((signedIn) => {
    const user = world.directory.users.get(signedIn.userId)
    const usable = user?.accountEnabled && user.deletedAt === null && user.sessionEpoch === signedIn.epoch
    return usable ? [{ user, signedIn }] : []
  })
}

/** Remembers a sign-in; returns the session's id, a new one when there was none. */
export function rememberSignIn(
  world: World,
  sessionId: string | undefined,
  user: User,
  mfa: boolean,
): string {
  const known = sessionId === undefined ? undefined : rows(world).get(sessionId)
  const id = known?.id ?? Buffer.from(world.random.bytes(24)).toString('base64url')
  const others = (known?.accounts ?? []).filter(({ userId }) => userId !== user.id)
  const account: SignedIn = { userId: user.id, epoch: user.sessionEpoch, mfa }
  rows(world).put({ id, accounts: [...others, account] })
  return id
}

/** Signs one account out, or all of them. */
export function forgetSignIns(world: World, sessionId: string, userId?: string): void {
  const row = rows(world).get(sessionId)
  if (!row) return
  const left = userId === undefined ? [] : row.accounts.filter((account) => account.userId !== userId)
  if (left.length === 0) rows(world).delete(sessionId)
  else rows(world).put({ ...row, accounts: left })
}

function rows(world: World) {
  return world.store.collection<SessionRow>('sessions')
}
