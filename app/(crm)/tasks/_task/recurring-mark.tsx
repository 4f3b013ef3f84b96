import { Repeat } from 'lucide-react'
import { useTranslations } from 'next-intl'

/** Says by a sign that a task comes again. */
export function RecurringMark() {
  const t = useTranslations('task')
  return (
    <span className="shrink-0 text-ink-faint" title={t('recurring')}>
      <Repeat aria-hidden className="size-3.5" />
      <span className="sr-only">{t('recurring')}</span>
    </span>
  )
}
