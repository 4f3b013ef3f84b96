import { getTranslations } from 'next-intl/server'
import { Callout } from '@/components/ui/callout'
import type { Arrival } from '@/lib/access/arrivals/arrivals'
import { MicrosoftButton } from '../_components/microsoft-button'
import type { Way } from './invitation-view'
import { MicrosoftJoinForm } from './join-forms'
import { LinkWay } from './link-way'
import { SigningInWay } from './signing-in-way'

/** For somebody who has just signed in with Microsoft and has no account. */
export async function ArrivedWay({
  arrival,
  isInvited,
  ...way
}: Way & { arrival: Arrival; isInvited: boolean }) {
  const t = await getTranslations('invitation')
  const { invitation, hidden, here } = way
  const { upn } = arrival
  if (!isInvited) {
    return (
      <>
        <Callout tone="danger" className="mb-4">
          {arrival.guest ? t('guestMicrosoft') : t('wrongMicrosoft', { upn, email: invitation.email })}
        </Callout>
        <MicrosoftButton returnTo={here} label={t('otherMicrosoft')} variant="primary" />
        <LinkWay here={here} />
      </>
    )
  }
  if (invitation.accountExists) return <SigningInWay {...way} arrived />
  return (
    <>
      <Callout tone="success" className="mb-4">
        {t('microsoftAs', { upn })}
      </Callout>
      <MicrosoftJoinForm hidden={hidden} organisation={invitation.organisation.name} />
      <LinkWay here={here} />
    </>
  )
}
