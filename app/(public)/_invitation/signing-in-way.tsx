import { getTranslations } from 'next-intl/server'
import { LinkButton } from '@/components/ui/link-button'
import { MicrosoftButton } from '../_components/microsoft-button'
import { OrLine } from '../_components/or-line'
import type { Way } from './invitation-view'
import { SignInJoinForm } from './join-forms'

type SigningInWayProps = Way & {
  /** Signed in at Microsoft as somebody who has no account: then it takes another one there. */
  arrived?: boolean
}

/** Signing in with an account that she has here: the one of the invited address, or another, which is linked (U4). */
export async function SigningInWay({ invitation, hidden, here, arrived = false }: SigningInWayProps) {
  const t = await getTranslations('invitation')
  const { accountExists, email, organisation } = invitation
  return (
    <>
      <h2 className="font-semibold">{accountExists ? t('existsTitle') : t('linkTitle')}</h2>
      <p className="mt-1 mb-4 text-sm text-ink-soft">
        {accountExists
          ? t('existsText', { email })
          : t('linkText', { organisation: organisation.name, email })}
      </p>
      <SignInJoinForm hidden={hidden} email={accountExists ? email : ''} />
      <OrLine>{t('or')}</OrLine>
      <MicrosoftButton returnTo={here} {...(arrived && { label: t('otherMicrosoft') })} />
      {!accountExists && (
        <p className="mt-4">
          <LinkButton href={here} variant="link">
            {t('back')}
          </LinkButton>
        </p>
      )}
    </>
  )
}
