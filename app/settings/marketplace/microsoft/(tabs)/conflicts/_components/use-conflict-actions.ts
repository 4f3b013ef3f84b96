'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { callAction } from '@/components/call-action'
import { notify } from '@/components/ui/toast'
import { useConnectionRefusal } from '../../../_components/use-connection-refusal'
import { markSeen, putBack } from '../actions'

type Chosen = Parameters<typeof markSeen>[0]

/** What can be done with one conflict or many, with the words for how it went. */
export function useConflictActions() {
  const t = useTranslations('conflicts')
  const refusalText = useConnectionRefusal()
  const [pending, setPending] = useState<string | null>(null)

  /** @param key tells the button that is pressed; @returns whether it was done */
  async function see(key: string, chosen: Chosen): Promise<boolean> {
    setPending(`see ${key}`)
    const result = await callAction(markSeen(chosen))
    setPending(null)
    if (!result.ok) notify({ title: refusalText(result), tone: 'danger' })
    else
      notify({
        title: t('seenToast', { count: result.data.done }),
        ...(result.data.more && { description: t('moreToast') }),
      })
    return result.ok
  }

  async function takeOther(key: string, chosen: Chosen): Promise<boolean> {
    setPending(`put back ${key}`)
    const result = await callAction(putBack(chosen))
    setPending(null)
    if (!result.ok) {
      notify({ title: refusalText(result), tone: 'danger' })
      return false
    }
    const { restored, left, more } = result.data
    const description = [
      ...(left > 0 ? [t('leftToast', { count: left })] : []),
      ...(more ? [t('moreToast')] : []),
    ]
    notify({
      title: t('putBackToast', { count: restored }),
      ...(left > 0 && restored === 0 && { tone: 'danger' }),
      ...(description.length > 0 && { description: description.join(' ') }),
    })
    return true
  }

  return { pending, see, takeOther }
}
