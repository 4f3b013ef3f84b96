'use client'

import { useRouter } from 'next/navigation'
import { useFormatter, useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { whenWords } from '@/app/(crm)/meetings/_words/when-words'
import { notify } from '@/components/ui/toast'
import { useStableHandler } from '@/components/ui/use-stable-handler'

export type DueMeetings = {
  /** Up to when was looked. */
  until: string
  meetings: { id: string; title: string; allDay: boolean; start: string; end: string }[]
}

const everyMs = 60_000
/** Shared by the windows of a browser, so that one of them reminds. */
const storedUnder = 'reminders-until'

/** Says when one of the viewer's meetings is about to begin, on whatever page she is. */
export function MeetingReminders() {
  const t = useTranslations('meeting')
  const router = useRouter()
  const words = whenWords(useFormatter(), t('allDay'))
  const remind = useStableHandler(async (signal: AbortSignal) => {
    for (const { id, title, ...when } of await readDue(signal)) {
      notify({
        title,
        description: words.full(when),
        action: { label: t('open'), onPress: () => router.push(`/meetings/${id}`) },
      })
    }
  })
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

/** A server that does not answer is asked again later, about the same time. */
async function readDue(signal: AbortSignal): Promise<DueMeetings['meetings']> {
  const since = localStorage.getItem(storedUnder) ?? new Date().toISOString()
  const answer = await fetch(`/api/internal/reminders?${new URLSearchParams({ since })}`, { signal }).catch(
    () => null,
  )
  if (answer === null || !answer.ok) return []
  const { until, meetings }: DueMeetings = await answer.json()
  localStorage.setItem(storedUnder, until)
  return meetings
}
