'use client'

import { CloudAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

/** What a user sees of a bug: that it happened, a reference for whoever looks for it, a way on. */
export function ErrorView({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
  const t = useTranslations('shell')
  return (
    <div role="alert" className="grid min-h-[60dvh] place-items-center">
      <EmptyState
        icon={<CloudAlert aria-hidden />}
        title={t('problemTitle')}
        headingLevel={1}
        actions={<Button onClick={onRetry}>{t('tryAgain')}</Button>}
      >
        {t('problemText')}
        {digest && (
          <span className="mt-2 block text-xs text-ink-faint">{t('problemReference', { digest })}</span>
        )}
      </EmptyState>
    </div>
  )
}
