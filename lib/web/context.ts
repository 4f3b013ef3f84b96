import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { z } from 'zod'
import { type Arrival, findArrival } from '@/lib/access/arrivals/arrivals'
import type { Context } from '@/lib/access/context'
import { findViewer, type Viewer } from '@/lib/access/sessions/find-viewer'
import { auth } from './auth/auth'
import { clientAddress } from './auth/client-address'
import { database } from './database'
import { localPath } from './local-path'
import { wakeClients, wakeMail, wakeSync } from './wake'

export type SessionContext = Context & { viewer: Viewer }

const Session = z.object({ sessionId: z.guid() })
const Arrived = z.object({ arrivalId: z.guid() })

/** Who is signed in, looked up once per request; null for nobody, also when the session has been revoked. */
export const findSession = cache(async (): Promise<Viewer | null> => {
  const session = Session.safeParse(await auth())
  if (!session.success) return null
  const given = await headers()
  const client = { address: clientAddress(given), userAgent: given.get('user-agent')?.slice(0, 400) ?? null }
  return findViewer(database(), session.data.sessionId, new Date(), client)
})

/** The Microsoft 365 user who has just signed in and has no account; null for everybody else. */
export const currentArrival = cache(async (): Promise<Arrival | null> => {
  const arrived = Arrived.safeParse(await auth())
  return arrived.success ? findArrival(database(), arrived.data.arrivalId, new Date()) : null
})

/** Who is signed in; whoever is not is sent to the sign-in page, which brings her back. */
export async function requireSession(): Promise<Viewer> {
  const viewer = await findSession()
  if (viewer !== null) return viewer
  if ((await currentArrival()) !== null) redirect('/join')
  const path = localPath((await headers()).get('x-request-path'))
  redirect(path === '/' ? '/sign-in' : `/sign-in?returnTo=${encodeURIComponent(path)}`)
}

/** What a page gives to the verbs it calls. Sends whoever is not signed in to the sign-in page. */
export async function sessionContext(): Promise<SessionContext> {
  return contextOf(await requireSession())
}

/** The context of a person who is known to be signed in. */
export async function contextOf(viewer: Viewer): Promise<SessionContext> {
  const { memberId, accountId, organisation, profile } = viewer
  return {
    viewer,
    address: clientAddress(await headers()),
    organisationId: organisation.id,
    actor: { type: 'user', memberId, accountId, permissions: profile.permissions },
    db: database(),
    now: () => new Date(),
    wake: wakeSync,
    wakeMail,
    wakeClients,
  }
}
