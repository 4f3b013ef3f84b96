import { Compass } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'

export default async function NotFound() {
  const t = await getTranslations('shell')
  return (
    <main className="grid min-h-[70dvh] place-items-center">
      <EmptyState
        icon={<Compass aria-hidden />}
        title={t('notFoundTitle')}
        headingLevel={1}
        actions={<LinkButton href="/">{t('toHome')}</LinkButton>}
      >
        {t('notFoundText')}
      </EmptyState>
    </main>
  )
}
