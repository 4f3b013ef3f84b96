import { Compass } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'

export function NotFoundView() {
  const t = useTranslations('shell')
  return (
    <div className="grid min-h-[70dvh] place-items-center">
      <EmptyState
        icon={<Compass aria-hidden />}
        title={t('notFoundTitle')}
        headingLevel={1}
        actions={<LinkButton href="/">{t('toHome')}</LinkButton>}
      >
        {t('notFoundText')}
      </EmptyState>
    </div>
  )
}
