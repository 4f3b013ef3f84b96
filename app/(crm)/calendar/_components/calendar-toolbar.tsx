'use client'

import { ChevronLeft, ChevronRight, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { WhoseLinks } from '@/app/(crm)/meetings/_meeting/whose-links'
import { Button } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link-button'
import { Spinner } from '@/components/ui/spinner'
import type { CalendarView } from './calendar-state'
import { ViewButtons } from './view-buttons'

type CalendarToolbarProps = {
  view: CalendarView
  /** What is on show, such as "March 2026". */
  title: string
  pending: boolean
  onPrevious: () => void
  onNext: () => void
  onToday: () => void
  onView: (view: CalendarView) => void
  /** Where a meeting on the day shown is made; null where none can be or no single day is shown. */
  newHref: string | null
  /** Null where the viewer sees her own only. */
  whose: 'own' | 'all' | null
  hrefOf: (whose: 'own' | 'all') => string
}

export function CalendarToolbar(props: CalendarToolbarProps) {
  const { view, title, pending, onPrevious, onNext, onToday, onView, newHref, whose, hrefOf } = props
  const t = useTranslations('calendar')
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <div className="flex items-center gap-1">
        <Button onClick={onToday}>{t('today')}</Button>
        <Button variant="ghost" size="icon" aria-label={t(`previous.${view}`)} onClick={onPrevious}>
          <ChevronLeft aria-hidden />
        </Button>
        <Button variant="ghost" size="icon" aria-label={t(`next.${view}`)} onClick={onNext}>
          <ChevronRight aria-hidden />
        </Button>
      </div>
      <div className="order-first flex min-h-control min-w-0 basis-full items-center gap-2 sm:order-none sm:basis-auto">
        <h2 aria-live="polite" className="min-w-0 text-lg font-semibold first-letter:uppercase">
          {title}
        </h2>
        {newHref !== null && (
          <LinkButton href={newHref} variant="ghost" size="icon" aria-label={t('newOnDay')}>
            <Plus aria-hidden />
          </LinkButton>
        )}
        {pending && <Spinner className="text-ink-faint" />}
      </div>
      <div className="ml-auto flex flex-wrap gap-2">
        {whose && <WhoseLinks whose={whose} hrefOf={hrefOf} />}
        <ViewButtons view={view} onView={onView} />
      </div>
    </div>
  )
}
