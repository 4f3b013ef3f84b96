'use client'

import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import { useTranslations } from 'next-intl'
import { type CalendarView, calendarViews } from './calendar-state'

type ViewButtonsProps = { view: CalendarView; onView: (view: CalendarView) => void }

/** Month, week or day. */
export function ViewButtons({ view, onView }: ViewButtonsProps) {
  const t = useTranslations('calendar')
  return (
    <ToggleGroup
      aria-label={t('viewLabel')}
      value={[view]}
      onValueChange={([chosen]) => {
        const next = calendarViews.find((known) => known === chosen)
        if (next) onView(next)
      }}
      className="flex gap-0.5 rounded-md bg-hover p-0.5"
    >
      {calendarViews.map((known) => (
        <Toggle
          key={known}
          value={known}
          className="h-[calc(var(--control)-0.25rem)] rounded-sm px-2.5 text-sm font-medium text-ink-soft hover:text-ink data-pressed:bg-surface data-pressed:text-ink data-pressed:shadow-card"
        >
          {t(`views.${known}`)}
        </Toggle>
      ))}
    </ToggleGroup>
  )
}
