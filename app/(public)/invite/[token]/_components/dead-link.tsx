import { getTranslations } from 'next-intl/server'
import { LinkButton } from '@/components/ui/link-button'

/** A link that leads nowhere (any more): why, and what to do. Names no person and no organisation. */
export async function DeadLink({ state }: { state: 'unknown' | 'expired' | 'revoked' | 'accepted' }) {
  const t = await getTranslations('invitation.dead')
  return (
    <>
      <h1 className="text-xl font-semibold">{t(`${state}Title`)}</h1>
      <p className="mt-2 text-base text-ink-soft">{t(`${state}Text`)}</p>
      <LinkButton
        href="/sign-in"
        variant={state === 'accepted' ? 'primary' : 'secondary'}
        className="mt-5 w-full"
      >
        {t('signIn')}
      </LinkButton>
    </>
  )
}
