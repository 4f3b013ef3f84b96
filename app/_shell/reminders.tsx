'use client'

import { useRouter } from 'next/navigation'
import { useFormatter, useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { whenWords } from '@/app/(crm)/meetings/_words/when-words'
import { notify } from '@/components/ui/toast'
import { useStableHandler } from '@/components/ui/use-stable-handler'

export type DueReminders = {
  /** Up to when was looked. */
  until: string
  meetings: { id: string; title: string; allDay: boolean; start: string; end: string }[]
  tasks: { id: string; subject: string; dueDate: string | null }[]
}

const everyMs = 60_000
/** Shared by the windows of a browser, so that one of them reminds. */
const storedUnder = 'reminders-until'

/** Says what the viewer wanted to be reminded of, meetings and tasks, on whatever page she is. */
export function Reminders() {
  const announce = useAnnouncements()
  const remind = useStableHandler(async (signal: AbortSignal) => announce(await readDue(signal)))
  useEffect(() => {
    const stop = new AbortController()
    void remind(stop.signal)
    const timer = setInterval(() => void remind(stop.signal), everyMs)
    return () => {
      stop.abort()
      clearInterval(timer)
    }
  }, [remind])
  return null
}

function useAnnouncements() {
  const tMeeting = useTranslations('meeting')
  const tTask = useTranslations('task')
  const router = useRouter()
  const format = useFormatter()
  const words = whenWords(format, tMeeting('allDay'))
  const dueWords = (day: string | null) => {
    if (day === null) return tTask('reminder')
    const at = new Date(`${day}T00:00:00Z`)
    return tTask('dueOn', { day: format.dateTime(at, { dateStyle: 'full', timeZone: 'UTC' }) })
  }
  return ({ meetings, tasks }: Omit<DueReminders, 'until'>) => {
    for (const { id, title, ...when } of meetings) {
      notify({
        title,
        description: words.full(when),
        action: { label: tMeeting('open'), onPress: () => router.push(`/meetings/${id}`) },
      })
    }
    for (const { id, subject, dueDate } of tasks) {
      notify({
        title: subject,
        description: dueWords(dueDate),
        action: { label: tTask('show'), onPress: () => router.push(`/tasks/${id}`) },
      })
    }
  }
}

/** A server that does not answer is asked again later, about the same time. */
async function readDue(signal: AbortSignal): Promise<Omit<DueReminders, 'until'>> {
  const since = localStorage.getItem(storedUnder) ?? new Date().toISOString()
  const answer = await fetch(`/api/internal/reminders?${new URLSearchParams({ since })}`, { signal }).catch(
    () => null,
  )
  if (answer === null || !answer.ok) return { meetings: [], tasks: [] }
  const { until, ...due }: DueReminders = await answer.json()
  localStorage.setItem(storedUnder, until)
  return due
}
