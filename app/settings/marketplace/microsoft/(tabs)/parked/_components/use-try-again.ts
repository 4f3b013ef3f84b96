'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { callAction } from '@/components/call-action'
import { notify } from '@/components/ui/toast'
import { useConnectionRefusal } from '../../../_components/use-connection-refusal'
import { tryAgain } from '../actions'

/** *Try again* for one record or many, with the words for how it went. */
export function useTryAgain() {
  const t = useTranslations('syncProblems')
  const refusalText = useConnectionRefusal()
  const [pending, setPending] = useState<string | null>(null)

  /** @param key tells the button that is pressed; @returns whether it was done */
  async function request(key: string, chosen: Parameters<typeof tryAgain>[0]): Promise<boolean> {
    setPending(key)
    const result = await callAction(tryAgain(chosen))
    setPending(null)
    if (!result.ok) notify({ title: refusalText(result), tone: 'danger' })
    else
      notify({
        title: t('triedToast', { count: result.data.done }),
        ...(result.data.more && { description: t('moreToast') }),
      })
    return result.ok
  }

  return { pending, request }
}
