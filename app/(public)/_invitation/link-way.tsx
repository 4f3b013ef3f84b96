import { getTranslations } from 'next-intl/server'
import { LinkButton } from '@/components/ui/link-button'

/** Leads to signing in with an account under another e-mail (U4). */
export async function LinkWay({ here }: { here: string }) {
  const t = await getTranslations('invitation')
  return (
    <p className="mt-5 border-t border-line pt-4 text-sm text-ink-soft">
      {t('linkQuestion')}{' '}
      <LinkButton href={`${here}?way=link`} variant="link">
        {t('linkWay')}
      </LinkButton>
    </p>
  )
}
