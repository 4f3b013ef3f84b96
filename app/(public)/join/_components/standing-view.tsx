import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { buttonStyle } from '@/components/ui/button-style'
import { LinkButton } from '@/components/ui/link-button'
import { momentWithZone } from '@/i18n/moments'
import type { Standing } from '@/lib/access/join-requests/find-standing'
import { TERMS_VERSION } from '@/lib/access/terms'
import { productName } from '@/lib/product'
import { MicrosoftButton } from '../../_components/microsoft-button'
import { AskForm } from './ask-form'

/** What a Microsoft 365 user without an account can do here (U5). */
export async function StandingView({ standing, upn }: { standing: Standing; upn: string }) {
  const t = await getTranslations('join')
  return (
    <>
      {await content(standing)}
      <p className="mt-5 mb-2 border-t border-line pt-4 text-sm break-words text-ink-faint">
        {t('signedInAs', { upn })}
      </p>
      <MicrosoftButton returnTo="/join" label={t('otherAccount')} />
    </>
  )
}

async function content(standing: Standing): Promise<ReactNode> {
  const t = await getTranslations('join')
  const product = productName
  switch (standing.state) {
    case 'may-ask':
      return (
        <Story
          heading={t('askHeading', { product })}
          text={t('askText', { organisation: standing.organisation.name })}
        >
          <AskForm termsVersion={TERMS_VERSION} />
        </Story>
      )
    case 'waiting': {
      const about = { organisation: standing.organisation.name, since: await momentWithZone(standing.since) }
      return <Story heading={t('waitingHeading')} text={t('waitingText', about)} />
    }
    case 'declined': {
      const about = {
        organisation: standing.organisation.name,
        againAt: await momentWithZone(standing.againAt),
      }
      return (
        <Story heading={t('declinedHeading')} text={t('declinedText', about)}>
          {standing.reason !== null && (
            <p className="text-base break-words">{t('declinedReason', { reason: standing.reason })}</p>
          )}
        </Story>
      )
    }
    case 'member':
      return (
        <Story
          heading={t('memberHeading')}
          text={t('memberText', { organisation: standing.organisation.name })}
        >
          {/* No page: it leads on to Microsoft. */}
          <a href="/launch" className={buttonStyle({ variant: 'primary' })}>
            {t('enter', { product })}
          </a>
        </Story>
      )
    case 'deactivated':
      return <Story heading={t('deactivatedHeading')} text={t('deactivatedText')} />
    case 'unknown-tenant':
      return (
        <Story heading={t('unknownHeading', { product })} text={t('unknownText', { product })}>
          <ul className="list-disc space-y-2 pl-5 text-sm text-ink-soft">
            <li>{t('unknownMember')}</li>
            <li>{t('unknownPerson')}</li>
            <li>{t('unknownAdministrator')}</li>
          </ul>
          <LinkButton href="/sign-in" variant="primary">
            {t('signIn', { product })}
          </LinkButton>
        </Story>
      )
    default:
      return standing satisfies never
  }
}

function Story({ heading, text, children }: { heading: string; text: string; children?: ReactNode }) {
  return (
    <>
      <h1 className="text-xl font-semibold">{heading}</h1>
      <p className="mt-2 text-base text-ink-soft">{text}</p>
      {children && <div className="mt-4 flex flex-col items-stretch gap-4">{children}</div>}
    </>
  )
}
