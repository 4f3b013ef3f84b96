'use client'

import { Mail, Repeat } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import type { CalendarMeeting } from './calendar-meeting'

type CalendarEventProps = {
  meeting: CalendarMeeting
  timeText: string
  /** How much room there is; in a short one the title comes first, for its place tells the time. */
  lines: 'one' | 'short' | 'many'
}

/** What stands in the box of a meeting. Marks are said in words as well, for those who cannot see them. */
export function CalendarEvent({ meeting, timeText, lines }: CalendarEventProps) {
  const t = useTranslations('meeting')
  const { title, location, cancelled, invitation, recurring, hostName } = meeting
  return (
    <span className="calendar-event" data-lines={lines} data-cancelled={cancelled || undefined}>
      {timeText && <span className="calendar-time tabular-nums">{timeText}</span>}
      {cancelled && <span className="sr-only">{t('cancelled')}: </span>}
      <span className={classNames('min-w-0 truncate font-medium', cancelled && 'line-through')}>{title}</span>
      {invitation && <Mark icon={<Mail aria-hidden />} text={t('invitation')} />}
      {recurring && <Mark icon={<Repeat aria-hidden />} text={t('recurring')} />}
      {location && lines === 'many' && <span className="min-w-0 truncate">{location}</span>}
      {hostName && <span className="min-w-0 truncate italic">{hostName}</span>}
    </span>
  )
}

function Mark({ icon, text }: { icon: React.ReactNode; text: string }) {
  return (
    <span className="shrink-0 [&_svg]:inline [&_svg]:size-3">
      {icon}
      <span className="sr-only">{text}</span>
    </span>
  )
}
