import { getTranslations } from 'next-intl/server'
import { MicrosoftButton } from '../_components/microsoft-button'
import { OrLine } from '../_components/or-line'
import type { Way } from './invitation-view'
import { NewAccountForm } from './join-forms'
import { LinkWay } from './link-way'
import { SigningInWay } from './signing-in-way'

/** For somebody of whom nothing is known but that she has the link. */
export async function SignedOutWays(way: Way) {
  const t = await getTranslations('invitation')
  const { invitation, hidden, here } = way
  const { accountExists, email, microsoft, name } = invitation
  if (accountExists) return <SigningInWay {...way} />
  if (microsoft !== null) {
    return (
      <>
        <MicrosoftButton returnTo={here} variant="primary" />
        <p className="mt-1.5 text-xs text-ink-faint">{t('microsoftHint', { email })}</p>
        <LinkWay here={here} />
      </>
    )
  }
  return (
    <>
      <NewAccountForm hidden={hidden} email={email} name={name ?? ''} />
      <OrLine>{t('or')}</OrLine>
      <MicrosoftButton returnTo={here} />
      <LinkWay here={here} />
    </>
  )
}
