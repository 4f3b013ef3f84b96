import { getTranslations } from 'next-intl/server'
import { Callout } from '@/components/ui/callout'
import { LinkButton } from '@/components/ui/link-button'
import type { Viewer } from '@/lib/access/sessions/find-viewer'
import { productName } from '@/lib/product'
import type { Way } from './invitation-view'
import { ViewerJoinForm } from './join-forms'
import { OtherAccountButton } from './other-account-button'

/** For somebody who is signed in to the CRM: with the invited address, or with another one, which she may link (U4). */
export async function ViewerWay({ invitation, hidden, here, viewer }: Way & { viewer: Viewer }) {
  const t = await getTranslations('invitation')
  const { email, organisation } = invitation
  if (viewer.organisation.id === organisation.id) {
    return (
      <Callout
        tone="warning"
        actions={
          <>
            <LinkButton href="/">{t('open', { product: productName })}</LinkButton>
            <OtherAccountButton returnTo={here} />
          </>
        }
      >
        {t('memberAlready', { organisation: organisation.name, email })}
      </Callout>
    )
  }
  const links = viewer.email !== email
  return (
    <>
      <Callout title={t('viewerAs', { email: viewer.email })} className="mb-4">
        {links ? t('viewerLink', { email, own: viewer.email }) : null}
      </Callout>
      <ViewerJoinForm hidden={hidden} organisation={organisation.name} links={links} />
      <div className="mt-3 flex flex-wrap gap-2">
        <OtherAccountButton returnTo={here} />
        <LinkButton href="/" variant="ghost" className="h-auto min-h-control shrink py-1 whitespace-normal">
          {t('stay', { organisation: viewer.organisation.name })}
        </LinkButton>
      </div>
    </>
  )
}
