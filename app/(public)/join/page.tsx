import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { findInvitationsFor, findInvitationsOfAccount } from '@/lib/access/invitations/find-invitation'
import { findStanding } from '@/lib/access/join-requests/find-standing'
import { currentArrival, findSession } from '@/lib/web/context'
import { database } from '@/lib/web/database'
import { InvitationView } from '../_invitation/invitation-view'
import { StandingView } from './_components/standing-view'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('join')
  return { title: t('title') }
}

/** Where a sign-in with Microsoft leads: in, to the invitation that waits, or to what else there is to do. */
export default async function JoinPage({ searchParams }: PageProps<'/join'>) {
  const now = new Date()
  const way = (await searchParams).way === 'link' ? 'link' : null
  const viewer = await findSession()
  if (viewer !== null) {
    const [invitation] = await findInvitationsOfAccount(database(), viewer.accountId, now)
    if (invitation === undefined) redirect('/')
    return <InvitationView invitation={invitation} token={null} way={way} />
  }
  const arrival = await currentArrival()
  if (arrival === null) redirect('/sign-in')
  const [invitation] = await findInvitationsFor(database(), arrival, now)
  if (invitation !== undefined) return <InvitationView invitation={invitation} token={null} way={way} />
  return <StandingView standing={await findStanding(database(), arrival, now)} upn={arrival.upn} />
}
