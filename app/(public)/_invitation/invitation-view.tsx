import { getTranslations } from 'next-intl/server'
import { momentWithZone } from '@/i18n/moments'
import { isInvited } from '@/lib/access/invitations/accept-invitation'
import type { OpenInvitation } from '@/lib/access/invitations/find-invitation'
import { TERMS_VERSION } from '@/lib/access/terms'
import { currentArrival, findSession } from '@/lib/web/context'
import { ArrivedWay } from './arrived-way'
import { SignedOutWays } from './signed-out-ways'
import { SigningInWay } from './signing-in-way'
import { ViewerWay } from './viewer-way'

type InvitationViewProps = {
  invitation: OpenInvitation
  /** The secret of the link; null for somebody who was recognised without it. */
  token: string | null
  /** `link`: she wants to sign in with an account that she has. */
  way: 'link' | null
}

/** What every way of accepting needs to know. */
export type Way = {
  invitation: OpenInvitation
  hidden: Record<string, string>
  /** The page that shows this invitation. */
  here: string
}

/** An invitation and the ways to accept it that fit whoever looks at it. */
export async function InvitationView({ invitation, token, way }: InvitationViewProps) {
  const [t, viewer, arrival, until] = await Promise.all([
    getTranslations('invitation'),
    findSession(),
    currentArrival(),
    momentWithZone(invitation.expiresAt),
  ])
  const known = token === null ? { invitationId: invitation.id } : { token }
  const hidden = { ...known, termsVersion: TERMS_VERSION }
  const here = token === null ? '/join' : `/invite/${token}`
  const ways = { invitation, hidden, here }
  return (
    <>
      <h1 className="text-xl font-semibold">
        {t('heading', { organisation: invitation.organisation.name })}
      </h1>
      <p className="mt-1 text-base text-ink-soft">{t('who', { inviter: invitation.inviter })}</p>
      <p className="mt-2 mb-5 text-sm text-ink-faint">
        <span className="block wrap-anywhere">{t('forAddress', { email: invitation.email })}</span>
        <span className="block">{t('until', { until })}</span>
      </p>
      {waysFor()}
    </>
  )

  function waysFor() {
    if (viewer !== null) return <ViewerWay {...ways} viewer={viewer} />
    if (way === 'link') return <SigningInWay {...ways} arrived={arrival !== null} />
    if (arrival === null) return <SignedOutWays {...ways} />
    return <ArrivedWay {...ways} arrival={arrival} isInvited={isInvited(invitation, arrival)} />
  }
}
