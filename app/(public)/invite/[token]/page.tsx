import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { findInvitation } from '@/lib/access/invitations/find-invitation'
import { database } from '@/lib/web/database'
import { InvitationView } from '../../_invitation/invitation-view'
import { DeadLink } from './_components/dead-link'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('invitation')
  return { title: t('title'), robots: { index: false } }
}

/** Opening the link changes nothing, so scanners of mail may do it too. */
export default async function InvitePage({ params, searchParams }: PageProps<'/invite/[token]'>) {
  const [{ token }, { way }] = await Promise.all([params, searchParams])
  const found = await findInvitation(database(), token, new Date())
  if (found.state !== 'open') return <DeadLink state={found.state} />
  return <InvitationView invitation={found.invitation} token={token} way={way === 'link' ? way : null} />
}
