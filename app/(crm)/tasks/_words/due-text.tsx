import { CircleAlert } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import type { Due } from './due-date'

type DueTextProps = { due: Due | null; long?: boolean }

/** The due day in words; what is late says so, and does not only turn red. */
export function DueText({ due, long = false }: DueTextProps) {
  const t = useTranslations('task')
  const format = useFormatter()
  if (due === null) return <span className="text-ink-faint">{t('noDue')}</span>
  const day = format.dateTime(new Date(`${due.day}T00:00:00Z`), {
    weekday: long ? 'long' : 'short',
    day: 'numeric',
    month: long ? 'long' : 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const near = due.near && t(due.near)
  const text = long && near ? `${near} · ${day}` : (near ?? day)
  if (!due.overdue) return <time dateTime={due.day}>{text}</time>
  return (
    <span className="inline-flex max-w-full min-w-0 items-center align-bottom gap-1.5 font-medium text-danger-text">
      <CircleAlert aria-hidden className="size-3.5 shrink-0" />
      <span className="sr-only">{t('overdue')}: </span>
      <time dateTime={due.day} className="truncate">
        {text}
      </time>
    </span>
  )
}
